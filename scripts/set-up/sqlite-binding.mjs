import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { findElectron } from '../electron-runtime/find-electron.mjs';
import { cachedBinding, makeCachedBinding } from './build-sqlite-binding.mjs';
import {
  buildTools,
  installDebianPackages,
  isDebianLike,
  missingDebianPackages,
} from './debian-packages.mjs';
import { projectRoot } from './project-root.mjs';
import { runCommand } from './run-command.mjs';
import { StepFailure } from './step-failure.mjs';

// The prebuilt binding is made for Node-API 10 (Node >= 22.14, Electron >= 35) and crashes an older runtime at load.
const prebuiltNodeApi = 10;
const packageFolder = join(projectRoot, 'node_modules', 'better-sqlite3');
const builtBinding = join(packageFolder, 'build', 'Release', 'better_sqlite3.node');
const verifiedFile = join(projectRoot, 'node_modules', '.tenantry', 'sqlite-verified.json');
const opensDatabase = join(projectRoot, 'scripts', 'set-up', 'opens-database.cjs');

/**
 * A SQLite binding that opens a database in Node and in the Electron that will run. Ready when both were seen to do so
 * with these very files; the slow way asks both for their Node-API, builds where either is too old, and tries again.
 */
export const sqliteStep = {
  name: 'SQLite',
  async check() {
    const isVerified = existsSync(verifiedFile) && readFileSync(verifiedFile, 'utf8') === fingerprint();
    return isVerified ? 'ok' : undefined;
  },
  async make({ say }) {
    const runtimes = [{ name: 'Node', path: process.execPath }];
    const electron = findElectron();
    if (electron !== undefined) runtimes.push({ name: 'Electron', path: electron.path });

    let how = 'ok';
    if (await isBuildNeeded(runtimes)) how = await takeBuiltBinding({ say, runtimes });
    for (const runtime of runtimes) {
      const problem = await whyItDoesNotOpen(runtime);
      if (problem !== undefined) throw doesNotOpen(runtime, problem);
    }
    mkdirSync(dirname(verifiedFile), { recursive: true });
    writeFileSync(verifiedFile, fingerprint());
    return how;
  },
};

function fingerprint() {
  const electron = findElectron();
  const version = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version;
  return JSON.stringify({
    betterSqlite3: version,
    node: [process.execPath, process.version, process.arch],
    electron: electron && [electron.path, electron.version, statSync(electron.path).mtimeMs],
    built: existsSync(builtBinding) && [statSync(builtBinding).size, statSync(builtBinding).mtimeMs],
  });
}

async function isBuildNeeded(runtimes) {
  for (const { name, path } of runtimes) {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
    const answer = await runCommand(path, ['-p', 'process.versions.napi'], { env, timeLimitMs: 60_000 });
    const nodeApi = Number.parseInt(answer.output, 10);
    if (answer.code !== 0 || !(nodeApi > 0)) throw doesNotOpen({ name, path }, answer.lastLines);
    if (nodeApi < prebuiltNodeApi) return true;
  }
  return false;
}

// A binding that somebody built here and that works stays as it is; then the cache; then a build of about 90 s.
async function takeBuiltBinding({ say, runtimes }) {
  if (existsSync(builtBinding) && (await opensEverywhere(runtimes)))
    return 'ok, the binding that was built here';
  const cached = cachedBinding();
  if (existsSync(cached)) {
    putInPlace(cached);
    if (await opensEverywhere(runtimes)) return 'ok, built earlier for this Node-API';
    rmSync(cached, { force: true });
  }
  if (isDebianLike()) {
    const missing = await missingDebianPackages(buildTools);
    if (missing.length > 0) {
      say(`SQLite: ${missing.join(' ')} for the build`);
      await installDebianPackages(missing);
    }
  }
  say('SQLite: building the binding for a Node-API below 10 (about 90 s, once per user)');
  await makeCachedBinding();
  putInPlace(cached);
  return 'built';
}

function putInPlace(file) {
  mkdirSync(dirname(builtBinding), { recursive: true });
  const beside = `${builtBinding}.${process.pid}`;
  copyFileSync(file, beside);
  renameSync(beside, builtBinding);
}

async function opensEverywhere(runtimes) {
  for (const runtime of runtimes) if ((await whyItDoesNotOpen(runtime)) !== undefined) return false;
  return true;
}

// In a process of its own: a wrong binding does not throw, it takes the process with it.
async function whyItDoesNotOpen({ path }) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const ended = await runCommand(path, [opensDatabase, packageFolder], { env, timeLimitMs: 60_000 });
  return ended.code === 0 ? undefined : ended.lastLines;
}

function doesNotOpen({ name, path }, why) {
  return new StepFailure({
    what: `SQLite does not open a database in ${name} (${path}).`,
    why,
    todo: 'Delete node_modules/better-sqlite3/build and run "npm run set-up" again; Node 22.14 or newer needs no build.',
  });
}
