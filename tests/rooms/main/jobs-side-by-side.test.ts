import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Job } from '../../../src-contract/jobs.ts';
import { sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import { faultControl } from '../harness/order-fault.ts';
import { builtProgram } from '../harness/programs.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { type OpenedMain, openMain } from './open-main.ts';

const args = ['--users', '300', '--mode', 'invite-only', '--no-sso', '--latency', '15'];

const thread = builtProgram('cache-thread');
let here: RunningSandbox;
let there: RunningSandbox;
let main: OpenedMain;

beforeEach(async () => {
  [here, there] = await Promise.all([serveSandbox(args), serveSandbox(args)]);
  main = await openMain(thread);
}, 60_000);
afterEach(async () => {
  await main.close();
  main.remove();
  await Promise.all([here.stop(), there.stop()]);
});

async function deactivateMany(tenantId: string, count: number): Promise<string> {
  const { rows } = await main.value('users/search', {
    tenantId,
    filter: { text: '', status: ['active'], role: ['member'], source: [], lastAccess: [], team: [] },
    sort: { column: 'name', direction: 'ascending' },
    offset: 0,
    limit: 250,
  });
  const userIds = rows
    .filter(({ managedBy }) => managedBy === null)
    .slice(0, count)
    .map(({ id }) => id);
  expect(userIds).toHaveLength(count);
  const { planId, asks } = await main.value('users/plan-deactivate', { tenantId, userIds });
  const typed = asks.typeText ?? asks.typeTenantName ?? String(asks.typeNumber ?? '');
  const confirmed = { planId, reason: 'many', typed, acknowledged: asks.acknowledge !== null };
  return (await main.value('users/deactivate', confirmed)).jobId;
}

async function invite(tenantId: string, name: string, count: number): Promise<string> {
  const emails = Array.from({ length: count }, (_, index) => `${name}.${index}@halden.example`);
  const role = 'member';
  const more = { teams: [], passwordEmail: 'do-not-send', inviteAnyway: emails } as const;
  return (await main.value('users/invite', { tenantId, emails, role, ...more, teams: [] })).jobId;
}

const isEnd =
  (jobId: string) =>
  (job: Job): boolean =>
    job.id === jobId && job.endedAt !== null;

test('several jobs of one tenant share it: small ones end long before a large one that began first', async () => {
  const tenantId = await main.connect(here);
  const large = await deactivateMany(tenantId, 150);
  const small = [await invite(tenantId, 'first', 5), await invite(tenantId, 'second', 5)];
  for (const jobId of small) {
    expect(await main.value('jobs/await-end', { jobId })).toMatchObject({
      state: 'done',
      counts: { done: 5 },
    });
    expect((await main.value('jobs/read', { jobId: large })).counts.done).toBeLessThan(120);
  }
  expect(await main.value('jobs/await-end', { jobId: large })).toMatchObject({
    state: 'done',
    counts: { done: 150, failed: 0, unknown: 0 },
  });
  const audit = await sandboxApi(here).api(
    '/audit-logs?metric=list&action=user.deactivate&limit=1000&offset=0',
  );
  const { data } = audit.body as { data: { resourceName: string }[] };
  expect(new Set(data.map(({ resourceName }) => resourceName)).size).toBe(data.length);
}, 90_000);

test('a tenant that hangs, and one that asks to wait, hold up no job of another tenant', async () => {
  const good = await main.connect(here);
  const bad = await main.connect(there);
  const control = faultControl(there.controlUrl);
  await control.order({
    kind: 'hang',
    times: 100,
    match: { method: 'POST', path: '/api/svc/v1/users/register' },
  });
  await control.order({ kind: 'too-many-requests', retryAfterSeconds: 600, match: { method: 'PATCH' } });
  const hung = await invite(bad, 'hung', 10);
  const waiting = await deactivateMany(bad, 6);
  const fine = [await invite(good, 'fine', 20), await deactivateMany(good, 20)];
  for (const jobId of fine) {
    expect(await main.value('jobs/await-end', { jobId })).toMatchObject({
      state: 'done',
      counts: { done: 20 },
    });
  }
  const heard = main.heard.flatMap((change) => (change.what === 'job' ? [change.job] : []));
  expect(heard.some(isEnd(hung)) || heard.some(isEnd(waiting))).toBe(false);
  for (const jobId of [hung, waiting]) {
    expect(await main.value('jobs/cancel', { jobId })).toMatchObject({
      state: 'cancelled',
      counts: { done: 0 },
    });
  }
}, 60_000);
