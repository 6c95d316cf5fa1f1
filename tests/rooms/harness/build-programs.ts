import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { builtIn, programs, root } from './programs.ts';

/**
 * Builds the programs of room tests from their sources, once for a run: as sources, each of some hundred starts would translate
 * them anew. Beside the packages, so that they are found. Out: what removes them.
 */
export async function setup(): Promise<() => void> {
  const shelf = join(root, 'node_modules/.cache/tenantry-tests');
  mkdirSync(shelf, { recursive: true });
  const folder = mkdtempSync(join(shelf, 'programs-'));
  const input = Object.fromEntries(Object.entries(programs).map(([name, path]) => [name, join(root, path)]));
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    // Packages as well: read file by file they made most of a start. What is native or read by few stays outside.
    ssr: { noExternal: true, external: ['better-sqlite3', 'oidc-provider'] },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20',
      minify: false,
      rollupOptions: {
        input,
        output: { entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs', format: 'es' },
      },
    },
  });
  process.env[builtIn] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
