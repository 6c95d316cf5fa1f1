import { setTimeout as wait } from 'node:timers/promises';
import type { SandboxApi } from '../e2e/harness/sandbox-api.ts';
import type { AppUnderTest, OpenApp } from './app-under-test.ts';
import { chooseWishes, differences, startWishes, type Wishes } from './mixed-load.ts';
import { seededRandom } from './seeded-random.ts';

export interface Torture {
  openApp: OpenApp;
  tenant: SandboxApi & { tenantUrl: string; tenantName: string; token: string };
  kills: number;
  seed: number;
  /** The longest time between two kills, in milliseconds. */
  longestLifeMs: number;
  say(line: string): void;
}

export interface TortureReport {
  kills: number;
  rounds: number;
  rows: number;
  /** Lost, doubled or half-done wishes, in words; empty is the promise. */
  differences: string[];
  /** Rows that ended otherwise than done. */
  notDone: string[];
  trail: string;
}

/**
 * Starts mixed work, kills the app at random moments, resumes what it finds, until so many kills were made and all
 * the work has ended; then compares the tenant with every wish (E2, F1).
 */
export async function torture({
  openApp,
  tenant,
  kills,
  seed,
  longestLifeMs,
  say,
}: Torture): Promise<TortureReport> {
  const random = seededRandom(seed);
  const rounds: Wishes[] = [];
  let killed = 0;
  let app = await openApp();
  let tenantId = await connect(app, tenant);
  while (killed < kills) {
    const wishes = await chooseWishes(tenant, rounds.length);
    rounds.push(wishes);
    await startWishes(app, tenantId, wishes);
    while (killed < kills && (await openJobs(app, tenantId)).length > 0) {
      await wait(20 + random() * longestLifeMs);
      await app.kill();
      killed += 1;
      app = await openApp();
      tenantId = await connect(app, tenant);
      await resumeAll(app, tenantId);
      if (killed % 20 === 0) say(`${killed} kills, round ${rounds.length}`);
    }
    await endAll(app, tenantId);
  }
  const { jobs } = await app.call('jobs/list', { tenantId, show: 'all' });
  const notDone: string[] = [];
  for (const job of jobs) {
    const { rows } = await app.call('jobs/rows', {
      jobId: job.id,
      states: ['planned', 'sent', 'failed', 'skipped', 'unknown'],
      order: 'position',
      offset: 0,
      limit: 1000,
    });
    notDone.push(
      ...rows.map(({ subject, state, outcome }) => `${job.title}, ${subject}: ${state} ${outcome}`),
    );
  }
  const trail = await app.call('audit-log/check', { tenantId });
  await app.close();
  const found: string[] = [];
  for (const wishes of rounds) found.push(...(await differences(tenant, wishes)));
  return {
    kills: killed,
    rounds: rounds.length,
    rows: jobs.reduce((sum, { total }) => sum + total, 0),
    differences: found,
    notDone,
    trail: JSON.stringify(trail),
  };
}

/** Connects the tenant on the first start, and signs in again on every later one: without a keychain no token is kept. */
async function connect(app: AppUnderTest, tenant: Torture['tenant']): Promise<string> {
  const [known] = (await app.call('tenants/list', {})).tenants;
  if (known !== undefined) {
    await app.call('tenants/sign-in', { tenantId: known.id, token: tenant.token });
    return known.id;
  }
  const made = await app.call('tenants/connect', {
    controlPlane: tenant.tenantUrl,
    tenantName: tenant.tenantName,
    displayName: 'Tortured',
    environment: 'staging',
    token: tenant.token,
  });
  for (;;) {
    const status = await app.call('sync/status', { tenantId: made.id });
    if (status.phase === 'idle' && status.lastSyncAt !== null) return made.id;
    await wait(50);
  }
}

async function openJobs(app: AppUnderTest, tenantId: string) {
  return (await app.call('jobs/list', { tenantId, show: 'open' })).jobs;
}

async function resumeAll(app: AppUnderTest, tenantId: string): Promise<void> {
  for (const { id, state } of await openJobs(app, tenantId)) {
    if (state === 'paused') await app.call('jobs/resume', { jobId: id });
  }
}

/** Lets the rest of a round end. What was set aside after three kills in one row is tried again, as an admin would. */
async function endAll(app: AppUnderTest, tenantId: string): Promise<void> {
  for (;;) {
    const open = await openJobs(app, tenantId);
    if (open.length === 0) break;
    await resumeAll(app, tenantId);
    for (const { id } of open) await app.call('jobs/await-end', { jobId: id });
  }
  const { jobs } = await app.call('jobs/list', { tenantId, show: 'all' });
  for (const { id, counts } of jobs) {
    if (counts.unknown === 0) continue;
    await app.call('jobs/retry-failed', { jobId: id });
    await app.call('jobs/await-end', { jobId: id });
  }
}
