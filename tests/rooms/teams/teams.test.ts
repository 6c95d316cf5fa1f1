import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Job } from '../../../src-contract/jobs.ts';
import type { Standing, TeamPlan } from '../../../src-contract/teams.ts';
import { type SandboxApi, sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import { putTenantTeam, tenantTeam } from '../../e2e/steps/tenant-teams.ts';
import { type FaultControl, faultControl } from '../harness/order-fault.ts';
import { builtProgram } from '../harness/programs.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { type OpenedMain, openMain } from '../main/open-main.ts';

const thread = builtProgram('cache-thread');
let sandbox: RunningSandbox;
let tenant: SandboxApi;
let faults: FaultControl;
let main: OpenedMain;
let tenantId: string;
let emails: string[];

beforeEach(async () => {
  sandbox = await serveSandbox(['--users', '120', '--mode', 'invite-only', '--no-sso']);
  tenant = sandboxApi(sandbox);
  faults = faultControl(sandbox.controlUrl);
  main = await openMain(thread);
  tenantId = await main.connect(sandbox);
  emails = (await tenant.allUsers()).filter(({ active }) => active).map(({ email }) => email);
});
afterEach(async () => {
  await main.close();
  main.remove();
  await sandbox.stop();
});

const teamName = 'night-shift';
const putPath = '/api/svc/v1/teams';
const person = (at: number): string => emails[at] ?? '';

/** Makes the team in the tenant, lets the copy see it, and answers its id. */
async function makeTeam(members: number[], managers: number[] = []): Promise<string> {
  await putTenantTeam(tenant, {
    name: teamName,
    members: members.map(person),
    managers: managers.map(person),
  });
  const made = await tenantTeam(tenant, teamName);
  if (made === null) throw new Error('not made');
  return made.id;
}

function planEdit(teamId: string, wishes: { email: string; to: Standing }[]): Promise<TeamPlan> {
  return main.value('teams/plan-edit', { tenantId, teamId, wishes });
}

async function run(plan: TeamPlan, typed = ''): Promise<Job> {
  const { jobId } = await main.value('teams/run-plan', {
    planId: plan.planId,
    reason: 'a test',
    typed,
    acknowledged: plan.asks.acknowledge !== null,
  });
  return main.value('jobs/await-end', { jobId });
}

async function codes(job: Job): Promise<(string | undefined)[]> {
  const { rows } = await main.value('jobs/rows', {
    jobId: job.id,
    states: [],
    order: 'position',
    offset: 0,
    limit: 50,
  });
  return rows.map(({ failure }) => failure?.code);
}

async function writes(): Promise<number> {
  return (await faults.requests()).filter(({ method, path }) => method === 'PUT' && path === putPath).length;
}

describe('G2: what a colleague does between the preview and the click', () => {
  // Person 1 is a member and person 2 a manager when the plan is made; what the colleague leaves follows.
  const colleague: Record<string, { members: number[]; managers: number[] }> = {
    'adds somebody': { members: [1, 2, 5], managers: [2] },
    'adds a manager': { members: [1, 2, 5], managers: [2, 5] },
    'removes the member': { members: [2], managers: [2] },
    'removes the manager': { members: [1], managers: [] },
    'makes the member manager': { members: [1, 2], managers: [1, 2] },
    'makes the manager member': { members: [1, 2], managers: [] },
  };
  const wishes: Record<string, { at: number; to: Standing }> = {
    'remove the member': { at: 1, to: 'none' },
    'promote the member': { at: 1, to: 'manager' },
    'demote the manager': { at: 2, to: 'member' },
    'remove the manager': { at: 2, to: 'none' },
    'add somebody else': { at: 7, to: 'member' },
  };

  test.each(Object.entries(wishes).map(([wish, what]) => ({ wish, ...what })))(
    '$wish: nobody else is touched, the same person is a conflict or is so already',
    async ({ at, to }) => {
      const teamId = await makeTeam([1, 2], [2]);
      for (const left of Object.values(colleague)) {
        await putTenantTeam(tenant, { name: teamName, members: [1, 2].map(person), managers: [person(2)] });
        const plan = await planEdit(teamId, [{ email: person(at), to }]);
        await putTenantTeam(tenant, {
          name: teamName,
          members: left.members.map(person),
          managers: left.managers.map(person),
        });
        const job = await run(plan);
        const now = await tenantTeam(tenant, teamName);
        const standing = (who: number): Standing =>
          now?.managers.includes(person(who))
            ? 'manager'
            : now?.members.includes(person(who))
              ? 'member'
              : 'none';
        const leftAs = (who: number): Standing =>
          left.managers.includes(who) ? 'manager' : left.members.includes(who) ? 'member' : 'none';
        const seen: Standing = at === 1 ? 'member' : at === 2 ? 'manager' : 'none';
        for (const who of [1, 2, 5, 7]) {
          if (who !== at) expect(standing(who)).toBe(leftAs(who));
        }
        if (leftAs(at) === seen && job.state === 'done' && job.counts.done === 1)
          expect(standing(at)).toBe(to);
        else if (leftAs(at) === to) expect(standing(at)).toBe(to);
        else {
          expect(standing(at)).toBe(leftAs(at));
          // Emptying what the plan did not empty is refused as well.
          expect(['team-conflict', 'team-would-be-empty']).toContain((await codes(job))[0]);
        }
      }
    },
  );
});

test('many people into many teams: one write a team, and a second run writes nothing', async () => {
  const { teams } = await main.value('teams/list', { tenantId });
  const chosen = teams.slice(0, 3);
  const { ids } = await main.value('users/ids', {
    tenantId,
    filter: { text: '', status: ['active', 'pending'], role: [], source: [], lastAccess: [], team: [] },
    sort: { column: 'name', direction: 'ascending' },
  });
  const plan = await main.value('teams/plan-add', {
    tenantId,
    userIds: ids,
    teamIds: chosen.map(({ id }) => id),
  });
  expect(plan.writes).toBe(3);
  const before = await writes();
  expect(await run(plan)).toMatchObject({ state: 'done', counts: { done: 3 } });
  expect((await writes()) - before).toBe(3);
  for (const { name } of chosen) {
    const members = new Set((await tenantTeam(tenant, name))?.members);
    expect(emails.every((email) => members.has(email))).toBe(true);
  }
  const again = await main.value('teams/plan-add', {
    tenantId,
    userIds: ids,
    teamIds: chosen.map(({ id }) => id),
  });
  expect(again).toMatchObject({ writes: 0, teams: [] });
  expect(again.leftOut).toHaveLength(3);
});

test('2,000 people into 5 teams are 5 writes', async () => {
  const large = await serveSandbox(['--users', '2400', '--mode', 'invite-only', '--no-sso']);
  try {
    const largeId = await main.connect(large);
    const api = sandboxApi(large);
    const names = ['one', 'two', 'three', 'four', 'five'].map((word) => `large-${word}`);
    const [first] = await api.allUsers();
    const teamIds: string[] = [];
    for (const name of names) {
      await putTenantTeam(api, { name, members: [first?.email ?? ''], managers: [] });
      teamIds.push((await tenantTeam(api, name))?.id ?? '');
    }
    const { ids } = await main.value('users/ids', {
      tenantId: largeId,
      filter: { text: '', status: ['active'], role: [], source: [], lastAccess: [], team: [] },
      sort: { column: 'name', direction: 'ascending' },
    });
    const userIds = ids.slice(0, 2000);
    expect(userIds).toHaveLength(2000);
    const plan = await main.value('teams/plan-add', { tenantId: largeId, userIds, teamIds });
    const control = faultControl(large.controlUrl);
    await control.forgetRequests();
    expect(await run(plan)).toMatchObject({ state: 'done', counts: { done: 5 } });
    const sent = (await control.requests()).filter(
      ({ method, path }) => method !== 'GET' && path.startsWith(putPath),
    );
    expect(sent).toHaveLength(5);
    for (const name of names) {
      expect((await tenantTeam(api, name))?.members.length).toBeGreaterThanOrEqual(2000);
    }
  } finally {
    await large.stop();
  }
}, 60_000);

test('adding takes nobody their manager', async () => {
  const teamId = await makeTeam([1, 2], [2]);
  const users = await main.value('users/search', {
    tenantId,
    filter: { text: person(2), status: [], role: [], source: [], lastAccess: [], team: [] },
    sort: { column: 'name', direction: 'ascending' },
    offset: 0,
    limit: 1,
  });
  const userIds = users.rows.map(({ id }) => id);
  const plan = await main.value('teams/plan-add', { tenantId, userIds, teamIds: [teamId] });
  expect(plan).toMatchObject({ writes: 0 });
});

test.each(['before', 'after', 'in-body'] as const)(
  'F2: the answer to the write is lost (%s): settled by reading, never written twice when it had happened',
  async (when) => {
    const teamId = await makeTeam([1, 2]);
    const plan = await planEdit(teamId, [{ email: person(3), to: 'manager' }]);
    await faults.order({ kind: 'reset', when, times: 1, match: { method: 'PUT', path: putPath } });
    const before = await writes();
    expect(await run(plan)).toMatchObject({ state: 'done', counts: { done: 1 } });
    expect((await writes()) - before).toBe(when === 'before' ? 2 : 1);
    expect((await tenantTeam(tenant, teamName))?.managers).toEqual([person(3)]);
  },
);

test('stale reads after the write: the proof waits, nothing is written twice', async () => {
  const teamId = await makeTeam([1, 2]);
  const plan = await planEdit(teamId, [{ email: person(3), to: 'member' }]);
  await faults.order({ kind: 'stale-reads', ms: 2500 });
  const before = await writes();
  expect(await run(plan)).toMatchObject({ state: 'done', counts: { done: 1 } });
  expect((await writes()) - before).toBe(1);
}, 20_000);

test('undo puts back exactly what was changed, and not what a colleague did since', async () => {
  const teamId = await makeTeam([1, 2], [2]);
  const job = await run(
    await planEdit(teamId, [
      { email: person(3), to: 'member' },
      { email: person(1), to: 'none' },
    ]),
  );
  await putTenantTeam(tenant, { name: teamName, members: [2, 3, 9].map(person), managers: [person(2)] });
  const undone = await main.value('jobs/undo', { jobId: job.id, planId: null });
  expect(await main.value('jobs/await-end', { jobId: undone.id })).toMatchObject({
    state: 'done',
    counts: { done: 1 },
  });
  expect((await tenantTeam(tenant, teamName))?.members.toSorted()).toEqual([1, 2, 9].map(person).toSorted());
});

test('a team is deleted after it was agreed to, and its undo says what is lost before it makes the team again', async () => {
  const teamId = await makeTeam([1, 2], [2]);
  const plan = await main.value('teams/plan-delete', { tenantId, teamId });
  const refused = await main.call('teams/run-plan', {
    planId: plan.planId,
    reason: '',
    typed: '',
    acknowledged: false,
  });
  expect(refused).toMatchObject({ ok: false, failure: { code: 'confirmation-differs' } });
  const job = await run(plan);
  expect(job).toMatchObject({ state: 'done', counts: { done: 1 } });
  expect(await tenantTeam(tenant, teamName)).toBeNull();
  expect(await main.call('jobs/undo', { jobId: job.id, planId: null })).toMatchObject({
    ok: false,
    failure: { code: 'undo-needs-plan' },
  });
  const undo = await main.value('jobs/plan-undo', { jobId: job.id });
  expect(undo.lost[0]).toContain('roles that it gave do not come back');
  const unconfirmed = await main.call('jobs/undo', { jobId: job.id, planId: undo.planId });
  expect(unconfirmed).toMatchObject({ ok: false, failure: { code: 'confirmation-differs' } });
  const confirmed = { typed: undo.asks.typeTenantName ?? '', acknowledged: true };
  const undone = await main.value('jobs/undo', { jobId: job.id, planId: undo.planId, confirmed });
  expect(await main.value('jobs/await-end', { jobId: undone.id })).toMatchObject({ state: 'done' });
  const back = await tenantTeam(tenant, teamName);
  expect(back?.members.toSorted()).toEqual([1, 2].map(person).toSorted());
  expect(back?.managers).toEqual([person(2)]);
});

test('emptying a team asks for its name; a tenant that refuses empty teams says so, and nothing is changed', async () => {
  const teamId = await makeTeam([1]);
  const plan = await planEdit(teamId, [{ email: person(1), to: 'none' }]);
  expect(plan.asks).toMatchObject({ typeText: teamName });
  expect(plan.asks.acknowledge).toContain('nobody in it');
  const job = await run(plan, teamName);
  expect(job).toMatchObject({ state: 'failed', counts: { failed: 1 } });
  expect((await tenantTeam(tenant, teamName))?.members).toEqual([person(1)]);
});

test('fields of a team that Tenantry does not know are sent back as they were', async () => {
  const body = JSON.stringify({
    manifest: {
      type: 'team',
      name: teamName,
      displayName: 'Night shift',
      description: 'After ten',
      tags: { floor: '3' },
      members: [person(1)],
      managers: [],
    },
  });
  await tenant.api('/teams', { method: 'PUT', body });
  const made = await tenantTeam(tenant, teamName);
  await run(await planEdit(made?.id ?? '', [{ email: person(2), to: 'member' }]));
  const { body: after } = await tenant.api(`/teams/${made?.id}`);
  expect((after as { data: { manifest: unknown } }).data.manifest).toMatchObject({
    displayName: 'Night shift',
    description: 'After ten',
    tags: { floor: '3' },
  });
});
