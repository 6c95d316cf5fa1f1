import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import { arrivedAt, type FaultToOrder } from '../harness/order-fault.ts';
import { builtProgram } from '../harness/programs.ts';
import { type Lifecycle, openLifecycle } from './open-lifecycle.ts';

const thread = builtProgram('cache-thread');
let tenant: Lifecycle;
let number = 0;

beforeAll(async () => {
  tenant = await openLifecycle(thread, ['--users', '60', '--mode', 'invite-only', '--no-sso']);
}, 60_000);
afterEach(async () => {
  await tenant.control.clear();
});
afterAll(async () => {
  await tenant.close();
});

const match = { method: 'POST', path: '/api/svc/v1/users/register' };

async function invited() {
  const person = await tenant.register(`again.${++number}@fieldcrew.example`);
  const plan = await tenant.plan('invite-again', [person.id]);
  await tenant.control.forgetRequests();
  return { person, plan };
}
const mailsTo = async (email: string) =>
  (await sandboxApi(tenant.sandbox).outbox()).filter(({ to }) => to === email).map(({ kind }) => kind);

test('an invite that is sent again is a new person of the same address and role, with one new email', async () => {
  const { person, plan } = await invited();
  const { job, rows } = await tenant.run(plan);
  expect(job).toMatchObject({ kind: 'invite-again', state: 'done', undo: 'not-possible' });
  expect(rows).toMatchObject([{ subject: person.email, outcome: 'Invited as Member, password email sent' }]);
  const now = await tenant.find(person.email);
  expect(now?.id).not.toBe(person.id);
  expect(await mailsTo(person.email)).toEqual(['invite']);
});

test.each<[string, FaultToOrder]>([
  ['is lost before it was done', { kind: 'reset', when: 'before', times: 1, match }],
  ['is lost after it was done', { kind: 'reset', when: 'after', times: 1, match }],
  ['meets a 429', { kind: 'too-many-requests', retryAfterSeconds: 1, times: 1, match }],
  ['meets a 503', { kind: 'server-error', status: 503, body: '', times: 1, match }],
])('F2: a new invite that %s ends as one person and one email', async (_name, fault) => {
  const { person, plan } = await invited();
  await tenant.control.order(fault);
  expect((await tenant.run(plan)).job).toMatchObject({ state: 'done', counts: { done: 1 } });
  expect((await tenant.find(person.email))?.id).not.toBe(person.id);
  expect(await mailsTo(person.email)).toEqual(['invite']);
  const deletions = arrivedAt(await tenant.control.requests(), 'DELETE', `/users/${person.id}`);
  expect(deletions).toHaveLength(1);
});

test('a new invite that is refused says that the former one is gone, and Try again invites', async () => {
  const { person, plan } = await invited();
  const body = '{"statusCode":422,"message":"No seats are left"}';
  await tenant.control.order({ kind: 'answer', status: 422, body, when: 'before', times: 1, match });
  const { job, rows } = await tenant.run(plan);
  expect(rows).toMatchObject([{ state: 'failed', failure: { code: 'withdrawn-not-invited' } }]);
  expect(await tenant.find(person.email)).toBeUndefined();
  await tenant.main.value('jobs/retry-failed', { jobId: job.id });
  expect(await tenant.main.value('jobs/await-end', { jobId: job.id })).toMatchObject({ state: 'done' });
  expect(await mailsTo(person.email)).toEqual(['invite']);
});

test('an invite that a colleague withdrew since the plan is not sent anew', async () => {
  const { person, plan } = await invited();
  await tenant.colleague.deletes(person);
  const { rows } = await tenant.run(plan);
  expect(rows).toMatchObject([{ state: 'skipped', failure: { code: 'changed-since-plan' } }]);
  expect(await tenant.find(person.email)).toBeUndefined();
});

test('whoever was changed since the plan is left as they are', async () => {
  const { person, plan } = await invited();
  await tenant.colleague['makes admin'](person);
  const { rows } = await tenant.run(plan);
  expect(rows).toMatchObject([{ state: 'skipped', failure: { code: 'changed-since-plan' } }]);
  expect((await tenant.find(person.email))?.id).toBe(person.id);
});
