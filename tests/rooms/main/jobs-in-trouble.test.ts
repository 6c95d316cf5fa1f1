import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Job } from '../../../src-contract/jobs.ts';
import type { User } from '../../../src-contract/users.ts';
import { sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import { arrivedAt, type FaultControl, type FaultToOrder, faultControl } from '../harness/order-fault.ts';
import { builtProgram } from '../harness/programs.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { type OpenedMain, openMain } from './open-main.ts';

// The whole main process before a tenant in trouble: what the job says must be what the tenant has, and no change arrives twice.
const onDeactivate = { method: 'PATCH', path: '/api/svc/v1/users/deactivate' };

const thread = builtProgram('cache-thread');
let sandbox: RunningSandbox;
let control: FaultControl;
let main: OpenedMain;
let tenantId: string;
let chosen: User[];

beforeEach(async () => {
  sandbox = await serveSandbox(['--users', '200']);
  control = faultControl(sandbox.controlUrl);
  main = await openMain(thread);
  tenantId = await main.connect(sandbox);
  const { rows } = await main.value('users/search', {
    tenantId,
    filter: {
      text: '',
      status: ['active'],
      role: ['member'],
      source: ['jit', 'invited'],
      lastAccess: [],
      team: [],
    },
    sort: { column: 'name', direction: 'ascending' },
    offset: 0,
    limit: 50,
  });
  chosen = rows.filter(({ managedBy }) => managedBy === null).slice(0, 4);
});
afterEach(async () => {
  await main.close();
  main.remove();
  await sandbox.stop();
});

/** Deactivates the chosen by a job and waits for its end. */
async function deactivate(): Promise<Job> {
  const userIds = chosen.map(({ id }) => id);
  const { planId } = await main.value('users/plan-deactivate', { tenantId, userIds });
  const { jobId } = await main.value('users/deactivate', {
    planId,
    reason: 'contract ended',
    typed: '',
    acknowledged: false,
  });
  return main.value('jobs/await-end', { jobId });
}

/** Who of the chosen the tenant has as inactive, asked past all faults. */
async function inactive(): Promise<number> {
  await control.clear();
  const api = sandboxApi(sandbox);
  const found = await Promise.all(chosen.map(({ email }) => api.findUser(email)));
  return found.filter((user) => user?.active === false).length;
}

test.each<[string, FaultToOrder]>([
  ['was reset when all was done', { kind: 'reset', when: 'after' }],
  ['was cut', { kind: 'truncated-body', bytes: 1 }],
  ['was a web page', { kind: 'web-page', when: 'after' }],
  ['was a 502 although it was done', { kind: 'server-error', status: 502, when: 'after' }],
])('every answer %s: each is settled by looking, and sent once', async (_name, fault) => {
  await control.order({ ...fault, match: onDeactivate } as FaultToOrder);
  const job = await deactivate();
  expect(job).toMatchObject({ state: 'done', counts: { done: 4, failed: 0, unknown: 0 } });
  expect(await inactive()).toBe(4);
  expect(arrivedAt(await control.requests(), 'PATCH', '/users/deactivate')).toHaveLength(4);
});

test('a connection that breaks before anything happened: no person is told done whom the tenant has active', async () => {
  await control.order({ kind: 'reset', times: 2, match: onDeactivate });
  const job = await deactivate();
  expect(job.counts.done + job.counts.failed).toBe(4);
  expect(await inactive()).toBe(job.counts.done);
});

test('429s with seconds and with a date are waited out, and every person ends as wished', async () => {
  await control.orderAll([
    { kind: 'too-many-requests', retryAfterSeconds: 1, times: 1, match: onDeactivate },
    { kind: 'too-many-requests', retryAfterSeconds: 1, retryAfterAs: 'date', times: 1, match: onDeactivate },
  ]);
  const job = await deactivate();
  expect(job).toMatchObject({ state: 'done', counts: { done: 4 } });
  expect(job.waits.times).toBeGreaterThan(0);
  expect((await control.faults()).map(({ struck }) => struck)).toEqual([1, 1]);
  expect(await inactive()).toBe(4);
  const answered = arrivedAt(await control.requests(), 'PATCH', '/users/deactivate');
  expect(answered.filter(({ status }) => status === 200)).toHaveLength(4);
});
