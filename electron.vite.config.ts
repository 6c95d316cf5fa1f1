import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { cssVariablesPlugin } from './src-renderer/theme/css-variables-plugin.ts';

const here = import.meta.dirname;

// Main, cache thread and sandbox are three entries of one build: three processes or threads, one toolchain.
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      minify: true,
      // Read as one file at the start: as files of node_modules these took a tenth of a second more.
      externalizeDeps: { exclude: ['csv-parse', 'electron-log', 'electron-store', 'zod'] },
      rollupOptions: {
        input: {
          start: resolve(here, 'src-main/start.ts'),
          'cache-thread': resolve(here, 'src-main/cache-thread.ts'),
          sandbox: resolve(here, 'src-sandbox/start.ts'),
        },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      minify: true,
      rollupOptions: {
        input: { preload: resolve(here, 'src-preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(here, 'src-renderer'),
    build: {
      outDir: resolve(here, 'out/renderer'),
      minify: true,
      // Read from this computer's disk as a whole, so one large file is as it should be.
      chunkSizeWarningLimit: 1000,
      // The page's security policy allows files of its own only: no data: fonts, no inline helper script.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: resolve(here, 'src-renderer/index.html') },
    },
    plugins: [react(), cssVariablesPlugin()],
  },
});
