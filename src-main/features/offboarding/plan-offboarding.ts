import type { Asks } from '../../../src-contract/asks.ts';
import type { LeavingTeam, OffboardPlan } from '../../../src-contract/offboarding.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import type { Plans } from '../../action/plans.ts';
import type { UserWire } from '../../tenant-api/wire/users.ts';
import type { FeatureRooms, ShellDoors } from '../feature-rooms.ts';
import { type PersonSeen, seenOf } from '../users/person-seen.ts';
import { readWithRole } from '../users/read-person.ts';
import {
  countPeople,
  findPlanPeople,
  findUsersByEmails,
  findUsersByIds,
  forgetUsers,
  type PlanPerson,
  saveUsers,
} from '../users/users-rows.ts';
import { leaveOut, withoutStuck } from './leave-out.ts';
import { type RoleToLeave, readBlockers, type TeamToLeave } from './read-blockers.ts';

/** What an admin agrees to; main keeps it and runs exactly this, less what was unticked. */
export interface AgreedOffboarding {
  tenantId: string;
  people: { userId: string; email: string; name: string; seen: PersonSeen }[];
  teams: (TeamToLeave & Pick<LeavingTeam, 'candidates'>)[];
  roles: RoleToLeave[];
  asks: Asks;
}

export interface OffboardingDoors extends FeatureRooms {
  plans: Plans<AgreedOffboarding>;
  shell: Pick<ShellDoors, 'saveFile' | 'chooseFile'>;
  now(): Date;
}

const readsAtOnce = 6;
const mostCandidates = 500;

/**
 * Plans a deletion: reads each person, the teams and the role bindings fresh, leaves out whom it must with the reason, and
 * keeps the rest as a one-time plan. Fails like the read that failed. Nothing is changed.
 */
export async function planOffboarding(
  doors: OffboardingDoors,
  { tenantId, userIds }: { tenantId: string; userIds: readonly string[] },
): Promise<Outcome<OffboardPlan>> {
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const client = doors.client(tenantId);
  if (!client.ok) return client;
  const told = (read: 'people' | 'teams' | 'roles' | 'tokens', found: number): void =>
    doors.announce({ what: 'offboarding-read', tenantId, read, found });
  const ids = [...new Set(userIds)];
  const fresh = await readPeople(doors, tenantId, ids);
  if (!fresh.ok) return fresh;
  told('people', fresh.value.length);
  const people = await doors.cache.read(findPlanPeople, { tenantId, userIds: ids });
  const { activeAdmins } = await doors.cache.read(countPeople, { tenantId });
  const sorted = leaveOut(people, { tenant: tenant.value, activeAdmins });
  const going = new Set(sorted.included.map(({ user }) => user.id));
  const wires = fresh.value.filter(({ id }) => going.has(id));
  const read = await readBlockers(client.value, wires, told);
  if (!read.ok) return failed(read.failure);
  // The tenant lists nobody's tokens to others: all are revoked, and how many there were is not told.
  told('tokens', 0);
  const { included, leftOut, blockers } = withoutStuck(sorted, read.value);
  const teams = await Promise.all(
    blockers.teams.map(async (team) => ({
      ...team,
      candidates: await candidatesOf(doors, tenant.value, team),
    })),
  );
  const asks = asksOf(tenant.value, included);
  const opened = doors.plans.open({
    tenantId,
    people: included.map((person) => ({
      userId: person.user.id,
      email: person.user.email,
      name: person.user.name,
      // Our own steps before the deletion touch the person, so the moment of the last change says nothing.
      seen: seenOf(person, null),
    })),
    teams,
    roles: blockers.roles,
    asks,
  });
  return ok({
    ...opened,
    checkedAt: doors.now().toISOString(),
    people: included.map(({ user }) => user),
    leftOut,
    teams: teams.map(({ teamId: _teamId, stays: _stays, ...team }) => team),
    roles: blockers.roles.map(({ permissions: _permissions, ...role }) => role),
    asks,
  });
}

async function readPeople(
  doors: OffboardingDoors,
  tenantId: string,
  ids: readonly string[],
): Promise<Outcome<UserWire[]>> {
  const client = doors.client(tenantId);
  if (!client.ok) return client;
  const known = await doors.cache.read(findUsersByIds, { tenantId, userIds: ids });
  const emails = new Map(known.map(({ id, email }) => [id, email]));
  const fresh: UserWire[] = [];
  const gone: string[] = [];
  for (let first = 0; first < ids.length; first += readsAtOnce) {
    const some = ids.slice(first, first + readsAtOnce);
    const answers = await Promise.all(
      some.map((userId) => readWithRole(client.value, { userId, email: emails.get(userId) ?? '' })),
    );
    for (const [at, answer] of answers.entries()) {
      if (!answer.ok) return failed(answer.failure);
      if (answer.value !== null) fresh.push(answer.value);
      else gone.push(some[at] ?? '');
    }
  }
  await doors.cache.write(saveUsers, { tenantId, users: fresh });
  if (gone.length > 0) await doors.cache.write(forgetUsers, { tenantId, userIds: gone });
  doors.announce({ what: 'users', tenantId });
  return ok(fresh);
}

/** Who can manage a team next: its other active people; for one that would be empty, the admin as a stand-in. */
async function candidatesOf(
  doors: OffboardingDoors,
  { id: tenantId, signedInAs }: Tenant,
  team: TeamToLeave,
): Promise<LeavingTeam['candidates']> {
  if (team.leaves === 'enough' || team.lockedBecause !== null) return [];
  const emails = team.stays.slice(0, mostCandidates).map((email) => email.toLowerCase());
  const known = await doors.cache.read(findUsersByEmails, { tenantId, emails });
  const members = known
    .filter(({ status }) => status === 'active')
    .map(({ email, name }) => ({ email, name, is: 'member' as const }));
  if (members.length > 0 || signedInAs === null) return members;
  const isIn = team.stays.some((email) => email.toLowerCase() === signedInAs.email.toLowerCase());
  return [{ email: signedInAs.email, name: signedInAs.name, is: isIn ? 'member' : 'not-in-team' }];
}

/** Level 3 of the design guide: the email for one person, the tenant's name and an acknowledgement for several. */
function asksOf(tenant: Pick<Tenant, 'displayName'>, included: readonly PlanPerson[]): Asks {
  const [only] = included;
  const isOne = included.length === 1 && only !== undefined;
  return {
    typeText: isOne ? only.user.email : null,
    typeTenantName: included.length > 1 ? tenant.displayName : null,
    typeNumber: null,
    acknowledge:
      included.length > 1
        ? `${included.length} accounts are deleted for ever, and their tokens stop working`
        : null,
  };
}
