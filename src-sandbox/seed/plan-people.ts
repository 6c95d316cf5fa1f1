import { type PeopleCounts, planCounts } from './plan-counts.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

export const source = { scim: 0, jit: 1, invited: 2 } as const;
export const standing = { active: 0, pending: 1, deactivated: 2 } as const;
export const seededRole = { member: 0, admin: 1, auditor: 2 } as const;
/** Places in PeopleCounts.access. */
export const access = {
  today: 0,
  week: 1,
  month: 2,
  days31to60: 3,
  days61to90: 4,
  over90: 5,
  never: 6,
} as const;

/** What each seeded person is, by order of creation; place 0 is the founder. One byte a person and kind. */
export interface PeoplePlan {
  readonly counts: PeopleCounts;
  readonly source: Uint8Array;
  readonly standing: Uint8Array;
  readonly role: Uint8Array;
  readonly access: Uint8Array;
}

/** Decides who is what, so that the counts come out exactly, whatever the size. */
export function planPeople(size: { users: number; seed: number; sso: 'sso' | 'no-sso' }): PeoplePlan {
  const counts = planCounts(size.users, size.sso);
  const plan: PeoplePlan = {
    counts,
    source: new Uint8Array(size.users).fill(size.sso === 'sso' ? source.scim : source.invited),
    standing: new Uint8Array(size.users),
    role: new Uint8Array(size.users),
    access: new Uint8Array(size.users),
  };
  plan.source[0] = source.invited;
  plan.role[0] = seededRole.admin;
  const random = seededRandom(size.seed, 'people plan');
  const settled = placePending(plan, random);
  placeSources(plan, random.shuffle(settled.slice()));
  placeDeactivated(plan, random.shuffle(settled.slice()));
  placeRoles(plan, random.shuffle(settled.slice()), random);
  placeAccess(plan, random.shuffle(settled.slice()));
  return plan;
}

/** Open invites are recent: they fall among the latest. Answers everybody else but the founder, oldest first. */
function placePending(plan: PeoplePlan, random: SeededRandom): Int32Array {
  const { users, pending } = plan.counts;
  const window = Math.min(users - 1, Math.ceil(pending * 1.6));
  const latest = random.shuffle(Int32Array.from({ length: window }, (_, place) => users - 1 - place));
  for (const place of latest.subarray(0, pending)) {
    plan.standing[place] = standing.pending;
    plan.source[place] = source.invited;
    plan.access[place] = access.never;
  }
  const settled = new Int32Array(users - 1 - pending);
  let filled = 0;
  for (let place = 1; place < users; place += 1) {
    if (plan.standing[place] === standing.pending) continue;
    settled[filled] = place;
    filled += 1;
  }
  return settled;
}

function placeSources(plan: PeoplePlan, settled: Int32Array): void {
  const invited = plan.counts.invited - plan.counts.pending - 1;
  for (const place of settled.subarray(0, invited)) plan.source[place] = source.invited;
  for (const place of settled.subarray(invited, invited + plan.counts.jit)) plan.source[place] = source.jit;
}

function placeDeactivated(plan: PeoplePlan, settled: Int32Array): void {
  // Hardly anybody leaves in the first weeks.
  const older = settled.filter((place) => place < plan.counts.users * 0.93);
  const chosen = older.length >= plan.counts.deactivated ? older : settled;
  for (const place of chosen.subarray(0, plan.counts.deactivated))
    plan.standing[place] = standing.deactivated;
}

function placeRoles(plan: PeoplePlan, settled: Int32Array, random: SeededRandom): void {
  let admins = plan.counts.admins - 1;
  // Two admins of the drawn company were invited and never came.
  const admits = admins >= 10 ? Math.round(plan.counts.admins / 11.5) : 0;
  const invites = Int32Array.from(
    [...plan.standing.entries()].filter(([, state]) => state === standing.pending).map(([place]) => place),
  );
  for (const place of random.shuffle(invites).subarray(0, admits)) {
    plan.role[place] = seededRole.admin;
    admins -= 1;
  }
  let auditors = plan.counts.auditors;
  for (const place of settled) {
    if (admins === 0 && auditors === 0) break;
    if (plan.standing[place] !== standing.active) continue;
    plan.role[place] = admins > 0 ? seededRole.admin : seededRole.auditor;
    if (admins > 0) admins -= 1;
    else auditors -= 1;
  }
}

function placeAccess(plan: PeoplePlan, settled: Int32Array): void {
  const left = [...plan.counts.access];
  const take = (bucket: number): boolean => {
    const free = left[bucket] ?? 0;
    if (free <= 0) return false;
    left[bucket] = free - 1;
    return true;
  };
  left[access.never] = Math.max(0, (left[access.never] ?? 0) - plan.counts.pending);
  take(access.today);
  const silentAdmins = plan.counts.admins >= 10 ? Math.round(plan.counts.admins / 5.75) : 0;
  let quiet = 0;
  let turn = 0;
  const rest: number[] = [];
  for (const place of settled) {
    const isAdmin = plan.role[place] === seededRole.admin;
    if (isAdmin && quiet < silentAdmins && place < plan.counts.users * 0.8) {
      if (take(access.over90)) quiet += 1;
      plan.access[place] = access.over90;
    } else if (plan.standing[place] === standing.deactivated) {
      // People who left were last here long ago, if ever.
      const order = [access.over90, access.days61to90, access.over90, access.days31to60, access.never];
      const first = order[turn++ % order.length] ?? access.over90;
      const bucket = [first, access.days61to90, access.days31to60, access.over90].find(take) ?? access.over90;
      plan.access[place] = bucket;
    } else rest.push(place);
  }
  for (const place of rest) {
    const isNew = place > plan.counts.users * 0.93;
    const slow = [
      access.never,
      access.over90,
      access.days61to90,
      access.days31to60,
      access.month,
      access.week,
    ];
    const quick = [access.week, access.today, access.month, access.days31to60, access.never];
    plan.access[place] =
      (isNew ? quick : slow).find(take) ?? (take(access.today) ? access.today : access.week);
  }
}
