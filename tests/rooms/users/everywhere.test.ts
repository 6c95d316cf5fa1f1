import { afterAll, beforeAll, expect, test } from 'vitest';
import { sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import { builtProgram } from '../harness/programs.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { type Lifecycle, openLifecycle } from './open-lifecycle.ts';

const args = ['--users', '60', '--mode', 'invite-only', '--no-sso'];
const email = 'everywhere@fieldcrew.example';
const thread = builtProgram('cache-thread');
let here: Lifecycle;
let there: RunningSandbox;

beforeAll(async () => {
  here = await openLifecycle(thread, args);
  there = await serveSandbox(args);
}, 60_000);
afterAll(async () => {
  await here.close();
});

test('one person is found in every tenant, whatever the letter case, and deactivated by one job each; offline tenants are named', async () => {
  await here.register(email);
  const other = sandboxApi(there);
  const body = JSON.stringify({ email: 'Everywhere@Fieldcrew.example' });
  await other.api('/users/register', { method: 'POST', body });
  const otherId = await here.main.connect(there);

  const { places } = await here.main.value('users/also-in', { tenantId: here.tenantId, email });
  expect(places).toMatchObject([{ tenantId: otherId, user: { status: 'pending', role: 'member' } }]);

  const plan = await here.main.value('users/plan-deactivate-everywhere', { email });
  expect(plan.places.map(({ tenantId }) => tenantId).sort()).toEqual([here.tenantId, otherId].sort());
  const confirmed = { planId: plan.planId, reason: 'left', typed: '', acknowledged: false };
  const { started, notStarted } = await here.main.value('users/deactivate-everywhere', confirmed);
  expect(notStarted).toEqual([]);
  for (const { jobId } of started) {
    expect(await here.main.value('jobs/await-end', { jobId })).toMatchObject({
      state: 'done',
      counts: { done: 1 },
    });
  }
  expect(started).toHaveLength(2);
  expect((await here.find(email))?.active).toBe(false);
  expect((await other.findUser(email))?.active).toBe(false);

  await there.stop();
  const again = await here.main.value('users/plan-deactivate-everywhere', { email });
  expect(again.places).toEqual([]);
  const left = new Map(again.leftOut.map(({ tenantId, why }) => [tenantId, why]));
  expect(left.get(here.tenantId)).toBe('Is deactivated already');
  expect(left.get(otherId)).toMatch(/does not answer/u);
}, 60_000);
