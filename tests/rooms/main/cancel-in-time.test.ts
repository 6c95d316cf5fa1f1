import { afterEach, beforeEach, expect, test } from 'vitest';
import { sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import { faultControl } from '../harness/order-fault.ts';
import { builtProgram } from '../harness/programs.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { type OpenedMain, openMain } from './open-main.ts';

const thread = builtProgram('cache-thread');
let sandbox: RunningSandbox;
let main: OpenedMain;

beforeEach(async () => {
  sandbox = await serveSandbox(['--users', '40']);
  main = await openMain(thread);
});
afterEach(async () => {
  await main.close();
  main.remove();
  await sandbox.stop();
});

test('F5: cancel ends within 2 s although the tenant hangs, and says that what was under way is not known', async () => {
  const tenantId = await main.connect(sandbox);
  const control = faultControl(sandbox.controlUrl);
  await control.order({ kind: 'hang', match: { method: 'POST', path: '/api/svc/v1/users/register' } });
  const emails = Array.from({ length: 10 }, (_, index) => `hung.${index}@halden.example`);
  const { jobId } = await main.value('users/invite', {
    tenantId,
    emails,
    role: 'member',
    teams: [],
    passwordEmail: 'do-not-send',
    inviteAnyway: emails,
  });
  await main.hear(
    (change) => change.what === 'job' && change.job.id === jobId && change.job.counts.sent === 4,
  );
  const begun = performance.now();
  const cancelled = await main.value('jobs/cancel', { jobId });
  expect(performance.now() - begun).toBeLessThan(2000);
  expect(cancelled).toMatchObject({
    state: 'cancelled',
    counts: { unknown: 4, planned: 6, sent: 0, done: 0 },
  });
  const { rows } = await main.value('jobs/rows', {
    jobId,
    states: ['unknown'],
    order: 'position',
    offset: 0,
    limit: 10,
  });
  expect(rows.map(({ failure }) => failure?.code)).toEqual(Array(4).fill('cancelled-in-flight'));
});

test('what a tenant took and did not show in time is found when it is asked again; nothing is sent', async () => {
  const tenantId = await main.connect(sandbox);
  const control = faultControl(sandbox.controlUrl);
  await control.order({ kind: 'stale-reads', ms: 60_000 });
  const emails = Array.from({ length: 6 }, (_, index) => `late.${index}@halden.example`);
  const { jobId } = await main.value('users/invite', {
    tenantId,
    emails,
    role: 'member',
    teams: [],
    passwordEmail: 'do-not-send',
    inviteAnyway: emails,
  });
  await main.hear((change) => change.what === 'job' && change.job.id === jobId && change.job.proving >= 4);
  const cancelled = await main.value('jobs/cancel', { jobId });
  expect(cancelled.state).toBe('cancelled');
  expect(cancelled.counts.unknown).toBeGreaterThanOrEqual(4);
  await control.clear();
  const taken = await registered();
  expect(taken).toBeGreaterThanOrEqual(4);
  const asked = await main.value('jobs/look-again', { jobId });
  expect(asked).toMatchObject({ state: 'cancelled', counts: { unknown: 0, done: taken }, undo: 'offered' });
  expect(await registered()).toBe(taken);

  async function registered(): Promise<number> {
    const users = await sandboxApi(sandbox).allUsers();
    return users.filter(({ email }) => emails.includes(email)).length;
  }
});
