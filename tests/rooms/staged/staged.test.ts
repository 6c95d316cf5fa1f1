import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ComparedChange, StagedVerb } from '../../../src-contract/staged.ts';
import { type SandboxApi, type SandboxUser, sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import { putTenantTeam, tenantTeam } from '../../e2e/steps/tenant-teams.ts';
import { faultControl } from '../harness/order-fault.ts';
import { builtProgram } from '../harness/programs.ts';
import { type StartedSandbox, startSandbox } from '../harness/start-sandbox.ts';
import { type OpenedMain, openMain } from '../main/open-main.ts';

const thread = builtProgram('cache-thread');
let sandbox: StartedSandbox;
let tenant: SandboxApi;
let main: OpenedMain;
let tenantId: string;
let free: SandboxUser[];

beforeEach(async () => {
  sandbox = await startSandbox(['--users', '120', '--mode', 'invite-only', '--no-sso']);
  tenant = sandboxApi(sandbox);
  main = await openMain(thread);
  tenantId = await main.connect(sandbox);
  const all = await tenant.allUsers();
  free = all.filter((user) => user.active && user.metadata.inviteAccepted !== false && !isAdmin(user));
});
afterEach(async () => {
  await main.close();
  main.remove();
  await sandbox.stop();
});

function isAdmin(user: SandboxUser): boolean {
  return JSON.stringify([user.roles, user.rolesWithResource]).includes('tenant-admin');
}

const at = (index: number): SandboxUser => {
  const user = free[index];
  if (user === undefined) throw new Error('too few people');
  return user;
};

async function stage(
  verb: StagedVerb,
  users: SandboxUser[],
  more: { role?: string; teamIds?: string[] } = {},
) {
  const wish = {
    verb,
    userIds: users.map(({ id }) => id),
    role: more.role ?? null,
    teamIds: more.teamIds ?? [],
  };
  return main.value('staged/add', { tenantId, ...wish, reason: 'prepared on the train' });
}

async function compare(): Promise<ComparedChange[]> {
  return (await main.value('staged/compare', { tenantId })).changes;
}

async function apply(some: ComparedChange[]): Promise<string[]> {
  const choices = some.map(({ change, now }) => ({ id: change.id, now }));
  const plan = await main.value('staged/plan', { tenantId, choices });
  const { typeTenantName, typeNumber } = plan.asks;
  const typed = typeTenantName ?? (typeNumber === null ? '' : String(typeNumber));
  const { jobIds } = await main.value('staged/apply', {
    planId: plan.planId,
    reason: '',
    typed,
    acknowledged: false,
  });
  for (const jobId of jobIds) await main.value('jobs/await-end', { jobId });
  return jobIds;
}

/** How many changes the tenant was sent, by anybody. */
async function changesSent(): Promise<number> {
  const requests = await faultControl(sandbox.controlUrl).requests();
  return requests.filter(({ method }) => method !== 'GET').length;
}

const colleague = (path: string, body: unknown) =>
  tenant.api(path, { method: 'PATCH', body: JSON.stringify(body) });

describe('G2: what a colleague did between staging and applying', () => {
  const wishes = ['deactivate', 'activate', 'role'] as const;
  const deeds = ['nothing', 'deactivates', 'activates', 'promotes', 'deletes'] as const;
  const expected: Record<(typeof wishes)[number], Record<(typeof deeds)[number], ComparedChange['is']>> = {
    deactivate: {
      nothing: 'as-seen',
      deactivates: 'already-so',
      activates: 'as-seen',
      promotes: 'conflict',
      deletes: 'gone',
    },
    activate: {
      nothing: 'as-seen',
      deactivates: 'as-seen',
      activates: 'already-so',
      promotes: 'conflict',
      deletes: 'gone',
    },
    role: {
      nothing: 'as-seen',
      deactivates: 'conflict',
      activates: 'as-seen',
      promotes: 'conflict',
      deletes: 'gone',
    },
  };

  test('fifteen stories: each is told as what it is, and only what was chosen is sent', async () => {
    const stories = wishes.flatMap((wish) => deeds.map((deed) => ({ wish, deed })));
    const people = stories.map((_, index) => at(index));
    for (const [index, { wish }] of stories.entries()) {
      if (wish === 'activate') await colleague('/users/deactivate', { email: people[index]?.email });
    }
    await main.value('sync/start', { tenantId });
    await main.hear((change) => change.what === 'sync' && change.status.phase === 'syncing');
    await expect.poll(async () => (await main.value('sync/status', { tenantId })).phase).toBe('idle');
    const beforeStaging = await changesSent();
    for (const [index, { wish }] of stories.entries()) {
      const user = people[index];
      if (user === undefined) continue;
      const { staged } =
        wish === 'role'
          ? await stage('change-role', [user], { role: 'read-only-member' })
          : await stage(wish, [user]);
      expect(staged).toBe(1);
    }
    // Staging sends nothing.
    expect(await changesSent()).toBe(beforeStaging);
    for (const [index, { deed }] of stories.entries()) {
      const email = people[index]?.email;
      if (deed === 'deactivates') await colleague('/users/deactivate', { email });
      if (deed === 'activates') await colleague('/users/activate', { email });
      if (deed === 'promotes') await colleague('/users/roles', { email, roles: ['auditor'] });
      if (deed === 'deletes') await leave(people[index]);
    }
    const beforeComparing = await changesSent();
    const compared = await compare();
    for (const [index, { wish, deed }] of stories.entries()) {
      const found = compared.find(({ change }) => change.userId === people[index]?.id);
      expect([wish, deed, found?.is]).toEqual([wish, deed, expected[wish][deed]]);
    }
    expect(compared[0]?.is).toBe('conflict');
    // Nor does comparing.
    expect(await changesSent()).toBe(beforeComparing);

    await apply(compared.filter(({ is }) => is === 'as-seen'));
    const after = new Map((await tenant.allUsers()).map((user) => [user.id, user]));
    for (const { change, is } of compared) {
      const user = after.get(change.userId);
      if (is === 'as-seen' && change.verb === 'deactivate') expect(user?.active).toBe(false);
      if (is === 'as-seen' && change.verb === 'activate') expect(user?.active).toBe(true);
      if (is === 'conflict' && change.verb === 'deactivate') expect(user?.active).toBe(true);
      if (is === 'conflict' && change.verb === 'activate') expect(user?.active).toBe(false);
    }
    const left = (await main.value('staged/list', { tenantId })).changes.map(({ id }) => id);
    expect(left.toSorted()).toEqual(
      compared
        .filter(({ is }) => is !== 'as-seen')
        .map(({ change }) => change.id)
        .toSorted(),
    );
  }, 60_000);

  /** Takes a person out of teams and roles, then deletes them, as a colleague would. */
  async function leave(user: SandboxUser | undefined): Promise<void> {
    if (user === undefined) return;
    const { body } = await tenant.api('/teams/user?limit=1000');
    for (const { manifest } of (
      body as { data: { manifest: { name: string; members: string[]; managers: string[] } }[] }
    ).data) {
      if (manifest.name === 'everyone' || !manifest.members.includes(user.email)) continue;
      const without = (emails: string[]) => emails.filter((email) => email !== user.email);
      await putTenantTeam(tenant, {
        name: manifest.name,
        members: without(manifest.members),
        managers: without(manifest.managers),
      });
    }
    const bindings = await tenant.api('/role-bindings?limit=1000');
    for (const { manifest } of (
      bindings.body as { data: { manifest: { subjects: { type: string; name: string }[] } }[] }
    ).data) {
      if (!manifest.subjects.some(({ name }) => name === user.email)) continue;
      const subjects = manifest.subjects.filter(({ name }) => name !== user.email);
      const put = { manifest: { ...manifest, subjects } };
      await tenant.api('/role-bindings', { method: 'PUT', body: JSON.stringify(put) });
    }
    const { status } = await tenant.api(`/users/${user.id}`, { method: 'DELETE' });
    expect(status).toBe(200);
  }
});

test('a conflict is applied only when it is chosen, as a new plan on what the tenant shows now', async () => {
  await stage('deactivate', [at(0)]);
  await colleague('/users/roles', { email: at(0).email, roles: ['auditor'] });
  const [conflict] = await compare();
  expect(conflict).toMatchObject({ is: 'conflict', change: { saw: 'Active, Member' } });
  expect(conflict?.now).toContain('Active');
  expect(conflict?.why).toContain('role is');
  if (conflict === undefined) throw new Error('no conflict');
  await apply([conflict]);
  expect((await tenant.findUser(at(0).email))?.active).toBe(false);
  expect((await main.value('staged/list', { tenantId })).changes).toEqual([]);
});

test('G2: whatever changed after the comparison is not planned over, but asked about again', async () => {
  await stage('deactivate', [at(0)]);
  const [seen] = await compare();
  await colleague('/users/roles', { email: at(0).email, roles: ['auditor'] });
  const choices = [{ id: seen?.change.id ?? '', now: seen?.now ?? '' }];
  expect(await main.call('staged/plan', { tenantId, choices })).toMatchObject({
    ok: false,
    failure: { code: 'changed-since-plan' },
  });
  expect((await compare())[0]?.is).toBe('conflict');
});

test('people are added to a team, who is in it meanwhile is told, and the trail has every step', async () => {
  await putTenantTeam(tenant, { name: 'night-shift', members: [at(5).email], managers: [] });
  await main.value('sync/start', { tenantId });
  await expect
    .poll(async () =>
      (await main.value('teams/list', { tenantId })).teams.some(({ name }) => name === 'night-shift'),
    )
    .toBe(true);
  const team = await tenantTeam(tenant, 'night-shift');
  await stage('add-to-team', [at(1), at(2)], { teamIds: [team?.id ?? ''] });
  await putTenantTeam(tenant, { name: 'night-shift', members: [at(5).email, at(1).email], managers: [] });
  const compared = await compare();
  expect(compared.map(({ is }) => is)).toEqual(['as-seen', 'already-so']);
  await apply(compared.filter(({ is }) => is === 'as-seen'));
  const after = await tenantTeam(tenant, 'night-shift');
  expect(after?.members.toSorted()).toEqual([at(1), at(2), at(5)].map(({ email }) => email).toSorted());
  await main.value('staged/drop', {
    tenantId,
    ids: compared.filter(({ is }) => is === 'already-so').map(({ change }) => change.id),
  });
  const { lines } = await main.value('audit-log/list', {
    tenantId,
    filter: { since: null, actor: null, action: null, job: null, show: 'results' },
    offset: 0,
    limit: 50,
  });
  expect(lines.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['Staged', 'Staged change applied', 'Staged change dropped']),
  );
});

test('a later wish for the same person takes the place of the earlier one; oneself and the impossible are left out', async () => {
  await stage('deactivate', [at(0)]);
  const preview = await main.value('staged/preview', {
    tenantId,
    verb: 'deactivate',
    userIds: [at(0).id],
    role: null,
    teamIds: [],
  });
  expect(preview).toMatchObject({ replaces: 1, leftOut: [] });
  await stage('deactivate', [at(0)]);
  expect((await main.value('staged/list', { tenantId })).changes).toHaveLength(1);
  const [self] = (await tenant.allUsers()).filter(({ email }) => email === 'ingrid.solvang@halden.example');
  const own = await main.value('staged/preview', {
    tenantId,
    verb: 'deactivate',
    userIds: [self?.id ?? ''],
    role: null,
    teamIds: [],
  });
  expect(own).toMatchObject({ included: [], leftOut: [{ why: 'This is you' }] });
});

test('what is staged survives a restart, and works while the tenant is away', async () => {
  await sandbox.kill();
  expect(await stage('deactivate', [at(0), at(1)])).toEqual({ staged: 2 });
  await main.close();
  const again = await openMain(thread, main.folder);
  const { changes } = await again.value('staged/list', { tenantId });
  expect(changes).toHaveLength(2);
  expect(await again.call('staged/compare', { tenantId })).toMatchObject({ ok: false });
  await again.close();
  main = await openMain(thread, main.folder);
  sandbox = await startSandbox(['--users', '5']);
});
