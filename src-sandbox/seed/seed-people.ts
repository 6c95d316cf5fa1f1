import { setImmediate as nextTurn } from 'node:timers/promises';
import { type NewGrant, prepareGrantLoad, type ResourceRow } from '../store/grants-table.ts';
import type { TenantFile } from '../store/tenant-file.ts';
import type { NewUser } from '../store/user-row.ts';
import { prepareUserLoad } from '../store/users-table.ts';
import { namePeople, type PersonName } from './name-people.ts';
import { access, type PeoplePlan, seededRole, source, standing } from './plan-people.ts';
import { rolesOn } from './seed-resources.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const companyAge = 1096;
const chunk = 10_000;

/** Shortest and longest time since the last access, in days, for each place of PeoplePlan.access but `never`. */
const accessSpans: readonly (readonly [number, number])[] = [
  [1 / 1440, 0.4],
  [1.01, 7],
  [8, 30],
  [31, 60],
  [61, 90],
  [91, 400],
];

export interface PeopleSeeding {
  readonly plan: PeoplePlan;
  readonly seed: number;
  /** The moment that all ages count back from. */
  readonly now: number;
  readonly resources: readonly ResourceRow[];
}

/** Writes all people and their roles on resources, 10,000 a transaction. Answers the founder's id. */
export async function seedPeople(file: TenantFile, seeding: PeopleSeeding): Promise<string> {
  const insertUser = prepareUserLoad(file);
  const insertGrant = prepareGrantLoad(file).grant;
  const random = seededRandom(seeding.seed, 'people');
  const nextName = namePeople(seededRandom(seeding.seed, 'names'));
  let founderId = '';
  const writeChunk = file.transaction((first: number) => {
    const end = Math.min(first + chunk, seeding.plan.counts.users);
    for (let place = first; place < end; place += 1) {
      const name = place === 0 ? { displayName: 'Ingrid Solvang', localPart: 'ingrid.solvang' } : nextName();
      const user = makePerson(seeding, { place, name, random });
      insertUser(user);
      if (place === 0) founderId = user.id;
      for (const grant of makeGrants(seeding, { place, random })) insertGrant(grant);
    }
  });
  for (let first = 0; first < seeding.plan.counts.users; first += chunk) {
    writeChunk(first);
    // A turn for the signals: seeding a million people must be interruptible.
    await nextTurn();
  }
  return founderId;
}

function makePerson(
  { plan, now }: PeopleSeeding,
  { place, name, random }: { place: number; name: PersonName; random: SeededRandom },
): NewUser {
  const came = plan.source[place];
  const state = plan.standing[place];
  const isPending = state === standing.pending;
  const createdAgo = Math.max(0.01, companyAge * (1 - (place + random.next()) / plan.counts.users) ** 1.45);
  const accessAgo = daysSinceAccess(plan.access[place] ?? access.never, random);
  const seenAgo = accessAgo === undefined ? undefined : Math.min(accessAgo, createdAgo * 0.98);
  const createdAt = Math.round(now - createdAgo * day);
  const leftAgo = state === standing.deactivated ? (seenAgo ?? createdAgo) * random.next() * 0.8 : createdAgo;
  const role =
    (['member', 'tenant-admin', 'auditor'] as const)[plan.role[place] ?? seededRole.member] ?? 'member';
  const id = random.id();
  const sub = random.id();
  const externalId = random.id();
  const isScim = came === source.scim;
  return {
    id,
    email: `${name.localPart}@${domainOf({ place, came }, random)}`,
    displayName: isPending && random.chance(0.6) ? null : name.displayName,
    sub: isPending || accessAgo === undefined ? null : `00u${sub.slice(3, 20)}`,
    active: state === standing.deactivated ? 0 : 1,
    role,
    listsRole: role !== 'member' || random.chance(0.35) ? 1 : 0,
    roleManagedBy: role !== 'member' ? 'manual' : isScim && random.chance(0.5) ? 'group' : 'initial',
    registeredInIdp: came === source.invited ? (isPending ? 0 : random.chance(0.4) ? 1 : 0) : 1,
    inviteAccepted: came === source.invited ? (isPending ? 0 : 1) : null,
    createdByScim: isScim ? 1 : 0,
    ssoName: came === source.invited ? null : 'Okta',
    scimExternalId: isScim ? `00u${externalId.slice(3, 20)}` : null,
    createdAt,
    updatedAt: Math.round(now - leftAgo * day),
    lastAccessedAt: seenAgo === undefined ? null : Math.round(now - seenAgo * day),
  };
}

function daysSinceAccess(bucket: number, random: SeededRandom): number | undefined {
  const draw = random.next();
  const span = accessSpans[bucket];
  // Squared, so that each span has more people at its near end.
  return span === undefined ? undefined : span[0] + (span[1] - span[0]) * draw * draw;
}

function domainOf(
  { place, came }: { place: number; came: number | undefined },
  random: SeededRandom,
): string {
  const draw = random.next();
  if (place === 0) return 'halden.example';
  if (came !== source.invited) return draw < 0.97 ? 'halden.example' : 'fieldcrew.example';
  if (draw < 0.45) return 'fieldcrew.example';
  return draw < 0.75 ? 'visionpartners.example' : 'halden.example';
}

function* makeGrants(
  { plan, resources }: PeopleSeeding,
  { place, random }: { place: number; random: SeededRandom },
): Generator<NewGrant> {
  const share = plan.role[place] === seededRole.admin ? 0.7 : 0.25;
  if (!random.chance(share) || plan.standing[place] === standing.pending) return;
  const given = new Set(Array.from({ length: 1 + random.below(5) }, () => random.pick(resources)));
  const bindingName = `person-${place + 1}`;
  for (const resource of given) {
    const roleName = random.pick(rolesOn[resource.type] ?? []);
    yield { bindingName, subjectType: 'user', subjectPosition: place + 1, resourceId: resource.id, roleName };
  }
}
