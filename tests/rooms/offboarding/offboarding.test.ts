import { afterEach, beforeEach, expect, test } from 'vitest';
import { arrivedAt, type FaultControl, faultControl } from '../harness/order-fault.ts';
import { builtProgram } from '../harness/programs.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { type OpenedMain, openMain } from '../main/open-main.ts';
import {
  type Blocked,
  freePeople,
  makeBlocked,
  managersOf,
  rowsOf,
  runPlan,
  type TenantHands,
  tenantHands,
} from './open-offboarding.ts';

// The whole main process before a real tenant: a person who blocks on teams and roles is taken out of them and deleted.
const thread = builtProgram('cache-thread');
let sandbox: RunningSandbox;
let control: FaultControl;
let hands: TenantHands;
let main: OpenedMain;
let tenantId: string;
let person: Blocked;

beforeEach(async () => {
  sandbox = await serveSandbox(['--users', '60', '--mode', 'invite-only']);
  control = faultControl(sandbox.controlUrl);
  hands = tenantHands(sandbox);
  person = await makeBlocked(hands);
  main = await openMain(thread);
  tenantId = await main.connect(sandbox);
  await control.forgetRequests();
});
afterEach(async () => {
  await main.close();
  main.remove();
  await sandbox.stop();
});

const plan = (userIds = [person.id]) => main.value('offboarding/plan', { tenantId, userIds });

/** The same person's row in the tenant, by id: 404 when deleted. */
const statusOf = async (id: string): Promise<number> => (await hands.api(`/users/${id}`)).status;

test('F2: the plan names teams, last managerships and roles with who else holds them, as the tenant has them now', async () => {
  const told = await plan();
  const standing = await hands.standing(person.email);
  expect(told.teams.map(({ team }) => team).sort()).toEqual(standing.teams);
  expect([...new Set(told.roles.map(({ binding }) => binding))].sort()).toEqual(standing.bindings);
  const nightShift = told.teams.find(({ team }) => team === 'night-shift');
  expect(nightShift?.leaves).toBe('last-manager');
  expect(nightShift?.candidates.map(({ email }) => email)).toEqual([person.colleague]);
  expect(told.teams.find(({ team }) => team === 'day-shift')?.leaves).toBe('enough');
  const shared = told.roles.find(({ binding }) => binding === 'shared-access');
  expect(shared?.others?.people).toBeGreaterThanOrEqual(1);
  expect(told.asks.typeText).toBe(person.email);
  expect(arrivedAt(await control.requests(), 'DELETE', `/users/${person.id}`)).toEqual([]);
});

test('F2: teams, roles, tokens, then the account: every row is proved, and nobody else loses anything', async () => {
  const before = await hands.bindings();
  const told = await plan();
  const job = await runPlan(main, told);
  expect(job).toMatchObject({ state: 'done', counts: { failed: 0, skipped: 0, unknown: 0 } });
  expect(await statusOf(person.id)).toBe(404);
  expect(await hands.findUser(person.email)).toBeUndefined();
  expect(await hands.team('night-shift')).toMatchObject({
    members: [person.colleague],
    managers: [person.colleague],
  });
  const after = new Map((await hands.bindings()).map((binding) => [binding.name, binding]));
  for (const binding of before) {
    const others = binding.subjects.filter(({ name }) => name !== person.email);
    if (others.length > 0) expect(after.get(binding.name)?.subjects).toEqual(others);
  }
  const requests = await control.requests();
  expect(arrivedAt(requests, 'DELETE', `/users/${person.id}`)).toHaveLength(1);
  expect(arrivedAt(requests, 'DELETE', '/personal-access-tokens/revoke/all')).toHaveLength(1);
  const order = (await rowsOf(main, job.id)).map(({ action }) => action);
  expect(order.at(-1)).toBe('offboarding/delete-user');
  expect(order.at(-2)).toBe('offboarding/revoke-tokens');
  expect(order[0]).toBe('offboarding/leave-team');
});

test('F2: a new manager must be chosen, and what is typed must be the email', async () => {
  const told = await plan();
  const asked = {
    planId: told.planId,
    reason: '',
    acknowledged: true,
    unticked: [],
    onFailure: 'stop' as const,
  };
  const typedWrong = await main.call('offboarding/run', {
    ...asked,
    typed: 'x',
    newManagers: managersOf(told),
  });
  expect(typedWrong).toMatchObject({ ok: false, failure: { code: 'confirmation-differs' } });
  const noManager = await main.call('offboarding/run', { ...asked, typed: person.email, newManagers: [] });
  expect(noManager).toMatchObject({ ok: false, failure: { code: 'new-manager-missing' } });
  expect(arrivedAt(await control.requests(), 'PUT', '/teams')).toEqual([]);
});

test('F2: an unticked line keeps the account: the rest is removed, and nothing is deleted', async () => {
  const told = await plan();
  const job = await runPlan(main, told, { unticked: ['team day-shift'] });
  expect(job.state).toBe('done');
  expect(await statusOf(person.id)).toBe(200);
  expect(await hands.standing(person.email)).toEqual({ teams: ['day-shift'], bindings: [] });
  expect(arrivedAt(await control.requests(), 'DELETE', '/personal-access-tokens/revoke/all')).toEqual([]);
});

test('E2: the answer of the DELETE is lost after its effect: it is proved gone and not sent again', async () => {
  const told = await plan();
  const path = `/api/svc/v1/users/${person.id}`;
  await control.order({ kind: 'reset', when: 'after', times: 1, match: { method: 'DELETE', path } });
  const job = await runPlan(main, told);
  expect(job).toMatchObject({ state: 'done', counts: { unknown: 0, failed: 0 } });
  expect(await statusOf(person.id)).toBe(404);
  expect(arrivedAt(await control.requests(), 'DELETE', `/users/${person.id}`)).toHaveLength(1);
});

test('E2: lost answers of the team and the role binding are settled by looking; a colleague stays in both', async () => {
  const told = await plan();
  await control.orderAll([
    { kind: 'reset', when: 'after', times: 1, match: { method: 'PUT', path: '/api/svc/v1/teams' } },
    { kind: 'reset', when: 'after', times: 1, match: { method: 'PUT', path: '/api/svc/v1/role-bindings' } },
  ]);
  const job = await runPlan(main, told);
  expect(job.state).toBe('done');
  const shared = (await hands.bindings()).find(({ name }) => name === 'shared-access');
  expect(shared?.subjects.map(({ name }) => name)).toEqual([person.colleague]);
  expect(arrivedAt(await control.requests(), 'PUT', '/teams')).toHaveLength(told.teams.length);
});

test('E3: the tenant shows the deletion late: the row stays open until a re-read proves it, and is sent once', async () => {
  const told = await plan();
  await control.order({
    kind: 'stale-reads',
    ms: 1500,
    match: { method: 'GET', path: `/api/svc/v1/users/${person.id}` },
  });
  const job = await runPlan(main, told);
  expect(job).toMatchObject({ state: 'done', counts: { unknown: 0 } });
  await control.clear();
  expect(await statusOf(person.id)).toBe(404);
  const seen = await control.requests();
  const sentAt = seen.findIndex(({ method }) => method === 'DELETE');
  expect(arrivedAt(seen.slice(sentAt), 'GET', `/users/${person.id}`).length).toBeGreaterThan(2);
  expect(arrivedAt(await control.requests(), 'DELETE', `/users/${person.id}`)).toHaveLength(1);
});

test('F3: a colleague grants a role meanwhile: nothing is deleted, the row names it, and the grown plan works', async () => {
  const told = await plan();
  const [permissions] = (await hands.bindings()).map((binding) => binding.permissions.slice(0, 1));
  await hands.putBinding({
    name: 'granted-meanwhile',
    subjects: [{ type: 'user', name: person.email }],
    permissions: permissions ?? [],
  });
  const job = await runPlan(main, told);
  expect(await statusOf(person.id)).toBe(200);
  expect(job.counts).toMatchObject({ skipped: 1, failed: 0 });
  const last = (await rowsOf(main, job.id)).at(-1);
  expect(last).toMatchObject({ state: 'skipped', failure: { code: 'still-blocked' } });
  expect(last?.failure?.sentence).toContain(permissions?.[0]?.role);
  expect(arrivedAt(await control.requests(), 'DELETE', `/users/${person.id}`)).toEqual([]);

  const grown = await plan();
  expect(grown.teams).toEqual([]);
  expect(grown.roles.map(({ binding }) => binding)).toEqual(['granted-meanwhile']);
  expect(await runPlan(main, grown)).toMatchObject({ state: 'done' });
  expect(await statusOf(person.id)).toBe(404);
});

test('F3: the server refuses the deletion with 400 although the reads show nothing: what it names is told', async () => {
  const told = await plan();
  const path = `/api/svc/v1/users/${person.id}`;
  const body = JSON.stringify({
    statusCode: 400,
    message: `${person.email} cannot be deleted while they have access to: the workspace hidden-room.`,
  });
  await control.order({ kind: 'answer', status: 400, body, match: { method: 'DELETE', path } });
  const job = await runPlan(main, told);
  const last = (await rowsOf(main, job.id)).at(-1);
  expect(last).toMatchObject({ state: 'failed', failure: { code: 'still-blocked' } });
  expect(await statusOf(person.id)).toBe(200);
});

test('F1: the server says 409, the last admin: the account stays, and the row says why', async () => {
  const told = await plan();
  const path = `/api/svc/v1/users/${person.id}`;
  const body = JSON.stringify({
    statusCode: 409,
    code: 'LAST_TENANT_ADMIN',
    message: `${person.email} is the last active tenant admin.`,
  });
  await control.order({ kind: 'answer', status: 409, body, match: { method: 'DELETE', path } });
  const job = await runPlan(main, told);
  const last = (await rowsOf(main, job.id)).at(-1);
  expect(last).toMatchObject({ state: 'failed', failure: { code: 'last-admin' } });
  expect(await statusOf(person.id)).toBe(200);
});

test('F3: the role of the person changed since the plan: the account is left out, and what was removed can be put back', async () => {
  const told = await plan();
  const role = { email: person.email, roles: ['read-only-member'], resourceType: 'account' };
  await hands.api('/users/roles', { method: 'PATCH', body: JSON.stringify(role) });
  const job = await runPlan(main, told);
  const last = (await rowsOf(main, job.id)).at(-1);
  expect(last).toMatchObject({ state: 'skipped', failure: { code: 'changed-since-plan' } });
  expect(await statusOf(person.id)).toBe(200);
  expect(job.undo).toBe('offered');
});

test('F4: one of several is granted something meanwhile: the others are deleted, this one stays and is named', async () => {
  const people = (await freePeople(hands)).filter(({ email }) => email !== person.colleague).slice(0, 3);
  const told = await plan(people.map(({ id }) => id));
  const [kept, ...gone] = people;
  await hands.putTeam({ name: 'late-team', members: [kept?.email ?? '', person.colleague], managers: [] });
  const job = await runPlan(main, told, { onFailure: 'go-on' });
  expect(await statusOf(kept?.id ?? '')).toBe(200);
  for (const { id } of gone) expect(await statusOf(id)).toBe(404);
  const left = (await rowsOf(main, job.id)).filter(({ state }) => state !== 'done');
  expect(left.map(({ subject }) => subject)).toEqual([kept?.email]);
  expect(left[0]?.failure?.sentence).toContain('late-team');
});

test('G1: a step that fails stops the deletion; what is done is put back by the undo of the job', async () => {
  const before = await hands.standing(person.email);
  const told = await plan();
  await control.order({
    kind: 'answer',
    status: 403,
    body: JSON.stringify({ statusCode: 403, message: 'Not now.' }),
    match: { method: 'PUT', path: '/api/svc/v1/role-bindings' },
  });
  const job = await runPlan(main, told);
  await control.clear();
  expect(job.counts.done).toBe(told.teams.length);
  expect(await statusOf(person.id)).toBe(200);
  expect((await hands.standing(person.email)).teams).toEqual([]);
  // The admin leaves the rest: the job is ended, and then put back.
  const ended = job.state === 'paused' ? await main.value('jobs/cancel', { jobId: job.id }) : job;
  expect(ended.undo).toBe('offered');
  const undo = await main.value('jobs/plan-undo', { jobId: job.id });
  expect(undo.putBackCount).toBe(told.teams.length);
  const back = await main.value('jobs/undo', { jobId: job.id, planId: undo.planId });
  expect(await main.value('jobs/await-end', { jobId: back.id })).toMatchObject({ state: 'done' });
  expect(await hands.standing(person.email)).toEqual(before);
  expect((await hands.team('night-shift')).managers).toEqual([person.email]);
});

test('G1: a job of kept accounts is put back whole, roles too; after a deletion the undo says that the person is gone', async () => {
  const before = await hands.standing(person.email);
  const kept = await runPlan(main, await plan(), { unticked: ['team day-shift'] });
  const undo = await main.value('jobs/plan-undo', { jobId: kept.id });
  const back = await main.value('jobs/undo', { jobId: kept.id, planId: undo.planId });
  expect(await main.value('jobs/await-end', { jobId: back.id })).toMatchObject({ state: 'done' });
  expect(await hands.standing(person.email)).toEqual(before);

  const gone = await runPlan(main, await plan());
  const late = await main.value('jobs/plan-undo', { jobId: gone.id });
  expect(late.putBackCount).toBe(0);
  expect(late.leftOut.some(({ why }) => why.includes('no longer in the tenant'))).toBe(true);
});

test('E1: closed in the middle of a request: the job is held, goes on when asked, and the person is deleted once', async () => {
  const told = await plan();
  await control.order({
    kind: 'hang',
    times: 1,
    when: 'after',
    match: { method: 'PUT', path: '/api/svc/v1/role-bindings' },
  });
  const { jobId } = await main.value('offboarding/run', {
    planId: told.planId,
    reason: '',
    typed: person.email,
    acknowledged: false,
    unticked: [],
    newManagers: managersOf(told),
    onFailure: 'stop',
  });
  await expect.poll(async () => (await control.faults())[0]?.struck, { timeout: 10_000 }).toBe(1);
  await main.close();
  await control.clear();
  main = await openMain(thread, main.folder);
  await main.hear(({ what }) => what === 'tenants');
  await main.value('tenants/sign-in', { tenantId, token: sandbox.token });
  expect(await main.value('jobs/read', { jobId })).toMatchObject({ state: 'paused' });
  await main.value('jobs/resume', { jobId });
  expect(await main.value('jobs/await-end', { jobId })).toMatchObject({ state: 'done' });
  expect(await statusOf(person.id)).toBe(404);
  const requests = await control.requests();
  expect(arrivedAt(requests, 'DELETE', `/users/${person.id}`)).toHaveLength(1);
  expect(arrivedAt(requests, 'PUT', '/teams')).toHaveLength(told.teams.length);
}, 40_000);

test('F1: oneself and the last admin are left out with the reason, and nobody can be deleted by a plan of nobody', async () => {
  const admins = (await hands.allUsers()).filter(
    ({ roles, active }) => active && roles.includes('tenant-admin'),
  );
  const told = await plan(admins.map(({ id }) => id));
  expect(told.leftOut.map(({ why }) => why)).toContain('This is you');
  expect(told.people).toHaveLength(admins.length - 1);
  const you = told.leftOut.find(({ why }) => why === 'This is you');
  const alone = await plan([you?.user.id ?? '']);
  expect(alone.people).toEqual([]);
  const outcome = await main.call('offboarding/run', {
    planId: alone.planId,
    reason: '',
    typed: '',
    acknowledged: true,
    unticked: [],
    newManagers: [],
    onFailure: 'stop',
  });
  expect(outcome).toMatchObject({ ok: false, failure: { code: 'nothing-to-do' } });
});

test('F4: several people at once: the tenant name is asked, each team and each binding is written once', async () => {
  const people = (await freePeople(hands)).filter(({ email }) => email !== person.colleague).slice(0, 3);
  const told = await plan(people.map(({ id }) => id));
  expect(told.asks).toMatchObject({ typeTenantName: 'Halden Robotics', typeText: null });
  expect(told.asks.acknowledge).toContain('3 accounts');
  const job = await runPlan(main, told, { onFailure: 'go-on' });
  expect(job).toMatchObject({ state: 'done' });
  for (const { id } of people) expect(await statusOf(id)).toBe(404);
  const requests = await control.requests();
  expect(arrivedAt(requests, 'PUT', '/teams')).toHaveLength(told.teams.length);
  const bindings = new Set(told.roles.map(({ binding }) => binding));
  expect(arrivedAt(requests, 'PUT', '/role-bindings')).toHaveLength(bindings.size);
});
