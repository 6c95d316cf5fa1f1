import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type LaunchedApp, launchApp } from '../harness/launch-app.ts';
import { type StartedSandbox, startSandbox } from '../harness/start-sandbox.ts';

interface AppFixtures {
  /** Starts a tenant of the test's own (`args` as in `npm run sandbox`); it ends with the test. */
  startTenant: (...args: string[]) => Promise<StartedSandbox>;
  /** An app on a fresh profile. That it and its page failed nowhere is asserted when the test ends. */
  launched: LaunchedApp;
  /** A folder that goes with the test. */
  folder: string;
}

/** Playwright's `test` with a tenant and an app of its own for each test. */
export const appTest = test.extend<AppFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  startTenant: async ({}, use) => {
    const started: StartedSandbox[] = [];
    await use(async (...args) => {
      const sandbox = await startSandbox({ args });
      started.push(sandbox);
      return sandbox;
    });
    await Promise.all(started.map((sandbox) => sandbox.stop()));
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  launched: async ({}, use) => {
    const launched = await launchApp();
    await use(launched);
    const failures = launched.failures();
    await launched.close();
    expect(failures).toEqual([]);
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'tenantry-test-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
});
