import type { Asks } from '../../../src-contract/asks.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { PersonPlan, PersonVerb, User } from '../../../src-contract/users.ts';
import type { Plans } from '../../action/plans.ts';
import type { FeatureRooms } from '../feature-rooms.ts';
import { type PersonSeen, seenOf } from './person-seen.ts';
import { asksOf } from './plan-asks.ts';
import { readWithRole } from './read-person.ts';
import { roleLabel } from './role-label.ts';
import {
  countPeople,
  findPlanPeople,
  findUsersByIds,
  forgetUsers,
  type PlanPerson,
  saveUsers,
} from './users-rows.ts';
import { whyLeftOut } from './why-left-out.ts';

/** What an admin agrees to; main keeps it and runs exactly this. */
export interface AgreedPeople {
  tenantId: string;
  verb: PersonVerb;
  /** Role on the wire that is given; null for verbs that give none. */
  role: string | null;
  people: { userId: string; email: string; name: string; seen: PersonSeen }[];
  asks: Asks;
}

export interface PeopleWanted {
  tenantId: string;
  userIds: readonly string[];
  verb: PersonVerb;
  role?: string;
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
 * Plans a change for people: reads them fresh from the tenant, leaves out who must not or need not be changed with the
 * reason, and keeps the rest, with what was seen of each, as a one-time plan. Nothing is changed.
 */
export async function planPeople(doors: PlanDoors, wanted: PeopleWanted): Promise<Outcome<PersonPlan>> {
  const { tenantId, verb, role = null } = wanted;
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const ids = [...new Set(wanted.userIds)];
  const before = await doors.cache.read(findUsersByIds, { tenantId, userIds: ids });
  const checked = await readFresh(doors, tenantId, before, ids);
  if (!checked.ok) return checked;
  const { at: checkedAt, updatedAt } = checked.value;
  const people = await doors.cache.read(findPlanPeople, { tenantId, userIds: ids });
  const counts = await doors.cache.read(countPeople, { tenantId });

  const included: PlanPerson[] = [];
  const leftOut: PersonPlan['leftOut'] = [];
  let adminsLeft = counts.activeAdmins;
  for (const person of people) {
    const why = whyLeftOut(person, { verb, role, tenant: tenant.value, adminsLeft });
    if (why !== null) {
      leftOut.push({ user: person.user, why });
      continue;
    }
    included.push(person);
    const { user } = person;
    const removesAdmin = verb === 'deactivate' || (verb === 'change-role' && role !== 'tenant-admin');
    if (removesAdmin && user.role === 'tenant-admin' && user.status === 'active') adminsLeft -= 1;
  }
  const users = included.map(({ user }) => user);
  const asks = asksOf(tenant.value, { verb, included: users, people: counts.people });
  const opened = doors.plans.open({
    tenantId,
    verb,
    role,
    people: included.map((person) => ({
      userId: person.user.id,
      email: person.user.email,
      name: person.user.name,
      seen: seenOf(person, updatedAt.get(person.user.id) ?? null),
    })),
    asks,
  });
  const now = people.map(({ user }) => user);
  return ok({
    ...opened,
    verb,
    role,
    included: users.slice(0, shownAtMost),
    includedCount: users.length,
    leftOut: leftOut.slice(0, shownAtMost),
    leftOutCount: leftOut.length,
    share: counts.people === 0 ? 0 : users.length / counts.people,
    checkedAt,
    changedSince: changesSince(before, now).slice(0, 20),
    asks,
  });
}

/** Reads people live; answers when, and when each was changed last as far as the tenant told. */
async function readFresh(
  doors: PlanDoors,
  tenantId: string,
  known: readonly User[],
  ids: readonly string[],
): Promise<Outcome<{ at: string; updatedAt: Map<string, string> }>> {
  const updatedAt = new Map<string, string>();
  if (ids.length > readSinglyUpTo) {
    const refreshed = await doors.refresh(tenantId);
    if (!refreshed.ok) return refreshed;
    return ok({ at: refreshed.value.lastSyncAt ?? doors.now().toISOString(), updatedAt });
  }
  const client = doors.client(tenantId);
  if (!client.ok) return client;
  const emails = new Map(known.map(({ id, email }) => [id, email]));
  const answers = await Promise.all(
    ids.map((userId) => readWithRole(client.value, { userId, email: emails.get(userId) ?? '' })),
  );
  const fresh = [];
  for (const answer of answers) {
    if (!answer.ok) return failed(answer.failure);
    if (answer.value === null) continue;
    fresh.push(answer.value);
    if (answer.value.updatedAt) updatedAt.set(answer.value.id, answer.value.updatedAt);
  }
  const here = new Set(fresh.map(({ id }) => id));
  const gone = ids.filter((id) => !here.has(id) && emails.has(id));
  await doors.cache.write(saveUsers, { tenantId, users: fresh });
  if (gone.length > 0) await doors.cache.write(forgetUsers, { tenantId, userIds: gone });
  if (fresh.length + gone.length > 0) doors.announce({ what: 'users', tenantId });
  return ok({ at: doors.now().toISOString(), updatedAt });
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
