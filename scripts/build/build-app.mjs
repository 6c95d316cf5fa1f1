import { join } from 'node:path';
import { projectRoot } from '../set-up/project-root.mjs';
import { runInherited } from './run-inherited.mjs';
import { forgetBuild, isBuildStale, rememberBuild } from './stale-build.mjs';

// Without it electron-vite would compile for the newest Electron that it knows, and the registry's 33 could not run it.
const oldestElectron = '33';

/** The environment in which electron-vite compiles for the oldest Electron that we run on. */
export function buildEnvironment() {
  return { ...process.env, ELECTRON_MAJOR_VER: oldestElectron };
}

/** The arguments with which Node runs electron-vite. */
export function electronVite(...args) {
  return [join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), ...args];
}

/** Builds main, preload, renderer and sandbox into out/. Answers electron-vite's exit code; 0 also marks out/ as fresh. */
export async function buildApp({ output = 'inherit' } = {}) {
  const startedAt = Date.now();
  forgetBuild();
  const args = electronVite('build', '--logLevel', 'warn');
  const code = await runInherited(process.execPath, args, { env: buildEnvironment(), output });
  if (code === 0) rememberBuild(startedAt);
  return code;
}

/** Builds when the sources of `part` are newer than out/. Says so through `say`; answers the exit code (0 also when nothing was to do). */
export async function buildWhenStale({ say, output, part = 'app' }) {
  if (!isBuildStale(part)) return 0;
  say('Building out/ …');
  return buildApp({ output });
}
