import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface BuiltThread {
  url: URL;
  remove(): void;
}

/** Builds a thread from its sources, as the app's build does, where it finds the packages of the checkout. */
export async function buildThread(entry: string): Promise<BuiltThread> {
  const shelf = join(root, 'node_modules/.cache/tenantry-tests');
  mkdirSync(shelf, { recursive: true });
  const folder = mkdtempSync(join(shelf, 'thread-'));
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: join(root, entry),
      outDir: folder,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'thread.mjs', format: 'es' } },
    },
  });
  return {
    url: pathToFileURL(join(folder, 'thread.mjs')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
