import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonVerb } from '../../../src-contract/users.ts';
import { builtProgram } from '../harness/programs.ts';
import { type ColleagueAct, type Lifecycle, openLifecycle } from './open-lifecycle.ts';

const thread = builtProgram('cache-thread');
let tenant: Lifecycle;
let number = 0;

beforeAll(async () => {
  tenant = await openLifecycle(thread, ['--users', '60', '--mode', 'invite-only', '--no-sso']);
}, 60_000);
afterAll(async () => {
  await tenant.close();
});

const newcomer = () => tenant.register(`case.${++number}@fieldcrew.example`);

/** Changes of people that the tenant was asked for by anybody. */
async function changesSent(): Promise<number> {
  const seen = await tenant.control.requests();
  return seen.filter(({ method, path }) => method !== 'GET' && path.includes('/users')).length;
}

const cases: [verb: PersonVerb, act: ColleagueAct, why: RegExp, role?: string][] = [
  ['deactivate', 'deactivates', /is deactivated already/u],
  ['deactivate', 'sets read-only', /role is Read-only member now/u],
  ['deactivate', 'makes admin', /role is Admin now/u],
  ['deactivate', 'deletes', /is no longer in the tenant/u],
  ['deactivate', 'does and undoes', /was changed by somebody since the preview/u],
  ['activate', 'reactivates', /is (active|pending) now/u],
  ['activate', 'sets read-only', /role is Read-only member now/u],
  ['activate', 'makes admin', /role is Admin now/u],
  ['activate', 'deletes', /is no longer in the tenant/u],
  ['activate', 'does and undoes', /was changed by somebody since the preview/u],
  ['change-role', 'deactivates', /is deactivated already/u],
  ['change-role', 'sets read-only', /role is Read-only member now/u],
  ['change-role', 'makes admin', /role is Admin now/u],
  ['change-role', 'deletes', /is no longer in the tenant/u],
  ['change-role', 'does and undoes', /was changed by somebody since the preview/u],
  ['change-role', 'deactivates', /is deactivated already/u, 'tenant-admin'],
  ['change-role', 'sets read-only', /role is Read-only member now/u, 'tenant-admin'],
  ['change-role', 'makes admin', /role is Admin now/u, 'tenant-admin'],
  ['change-role', 'deletes', /is no longer in the tenant/u, 'tenant-admin'],
  ['password-reset', 'deactivates', /is deactivated already/u],
  ['password-reset', 'sets read-only', /role is Read-only member now/u],
  ['password-reset', 'makes admin', /role is Admin now/u],
  ['password-reset', 'deletes', /is no longer in the tenant/u],
  ['password-reset', 'does and undoes', /was changed by somebody since the preview/u],
  ['withdraw-invite', 'deactivates', /is deactivated already/u],
  ['withdraw-invite', 'sets read-only', /role is Read-only member now/u],
  ['withdraw-invite', 'makes admin', /role is Admin now/u],
  ['withdraw-invite', 'deletes', /is no longer in the tenant/u],
  ['withdraw-invite', 'does and undoes', /was changed by somebody since the preview/u],
];

test.each(cases)('F4: %s is left out when a colleague %s after the preview', async (verb, act, why, role) => {
  const person = await newcomer();
  if (verb === 'activate') await tenant.colleague.deactivates(person);
  const plan = await tenant.plan(verb, [person.id], role);
  expect(plan.includedCount).toBe(1);
  await tenant.colleague[act]({ ...person, active: verb !== 'activate' });
  await tenant.control.forgetRequests();
  const left = await tenant.find(person.email);

  const { rows } = await tenant.run(plan);
  expect(rows.map(({ state, failure }) => [state, failure?.code])).toEqual([
    ['skipped', 'changed-since-plan'],
  ]);
  expect(rows[0]?.failure?.sentence).toMatch(why);
  expect(await changesSent()).toBe(0);
  expect(await tenant.find(person.email)).toEqual(left);
});

const undoCases: [verb: PersonVerb, act: ColleagueAct, why: RegExp][] = [
  ['deactivate', 'reactivates', /is (active|pending) now/u],
  ['deactivate', 'makes admin', /role is Admin now/u],
  ['deactivate', 'deletes', /is no longer in the tenant/u],
  ['activate', 'deactivates', /is deactivated already/u],
  ['activate', 'sets read-only', /role is Read-only member now/u],
  ['activate', 'deletes', /is no longer in the tenant/u],
  ['change-role', 'makes admin', /role is Admin now/u],
  ['change-role', 'deactivates', /is deactivated already/u],
  ['change-role', 'deletes', /is no longer in the tenant/u],
];

test.each(undoCases)('F4: the undo of %s is refused when a colleague %s since', async (verb, act, why) => {
  const person = await newcomer();
  if (verb === 'activate') await tenant.colleague.deactivates(person);
  const { job } = await tenant.run(await tenant.plan(verb, [person.id]));
  expect(job).toMatchObject({ state: 'done', undo: 'offered' });
  await tenant.colleague[act](person);
  await tenant.control.forgetRequests();
  const left = await tenant.find(person.email);

  const { rows } = await tenant.undo(job.id);
  expect(rows.map(({ state, failure }) => [state, failure?.code])).toEqual([
    ['skipped', 'changed-since-plan'],
  ]);
  expect(rows[0]?.failure?.sentence).toMatch(why);
  expect(await changesSent()).toBe(0);
  expect(await tenant.find(person.email)).toEqual(left);
});

test.each<PersonVerb>(['deactivate', 'change-role'])('F4: %s never includes oneself', async (verb) => {
  const you = await tenant.find('ingrid.solvang@halden.example');
  const plan = await tenant.plan(verb, [you?.id ?? '']);
  expect(plan).toMatchObject({ includedCount: 0, leftOut: [{ why: 'This is you' }] });
});

test('F4: from a tenth of the people on, the name of the tenant must be typed', async () => {
  const people = await Promise.all(Array.from({ length: 12 }, newcomer));
  const plan = await tenant.plan(
    'change-role',
    people.map(({ id }) => id),
  );
  expect(plan.asks.typeTenantName).toBe('Halden Robotics');
  for (const typed of ['', '12', 'Halden']) {
    expect(
      await tenant.main.call('users/change-role', {
        planId: plan.planId,
        reason: '',
        typed,
        acknowledged: true,
      }),
    ).toMatchObject({ ok: false, failure: { code: 'confirmation-differs' } });
  }
  expect((await tenant.run(plan)).job).toMatchObject({ state: 'done', counts: { done: 12 } });
});

test('F4: an invite is withdrawn only when its email is typed exactly', async () => {
  const person = await newcomer();
  const plan = await tenant.plan('withdraw-invite', [person.id]);
  const wrong = { planId: plan.planId, reason: '', typed: 'case', acknowledged: true };
  expect(await tenant.main.call('users/withdraw-invite', wrong)).toMatchObject({
    ok: false,
    failure: { code: 'confirmation-differs' },
  });
  const { job } = await tenant.run(plan);
  expect(job).toMatchObject({ state: 'done', undo: 'not-possible' });
  expect(await tenant.find(person.email)).toBeUndefined();
});
