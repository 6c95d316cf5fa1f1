import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import type { PersonPlan, User } from '../../../src-contract/users.ts';
import type { Plans } from '../../action/plans.ts';
import type { FeatureRooms } from '../feature-rooms.ts';
import { roleLabel } from './role-label.ts';
import { countPeople, findUsersByIds, saveUsers } from './users-rows.ts';

export type PersonVerb = PersonPlan['verb'];

/** What an admin agrees to; main keeps it and runs exactly this. */
export interface AgreedPeople {
  tenantId: string;
  verb: PersonVerb;
  people: { userId: string; email: string; name: string }[];
  asks: PersonPlan['asks'];
}

export interface PlanDoors extends FeatureRooms {
  plans: Plans<AgreedPeople>;
  /** Brings the whole copy up to date when it is older than five minutes; fails like a sync does. */
  refresh(tenantId: string): Promise<Outcome<{ lastSyncAt: string | null }>>;
  now(): Date;
}

/** Up to this many people are read one by one; for more, one sync is cheaper and as fresh. */
const readSinglyUpTo = 20;
const shownAtMost = 500;

/**
 * Plans a change of state for people: reads them fresh from the tenant, leaves out who must not or need not be changed
 * with the reason, and keeps the rest as a one-time plan. Nothing is changed.
 */
export async function planPeople(
  doors: PlanDoors,
  tenantId: string,
  userIds: readonly string[],
  verb: PersonVerb,
): Promise<Outcome<PersonPlan>> {
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const ids = [...new Set(userIds)];
  const before = await doors.cache.read(findUsersByIds, { tenantId, userIds: ids });
  const checked = await readFresh(doors, tenantId, ids);
  if (!checked.ok) return checked;
  const users = await doors.cache.read(findUsersByIds, { tenantId, userIds: ids });
  const counts = await doors.cache.read(countPeople, { tenantId });

  const included: User[] = [];
  const leftOut: PersonPlan['leftOut'] = [];
  let adminsLeft = counts.activeAdmins;
  for (const user of users) {
    const why = whyLeftOut(user, verb, tenant.value, adminsLeft);
    if (why !== null) {
      leftOut.push({ user, why });
      continue;
    }
    included.push(user);
    if (verb === 'deactivate' && user.role === 'tenant-admin') adminsLeft -= 1;
  }
  const asks = asksOf(tenant.value, included.length, counts.people, verb);
  const people = included.map((user) => ({ userId: user.id, email: user.email, name: user.name }));
  const opened = doors.plans.open({ tenantId, verb, people, asks });
  return ok({
    ...opened,
    verb,
    included: included.slice(0, shownAtMost),
    includedCount: included.length,
    leftOut: leftOut.slice(0, shownAtMost),
    leftOutCount: leftOut.length,
    share: counts.people === 0 ? 0 : included.length / counts.people,
    checkedAt: checked.value,
    changedSince: changesSince(before, users).slice(0, 20),
    asks,
  });
}

async function readFresh(
  doors: PlanDoors,
  tenantId: string,
  ids: readonly string[],
): Promise<Outcome<string>> {
  if (ids.length > readSinglyUpTo) {
    const refreshed = await doors.refresh(tenantId);
    return refreshed.ok
      ? ok(refreshed.value.lastSyncAt ?? doors.now().toISOString())
      : failed(refreshed.failure);
  }
  const client = doors.client(tenantId);
  if (!client.ok) return client;
  const answers = await Promise.all(ids.map((id) => client.value.readUser(id)));
  const fresh = [];
  for (const answer of answers) {
    if (!answer.ok) return failed(answer.failure);
    if (answer.value !== null) fresh.push(answer.value);
  }
  await doors.cache.write(saveUsers, { tenantId, users: fresh });
  if (fresh.length > 0) doors.announce({ what: 'users', tenantId });
  return ok(doors.now().toISOString());
}

function whyLeftOut(user: User, verb: PersonVerb, tenant: Tenant, adminsLeft: number): string | null {
  if (user.managedBy !== null) return `The next ${user.managedBy} push would undo it`;
  if (verb === 'activate') return user.status === 'deactivated' ? null : 'Is not deactivated';
  if (user.status === 'deactivated') return 'Is deactivated already';
  if (tenant.signedInAs !== null && user.email.toLowerCase() === tenant.signedInAs.email.toLowerCase()) {
    return 'This is you';
  }
  if (user.role === 'tenant-admin' && adminsLeft <= 1) return 'Is the last active admin';
  return null;
}

function asksOf(tenant: Tenant, count: number, people: number, verb: PersonVerb): PersonPlan['asks'] {
  const isLarge = verb === 'deactivate' && (count > 50 || (count > 5 && count > people * 0.1));
  if (isLarge) return { typeNumber: null, typeTenantName: tenant.displayName };
  return {
    typeNumber: tenant.environment === 'production' && count > 25 ? count : null,
    typeTenantName: null,
  };
}

function changesSince(before: readonly User[], after: readonly User[]): string[] {
  const now = new Map(after.map((user) => [user.id, user]));
  return before.flatMap((was) => {
    const user = now.get(was.id);
    if (user === undefined) return [`${was.name} is no longer in the tenant`];
    const changes: string[] = [];
    if (user.status !== was.status) changes.push(`${was.name}: ${was.status} is now ${user.status}`);
    if (user.role !== was.role)
      changes.push(`${was.name}: ${roleLabel(was.role)} is now ${roleLabel(user.role)}`);
    return changes;
  });
}
