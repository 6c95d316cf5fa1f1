import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

// Several apps at a time where each can have a display of its own (see ownDisplay); elsewhere they would share a clipboard. Much of
// a test is waiting, so there is one more than cores. The report's file name comes from the runner (scripts/test).
export default defineConfig({
  testDir: 'tests/e2e',
  workers: process.platform === 'linux' ? Math.min(4, availableParallelism() + 1) : 1,
  retries: 0,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  outputDir: 'test-results',
  reporter: [['list'], ['json', { outputFile: 'out/test/e2e.json' }]],
  use: { trace: 'off' },
});
