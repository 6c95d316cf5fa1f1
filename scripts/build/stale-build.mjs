import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../set-up/project-root.mjs';

const marker = join(projectRoot, 'out', '.built-at');
const shared = ['electron.vite.config.ts', 'package.json', 'package-lock.json'];
const parts = {
  app: {
    products: [
      'out/main/start.js',
      'out/main/sandbox.js',
      'out/preload/preload.cjs',
      'out/renderer/index.html',
    ],
    sources: ['src-contract', 'src-main', 'src-preload', 'src-renderer', 'src-sandbox', ...shared],
  },
  sandbox: { products: ['out/main/sandbox.js'], sources: ['src-sandbox', ...shared] },
};

/** Whether out/ misses 'app' or 'sandbox', or is older than its sources, going by file times (a few milliseconds). */
export function isBuildStale(part) {
  const { products, sources } = parts[part];
  if (!existsSync(marker) || products.some((file) => !existsSync(join(projectRoot, file)))) return true;
  const builtAt = Number(readFileSync(marker, 'utf8'));
  return sources.some((name) => newestChange(join(projectRoot, name)) > builtAt);
}

/** To be called before something else than our own build writes into out/. */
export function forgetBuild() {
  rmSync(marker, { force: true });
}

/** Notes that out/ holds the sources as they were at that moment (before the build began). */
export function rememberBuild(startedAt) {
  mkdirSync(join(projectRoot, 'out'), { recursive: true });
  writeFileSync(marker, String(startedAt));
}

// A folder's own time changes when a file in it is added, renamed or removed.
function newestChange(path) {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestChange(join(path, name))),
    found.mtimeMs,
  );
}
