import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { PersonVerb } from '../../../src-contract/users.ts';
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
  await tenant.control.forgetRequests();
});
afterAll(async () => {
  await tenant.close();
});

const base = '/api/svc/v1';
const sends: Record<PersonVerb, { method: string; path: string }> = {
  deactivate: { method: 'PATCH', path: '/users/deactivate' },
  activate: { method: 'PATCH', path: '/users/activate' },
  'change-role': { method: 'PATCH', path: '/users/roles' },
  'password-reset': { method: 'POST', path: '/users/reset-password' },
  'withdraw-invite': { method: 'DELETE', path: '/users/*' },
  'invite-again': { method: 'DELETE', path: '/users/*' },
};
const provable = ['deactivate', 'activate', 'change-role', 'withdraw-invite', 'invite-again'] as const;

async function planned(verb: PersonVerb) {
  const person = await tenant.register(`fault.${++number}@fieldcrew.example`);
  if (verb === 'activate') await tenant.colleague.deactivates(person);
  const plan = await tenant.plan(verb, [person.id]);
  await tenant.control.forgetRequests();
  const { method, path } = sends[verb];
  const sent = async (): Promise<number> =>
    arrivedAt(await tenant.control.requests(), method, path.replace('*', person.id)).length;
  const order = (fault: object) =>
    tenant.control.order({ ...fault, match: { method, path: `${base}${path}` } } as FaultToOrder);
  return { person, plan, sent, order };
}

test.each(provable)(
  'F2: %s whose answer is lost after it was done is proved by looking, and sent once',
  async (verb) => {
    const { plan, sent, order } = await planned(verb);
    await order({ kind: 'reset', when: 'after', times: 1 });
    expect((await tenant.run(plan)).job).toMatchObject({ state: 'done', counts: { done: 1 } });
    expect(await sent()).toBe(1);
  },
);

test.each(provable)(
  'F2: %s that broke before it was done is sent again, once it is known to be needed',
  async (verb) => {
    const { plan, sent, order } = await planned(verb);
    await order({ kind: 'reset', when: 'before', times: 1 });
    expect((await tenant.run(plan)).job).toMatchObject({ state: 'done', counts: { done: 1 } });
    expect(await sent()).toBe(2);
  },
);

test('F2: a password email whose answer is lost is never sent a second time', async () => {
  const { person, plan, sent, order } = await planned('password-reset');
  await order({ kind: 'reset', when: 'after', times: 1 });
  const { job, rows } = await tenant.run(plan);
  expect(rows.map(({ state, failure }) => [state, failure?.code])).toEqual([['unknown', 'answer-lost']]);
  expect(await sent()).toBe(1);
  await tenant.main.value('jobs/retry-failed', { jobId: job.id });
  expect((await tenant.main.value('jobs/await-end', { jobId: job.id })).counts.unknown).toBe(1);
  expect(await sent()).toBe(1);
  const mails = await sandboxApi(tenant.sandbox).outbox();
  expect(mails.filter(({ to }) => to === person.email).map(({ kind }) => kind)).toEqual(['password-reset']);
}, 60_000);

test.each(['deactivate', 'activate', 'change-role'] as const)(
  'G2: after %s the proof waits while reads are stale, and nothing is sent again',
  async (verb) => {
    const { plan, sent } = await planned(verb);
    await tenant.control.order({
      kind: 'stale-reads',
      ms: 1500,
      match: { method: 'GET', path: `${base}/users*` },
    });
    expect((await tenant.run(plan)).job).toMatchObject({ state: 'done', counts: { done: 1 } });
    expect(await sent()).toBe(1);
  },
  30_000,
);

test.each([...provable, 'password-reset'] as const)('%s waits out a 429 and is then done', async (verb) => {
  const { plan, order } = await planned(verb);
  await order({ kind: 'too-many-requests', retryAfterSeconds: 1, times: 1 });
  const { job } = await tenant.run(plan);
  expect(job).toMatchObject({ state: 'done', counts: { done: 1 } });
  expect(job.waits.times).toBe(1);
});

test.each([...provable, 'password-reset'] as const)(
  '%s that meets a 401 pauses the job and keeps the row',
  async (verb) => {
    const { plan, order } = await planned(verb);
    await order({
      kind: 'answer',
      status: 401,
      body: '{"statusCode":401,"message":"no"}',
      when: 'before',
      times: 1,
    });
    const { job } = await tenant.run(plan);
    expect(job).toMatchObject({ state: 'paused', why: { code: 'signed-out' }, counts: { planned: 1 } });
    await tenant.main.value('jobs/resume', { jobId: job.id });
    const after = await tenant.main.value('jobs/await-end', { jobId: job.id });
    // A 401 refuses before anything is done, so that even an email may be sent then.
    expect(after.counts).toMatchObject({ done: 1, unknown: 0 });
  },
  60_000,
);
