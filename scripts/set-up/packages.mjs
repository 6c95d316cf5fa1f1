import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand, npmErrorsIn } from './npm-command.mjs';
import { projectRoot } from './project-root.mjs';
import { StepFailure } from './step-failure.mjs';

const nodeModules = join(projectRoot, 'node_modules');
const marker = join(nodeModules, '.tenantry', 'lock-hash');

/** The npm packages of package-lock.json. Ready when each one is there in the locked version. */
export const packagesStep = {
  name: 'Packages',
  async check() {
    const lockText = readLock();
    const hash = createHash('sha256').update(lockText).digest('hex');
    const lock = JSON.parse(lockText).packages;
    const isMarked = existsSync(marker) && readFileSync(marker, 'utf8') === hash;
    if (!isMarked && !matchesInstalled(lock)) return undefined;
    if (!everyPackageIsThere(lock)) return undefined;
    if (!isMarked) writeMarker(hash);
    return 'ok';
  },
  async make({ say }) {
    say('Packages: npm ci (package-lock.json changed, or packages are missing)');
    rmSync(marker, { force: true });
    // Install scripts stay off: none of ours needs one (docs/dependencies.md).
    const ended = await npmCommand(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: projectRoot,
    });
    if (ended.code !== 0) {
      throw new StepFailure({
        what: 'The npm packages could not be installed.',
        why: npmErrorsIn(ended),
        todo: 'Check that the npm registry can be reached ("npm ping"), then run the same command again.',
      });
    }
    writeMarker(createHash('sha256').update(readLock()).digest('hex'));
    return 'installed';
  },
};

function readLock() {
  return readFileSync(join(projectRoot, 'package-lock.json'), 'utf8');
}

function writeMarker(hash) {
  mkdirSync(join(nodeModules, '.tenantry'), { recursive: true });
  writeFileSync(marker, hash);
}

// npm writes node_modules/.package-lock.json last, so it is missing after an interrupted npm ci. Where it says the same
// as our lock file, somebody ran npm by hand and nothing is left to do.
function matchesInstalled(lock) {
  const file = join(nodeModules, '.package-lock.json');
  if (!existsSync(file)) return false;
  const installed = JSON.parse(readFileSync(file, 'utf8')).packages;
  return Object.entries(lock).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    if (found === undefined) return entry.optional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

function everyPackageIsThere(lock) {
  return Object.entries(lock).every(
    ([path, entry]) =>
      path === '' || entry.optional === true || existsSync(join(projectRoot, path, 'package.json')),
  );
}
