import { afterEach, beforeEach, expect, test } from 'vitest';
import { faultControl } from '../harness/order-fault.ts';
import { builtProgram } from '../harness/programs.ts';
import { type StartedSandbox, startSandbox } from '../harness/start-sandbox.ts';
import { type OpenedMain, openMain } from './open-main.ts';

const thread = builtProgram('cache-thread');
let sandbox: StartedSandbox;
let main: OpenedMain;

beforeEach(async () => {
  sandbox = await startSandbox(['--users', '40']);
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
