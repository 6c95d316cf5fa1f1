import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder, inUnfinishedFolder } from './cache-folder.mjs';
import { npmCommand } from './npm-command.mjs';
import { projectRoot } from './project-root.mjs';
import { StepFailure } from './step-failure.mjs';

// Unmodified sources, but compiled with the experimental Node-API: such a binding keeps no references to strings and so
// loads from Node-API 9 on.
const compilerFlags = '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT';
const nodeGyp = 'node-gyp@11.5.0';
const nodeModules = join(projectRoot, 'node_modules');

/** Where the built binding of this package version, these flags and this kind of machine is kept. */
export function cachedBinding() {
  const { version } = JSON.parse(readFileSync(join(nodeModules, 'better-sqlite3', 'package.json'), 'utf8'));
  const flags = createHash('sha256').update(compilerFlags).digest('hex').slice(0, 8);
  return join(cacheFolder(), `better-sqlite3-${version}-${process.platform}-${process.arch}-${flags}.node`);
}

/**
 * Builds the binding in a copy of the package (nothing in node_modules is touched) and puts it into the cache.
 * Throws a StepFailure with the compiler's last words.
 */
export async function makeCachedBinding() {
  if (process.platform === 'win32')
    throw needsNewerNode('The build needs another compiler set-up on Windows.');
  await inUnfinishedFolder(async (work) => {
    const copy = join(work, 'node_modules', 'better-sqlite3');
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(join(nodeModules, 'better-sqlite3'), copy, {
      recursive: true,
      filter: (path) => !/better-sqlite3[\\/](build|prebuilds)$/.test(path),
    });
    cpSync(join(nodeModules, 'node-addon-api'), join(work, 'node_modules', 'node-addon-api'), {
      recursive: true,
    });
    const ended = await npmCommand(gypArguments(), {
      cwd: copy,
      env: { ...process.env, CXXFLAGS: compilerFlags },
    });
    const built = join(copy, 'build', 'Release', 'better_sqlite3.node');
    if (ended.code !== 0 || !existsSync(built)) throw needsNewerNode(ended.lastLines);
    const beside = join(work, 'binding.node');
    copyFileSync(built, beside);
    renameSync(beside, cachedBinding());
  });
}

function gypArguments() {
  // Where Node was installed with its headers they are used; otherwise node-gyp fetches them from nodejs.org.
  const prefix = dirname(dirname(process.execPath));
  const headers = existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? [`--nodedir=${prefix}`] : [];
  return [
    'exec',
    '--yes',
    `--package=${nodeGyp}`,
    '--',
    'node-gyp',
    'rebuild',
    '--release',
    '--force_build=1',
    ...headers,
  ];
}

function needsNewerNode(why) {
  return new StepFailure({
    what: 'The SQLite binding could not be built.',
    why,
    todo: 'Install make, g++ (10 or newer) and python3 and run the same command again, or use Node 22.14 or newer.',
  });
}
