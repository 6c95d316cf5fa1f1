import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type LaunchedApp, launchApp, type RunningApp } from '../harness/launch-app.ts';
import { type StartedSandbox, startSandbox } from '../harness/start-sandbox.ts';
import { makeAsNew } from './make-as-new.ts';

interface AppFixtures {
  /** Starts a tenant of the test's own (`args` as in `npm run sandbox`); it ends with the test. */
  startTenant: (...args: string[]) => Promise<StartedSandbox>;
  /**
   * An app that shows Welcome and knows no tenant. Tests use it one after another, because a start costs more than most of
   * them; each leaves it as new, and one that fails takes it along. That nothing in it failed is asserted after each test.
   */
  launched: RunningApp;
  /** An app on a fresh profile of the test's own: for a test that ends it, or changes what `makeAsNew` cannot put back. */
  ownApp: LaunchedApp;
  /** A folder that goes with the test. */
  folder: string;
}

interface WorkerFixtures {
  appInTurn: LaunchedApp;
}

async function lendApp(use: (launched: LaunchedApp) => Promise<void>): Promise<void> {
  const launched = await launchApp();
  await use(launched);
  const failures = launched.failures();
  await launched.close();
  expect(failures).toEqual([]);
}

/**
 * Playwright's `test` with a tenant of its own for each test, and an app. A file that needs neither uses it too: Playwright starts a
 * new worker where the fixtures of workers differ.
 */
export const appTest = test.extend<AppFixtures, WorkerFixtures>({
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
  appInTurn: [async ({}, use) => lendApp(use), { scope: 'worker' }],
  launched: async ({ appInTurn }, use) => {
    await use(appInTurn);
    expect(appInTurn.failures()).toEqual([]);
    await makeAsNew(appInTurn);
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  ownApp: async ({}, use) => lendApp(use),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'tenantry-test-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
});
