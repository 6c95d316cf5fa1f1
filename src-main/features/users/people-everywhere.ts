import type { Asks, Confirmed } from '../../../src-contract/asks.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import type { EverywherePlan, PersonPlace } from '../../../src-contract/users.ts';
import { checkConfirmation } from '../../action/check-confirmation.ts';
import type { Plans } from '../../action/plans.ts';
import type { FeatureRooms } from '../feature-rooms.ts';
import { type PersonSeen, seenOf } from './person-seen.ts';
import { countPeople, findPlanPeople, findUsersByEmails, saveUsers } from './users-rows.ts';
import { whyLeftOut } from './why-left-out.ts';

/** One person in several tenants, as an admin agreed to deactivate them. */
export interface AgreedEverywhere {
  /** The first of the tenants; a plan belongs to one. */
  tenantId: string;
  places: {
    tenantId: string;
    tenantName: string;
    userId: string;
    email: string;
    name: string;
    seen: PersonSeen;
  }[];
  asks: Asks;
}

export interface EverywhereDoors extends FeatureRooms {
  tenants(): Tenant[];
  everywherePlans: Plans<AgreedEverywhere>;
  now(): Date;
}

/** The same person (by email, ignoring case) in the other connected tenants, as their copies know them. */
export async function findAlsoIn(
  doors: EverywhereDoors,
  { tenantId, email }: { tenantId: string; email: string },
): Promise<PersonPlace[]> {
  const others = doors.tenants().filter((tenant) => tenant.id !== tenantId);
  const found = await Promise.all(
    others.map(async (tenant) => {
      const users = await doors.cache.read(findUsersByEmails, { tenantId: tenant.id, emails: [email] });
      return users.map((user) => placeOf(tenant, user, tenant.lastSyncAt));
    }),
  );
  return found.flat();
}

/**
 * Plans to deactivate one person in every connected tenant, asked live. A tenant that cannot be asked, or in which they
 * must not be deactivated, is left out by name with the reason. Nothing is changed.
 */
export async function planEverywhere(
  doors: EverywhereDoors,
  email: string,
): Promise<Outcome<EverywherePlan>> {
  const judged = await Promise.all(doors.tenants().map((tenant) => judgeTenant(doors, tenant, email)));
  const included = judged.flatMap((one) => (one.is === 'included' ? [one] : []));
  const leftOut = judged.flatMap((one) => (one.is === 'left-out' ? [one.line] : []));
  const asks: Asks = { typeNumber: null, typeTenantName: null, typeText: null, acknowledge: null };
  const places = included.map(({ place, seen }) => ({
    tenantId: place.tenantId,
    tenantName: place.tenantName,
    userId: place.user.id,
    email: place.user.email,
    name: place.user.name,
    seen,
  }));
  const opened = doors.everywherePlans.open({ tenantId: places[0]?.tenantId ?? '', places, asks });
  return ok({
    ...opened,
    email,
    places: included.map(({ place }) => place),
    leftOut,
    checkedAt: doors.now().toISOString(),
    asks,
  });
}

type Judged =
  | { is: 'included'; place: PersonPlace; seen: PersonSeen }
  | { is: 'left-out'; line: EverywherePlan['leftOut'][number] }
  | { is: 'not-there' };

async function judgeTenant(doors: EverywhereDoors, tenant: Tenant, email: string): Promise<Judged> {
  const leave = (why: string): Judged => ({
    is: 'left-out',
    line: { tenantId: tenant.id, tenantName: tenant.displayName, why },
  });
  const tenantId = tenant.id;
  const client = doors.client(tenantId);
  if (!client.ok) return leave(client.failure.sentence);
  const read = await client.value.findUser(email);
  if (!read.ok) return leave(read.failure.sentence);
  if (read.value === null) return { is: 'not-there' };
  await doors.cache.write(saveUsers, { tenantId, users: [read.value] });
  const [person] = await doors.cache.read(findPlanPeople, { tenantId, userIds: [read.value.id] });
  if (person === undefined) return { is: 'not-there' };
  const { activeAdmins } = await doors.cache.read(countPeople, { tenantId });
  const why = whyLeftOut(person, { verb: 'deactivate', role: null, tenant, adminsLeft: activeAdmins });
  if (why !== null) return leave(why);
  return {
    is: 'included',
    place: placeOf(tenant, person.user, doors.now().toISOString()),
    seen: seenOf(person, read.value.updatedAt ?? null),
  };
}

/** Runs the plan: one job for each tenant. A job that cannot start is told and stops no other. */
export async function deactivateEverywhere(doors: EverywhereDoors, confirmed: Confirmed) {
  const plan = doors.everywherePlans.read(confirmed.planId);
  if (!plan.ok) return plan;
  const typed = checkConfirmation(plan.value.asks, confirmed);
  if (!typed.ok) return typed;
  const taken = doors.everywherePlans.take(confirmed.planId);
  if (!taken.ok) return taken;
  if (taken.value.places.length === 0) return failed(describeFailure('nothing-to-do'));
  const ends = await Promise.all(
    taken.value.places.map(async ({ tenantId, tenantName, userId, email, name, seen }) => {
      const row = { action: 'users/deactivate', input: { userId, email, seen }, subject: email, name };
      const begun = await doors.jobs.start({
        tenantId,
        kind: 'deactivate',
        title: `Deactivate ${name}`,
        reason: confirmed.reason.trim(),
        facts: {},
        rows: [{ ...row, phase: 0, fileRow: null }],
      });
      return { tenantId, tenantName, begun };
    }),
  );
  return ok({
    started: ends.flatMap(({ begun, ...tenant }) => (begun.ok ? [{ ...tenant, jobId: begun.value.id }] : [])),
    notStarted: ends.flatMap(({ begun, ...tenant }) =>
      begun.ok ? [] : [{ ...tenant, failure: begun.failure }],
    ),
  });
}

function placeOf(tenant: Tenant, user: PersonPlace['user'], asOf: string | null): PersonPlace {
  return {
    tenantId: tenant.id,
    tenantName: tenant.displayName,
    environment: tenant.environment,
    user,
    asOf,
  };
}
