import { defineConfig } from '@playwright/test';

// One worker: every test starts a whole Electron app. The report's file name comes from the runner (scripts/test).
export default defineConfig({
  testDir: 'tests/e2e',
  workers: 1,
  retries: 0,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  outputDir: 'test-results',
  reporter: [['list'], ['json', { outputFile: 'out/test/e2e.json' }]],
  use: { trace: 'off' },
});
