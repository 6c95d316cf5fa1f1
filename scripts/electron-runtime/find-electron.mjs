import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../set-up/project-root.mjs';
import { StepFailure } from '../set-up/step-failure.mjs';
import { registryRuntime, registryRuntimeFolder } from './registry-runtime.mjs';

/**
 * The Electron that will run, or undefined when there is none yet: ELECTRON_OVERRIDE_DIST_PATH if set; the pinned one
 * when its package has downloaded it; else the registry's runtime in the user's cache. Reads a few small files only.
 * Answers `{ path, version, origin }` with origin 'override', 'pinned' or 'registry'.
 */
export function findElectron() {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) return overridden(process.env.ELECTRON_OVERRIDE_DIST_PATH);
  return pinned() ?? fromRegistry();
}

/** Absolute path of the Electron executable. Throws a plain sentence when set-up has not been run. */
export function electronPath() {
  const found = findElectron();
  if (found === undefined) throw new Error('There is no Electron yet. Run: npm run set-up');
  return found.path;
}

/** One line that says which runtime runs. */
export function describeElectron({ version, origin }) {
  if (origin === 'registry') {
    return `Electron ${version} from the package registry: for development and tests only, never shipped`;
  }
  return origin === 'pinned' ? `Electron ${version}` : `Electron ${version} from ELECTRON_OVERRIDE_DIST_PATH`;
}

/** The version of Electron that package.json pins. */
export function pinnedVersion() {
  return JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).devDependencies.electron;
}

/** Where Electron's package keeps the binary that it downloads, relative to its dist folder. */
function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

function overridden(folder) {
  const path = join(folder, executableName());
  if (!existsSync(path)) {
    throw new StepFailure({
      what: `There is no Electron at ${path}.`,
      why: 'ELECTRON_OVERRIDE_DIST_PATH names that folder.',
      todo: 'Correct ELECTRON_OVERRIDE_DIST_PATH or unset it, then run the same command again.',
    });
  }
  return { path, version: versionIn(folder), origin: 'override' };
}

// The package writes path.txt after it has unpacked everything: without it the folder is half made.
function pinned() {
  const folder = join(projectRoot, 'node_modules', 'electron');
  const path = join(folder, 'dist', executableName());
  if (!existsSync(join(folder, 'path.txt')) || !existsSync(path)) return undefined;
  if (versionIn(join(folder, 'dist')) !== pinnedVersion()) return undefined;
  return { path, version: pinnedVersion(), origin: 'pinned' };
}

function fromRegistry() {
  const path = join(registryRuntimeFolder(), 'electron');
  const marker = join(dirname(path), registryRuntime.markerFile);
  if (!existsSync(marker) || !existsSync(path)) return undefined;
  const { executableBytes } = JSON.parse(readFileSync(marker, 'utf8'));
  if (statSync(path).size !== executableBytes) return undefined;
  return { path, version: registryRuntime.electronVersion, origin: 'registry' };
}

function versionIn(folder) {
  const file = join(folder, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'of unknown version';
}
