import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import type { Bridge } from '../../../src-contract/channels.ts';
import { launchApp } from '../../e2e/harness/launch-app.ts';
import { startSandbox } from '../../e2e/harness/start-sandbox.ts';

/** What the preload puts on the page, as code that Playwright runs there sees it. */
type PageWindow = { tenantry: Bridge };

const syncLimitMs = 180_000;

/**
 * Fills an empty profile in the ordinary way: the real app connects to a sandbox of that many people, syncs and quits;
 * then the sandbox ends, so that every later start of the profile is offline.
 */
export async function fillProfile({ profile, people }: { profile: string; people: number }): Promise<void> {
  const sandbox = await startSandbox({ args: ['--users', String(people)] });
  try {
    const launched = await launchApp({ profile });
    try {
      await connectAndSync(launched.page, { tenantUrl: sandbox.tenantUrl, token: sandbox.token });
    } finally {
      await launched.close();
    }
  } finally {
    await sandbox.stop();
  }
}

async function connectAndSync(page: Page, sandbox: { tenantUrl: string; token: string }): Promise<void> {
  const tenantId = await page.evaluate(async ({ tenantUrl, token }) => {
    const { tenantry } = window as unknown as PageWindow;
    const outcome = await tenantry.call('tenants/connect', {
      controlPlane: tenantUrl,
      tenantName: 'bench',
      displayName: 'Bench',
      environment: 'development',
      token,
    });
    if (!outcome.ok) throw new Error(outcome.failure.sentence);
    return outcome.value.id;
  }, sandbox);
  // Asked from here, round by round: `waitForFunction` takes the promise itself for a yes.
  const until = Date.now() + syncLimitMs;
  for (;;) {
    const { phase, lastSyncAt, problem } = await readStatus(page, tenantId);
    if (phase === 'idle' && lastSyncAt !== null) return;
    if (!['syncing', 'idle'].includes(phase) || Date.now() > until) {
      throw new Error(`The profile could not be filled: the sync is ${phase}. ${problem}`);
    }
    await wait(500);
  }
}

function readStatus(
  page: Page,
  tenantId: string,
): Promise<{ phase: string; lastSyncAt: string | null; problem: string }> {
  return page.evaluate(async (id) => {
    const { tenantry } = window as unknown as PageWindow;
    const outcome = await tenantry.call('sync/status', { tenantId: id });
    if (!outcome.ok) throw new Error(outcome.failure.sentence);
    const { phase, lastSyncAt, failure } = outcome.value;
    return { phase, lastSyncAt, problem: failure?.sentence ?? '' };
  }, tenantId);
}

/** People in the synced copies of a profile; people of a sync that was cut off do not count. */
export function countSyncedPeople(profile: string): number {
  const file = join(profile, 'cache.sqlite');
  if (!existsSync(file)) return 0;
  const cache = new Database(file, { readonly: true });
  try {
    return cache
      .prepare('SELECT coalesce(sum(people), 0) FROM copies WHERE last_sync_at IS NOT NULL')
      .pluck(true)
      .get() as number;
  } finally {
    cache.close();
  }
}
