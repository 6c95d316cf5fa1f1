import { defineConfig } from '@playwright/test';

// Two apps at a time where each can have a display of its own (see ownDisplay); elsewhere they would share a clipboard. Three on two
// cores were slower. The report's file name comes from the runner (scripts/test).
export default defineConfig({
  testDir: 'tests/e2e',
  // By the test, not by the file: otherwise one worker would be busy with a long file when all else has ended.
  fullyParallel: true,
  workers: process.platform === 'linux' ? 2 : 1,
  retries: 0,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  outputDir: 'test-results',
  reporter: [['list'], ['json', { outputFile: 'out/test/e2e.json' }]],
  use: { trace: 'off' },
});
