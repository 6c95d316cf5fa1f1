import type { Asks } from '../../src-contract/asks.ts';
import type { SandboxApi, SandboxUser } from '../e2e/harness/sandbox-api.ts';
import { tenantTeams } from '../e2e/steps/tenant-teams.ts';
import type { AppUnderTest } from './app-under-test.ts';

/** What one round wishes of the tenant. Nobody is named twice over all rounds. */
export interface Wishes {
  invited: { email: string; mail: 'send' | 'do-not-send'; role: string }[];
  deactivated: SandboxUser[];
  roleChanged: SandboxUser[];
  addedTo: { teams: { id: string; name: string }[]; people: SandboxUser[] };
}

const newRole = 'read-only-member';

/** Chooses the wishes of a round from people whom no other round touches. */
export async function chooseWishes(tenant: SandboxApi, round: number): Promise<Wishes> {
  const everybody = await tenant.allUsers();
  const free = everybody.filter(
    (user) =>
      user.active &&
      !isAdmin(user) &&
      user.metadata.inviteAccepted !== false &&
      !user.email.startsWith('killed.'),
  );
  const from = round * 40;
  const pick = (first: number, count: number): SandboxUser[] =>
    free.slice(from + first, from + first + count);
  const deactivated = pick(0, 12);
  const roleChanged = pick(12, 12);
  const people = pick(24, 12);
  if (people.length < 12) throw new Error('too few people for so many rounds: start the sandbox with more');
  const teams = (await tenantTeams(tenant)).filter(
    ({ name, isEditable }) => isEditable && name !== 'everyone',
  );
  return {
    invited: Array.from({ length: 40 }, (_, index) => ({
      email: `killed.${round}.${index}@torture.example`,
      mail: index < 20 ? 'send' : 'do-not-send',
      role: index < 20 ? 'member' : newRole,
    })),
    deactivated,
    roleChanged,
    addedTo: { teams: teams.slice(round % 3, (round % 3) + 2), people },
  };
}

/** Starts all of it, as an admin would: six jobs. Resolves when each of them is durable. */
export async function startWishes(app: AppUnderTest, tenantId: string, wishes: Wishes): Promise<void> {
  const ids = (users: readonly SandboxUser[]): string[] => users.map(({ id }) => id);
  for (const mail of ['send', 'do-not-send'] as const) {
    const some = wishes.invited.filter((wish) => wish.mail === mail);
    const emails = some.map(({ email }) => email);
    await app.call('users/invite', {
      tenantId,
      emails,
      role: some[0]?.role ?? 'member',
      teams: [],
      passwordEmail: mail,
      inviteAnyway: emails,
    });
  }
  const off = await app.call('users/plan-deactivate', { tenantId, userIds: ids(wishes.deactivated) });
  await app.call('users/deactivate', confirmed(off));
  const role = await app.call('users/plan-role', {
    tenantId,
    userIds: ids(wishes.roleChanged),
    role: newRole,
  });
  await app.call('users/change-role', confirmed(role));
  const { teams, people } = wishes.addedTo;
  const add = await app.call('teams/plan-add', {
    tenantId,
    userIds: ids(people),
    teamIds: teams.map(({ id }) => id),
  });
  if (add.writes > 0) await app.call('teams/run-plan', confirmed(add));
}

function confirmed({ planId, asks }: { planId: string; asks: Asks }) {
  const typed = asks.typeText ?? asks.typeTenantName ?? asks.typeNumber ?? '';
  return { planId, reason: 'torture', typed: String(typed), acknowledged: true };
}

/** Every difference between what was wished and what the tenant holds and did: lost, doubled or half, in words. */
export async function differences(tenant: SandboxApi, wishes: Wishes): Promise<string[]> {
  const found: string[] = [];
  const users = new Map((await tenant.allUsers()).map((user) => [user.email.toLowerCase(), user]));
  const mails = await tenant.outbox();
  const times = async (action: string): Promise<Map<string, number>> => countBySubject(tenant, action);
  const [registered, deactivated, roleChanged] = [
    await times('user.register'),
    await times('user.deactivate'),
    await times('user.role-change'),
  ];
  const expectOnce = (what: string, email: string, counts: Map<string, number>, wanted = 1): void => {
    const count = counts.get(email.toLowerCase()) ?? 0;
    if (count !== wanted) found.push(`${what} of ${email}: ${count} times, wished ${wanted}`);
  };
  for (const { email, mail, role } of wishes.invited) {
    const user = users.get(email);
    if (user === undefined) found.push(`${email} was lost`);
    else if (roleOf(user) !== role) found.push(`${email} is half done: ${roleOf(user)} instead of ${role}`);
    expectOnce('registration', email, registered);
    expectOnce('role change', email, roleChanged, role === 'member' ? 0 : 1);
    const sent = mails.filter(({ to }) => to.toLowerCase() === email).length;
    if (sent !== (mail === 'send' ? 1 : 0)) found.push(`${sent} mails to ${email}`);
  }
  for (const { email } of wishes.deactivated) {
    if (users.get(email.toLowerCase())?.active !== false) found.push(`${email} is still active`);
    expectOnce('deactivation', email, deactivated);
  }
  for (const { email } of wishes.roleChanged) {
    const user = users.get(email.toLowerCase());
    if (user !== undefined && roleOf(user) !== newRole) found.push(`${email} is ${roleOf(user)}`);
    expectOnce('role change', email, roleChanged);
  }
  const teams = new Map((await tenantTeams(tenant)).map((team) => [team.id, team]));
  for (const { id, name } of wishes.addedTo.teams) {
    const members = new Set(teams.get(id)?.members.map((email) => email.toLowerCase()));
    for (const { email } of wishes.addedTo.people) {
      if (!members.has(email.toLowerCase())) found.push(`${email} is not in ${name}`);
    }
  }
  return found;
}

async function countBySubject(tenant: SandboxApi, action: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (let offset = 0; ; offset += 1000) {
    const { body } = await tenant.api(`/audit-logs?metric=list&action=${action}&limit=1000&offset=${offset}`);
    const { data } = body as { data: { resourceName: string }[] };
    for (const { resourceName } of data) {
      const key = resourceName.toLowerCase();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    if (data.length < 1000) return counts;
  }
}

function isAdmin(user: SandboxUser): boolean {
  return roleOf(user) === 'tenant-admin' || user.roles.includes('tenant-admin');
}

function roleOf(user: SandboxUser): string {
  const atTenant = (user.rolesWithResource ?? []) as { roleName?: string; resourceType?: string }[];
  const level = atTenant.find(({ resourceType }) => resourceType === 'account' || resourceType === 'tenant');
  return user.roles[0] ?? level?.roleName ?? 'member';
}
