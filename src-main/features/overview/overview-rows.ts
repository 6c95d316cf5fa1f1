import { type AccessSpan, accessSpanField } from '../../../src-contract/overview.ts';
import type { UserSource, UserStatus } from '../../../src-contract/users.ts';
import { cacheRead, type ReadableCache } from '../../cache/cache-handles.ts';
import { findCopy } from '../../cache/copies.ts';
import { sources, statuses } from '../users/people-columns.ts';
import { answerOnce, type People, peopleOf, teamsOf } from '../users/people-memory.ts';
import { type HistoryCounts, noHistory, readRecentHistory } from './recent-history.ts';

/** Moments that figures are counted from, in milliseconds. */
export interface OverviewMoments {
  now: number;
  /** The last midnights of this computer's calendar. */
  today: number;
  yesterday: number;
  /** Midnight 13 days before today: where the chart of days begins. */
  firstDay: number;
}

export interface SpanMoments {
  span: Exclude<AccessSpan, 'never' | 'not-reported'>;
  from: number | null;
  before: number | null;
}

const dayMs = 86_400_000;
const namedAtMost = 3;
/** In the order of `spansAt`, then those without a moment. */
const accessSpans = accessSpanField.options;

export interface OverviewCounts {
  asOf: string | null;
  people: number;
  newIn30Days: number;
  status: Record<UserStatus, number>;
  source: Record<UserSource, number>;
  roles: { role: string; count: number }[];
  access: Record<AccessSpan, number>;
  admins: { quiet: number; quietNames: string[]; neverIn: number; neverInNames: string[] };
  /** People in no team, those who left aside; and how many of them are new this month. */
  teamless: number;
  teamlessNew: number;
  oldInvites: number;
  unmanagedTeams: { count: number; names: string[] };
  history: HistoryCounts;
}

/** The spans of last access with their bounds, the latest first; each ends where the one before began. */
export function spansAt({ now, today }: Pick<OverviewMoments, 'now' | 'today'>): SpanMoments[] {
  const [week, month, twoMonths, quarter] = [7, 30, 60, 90].map((days) => now - days * dayMs);
  const bounds: [SpanMoments['span'], from: number | null, before: number | null][] = [
    ['today', today, null],
    ['7-days', week ?? null, today],
    ['30-days', month ?? null, week ?? null],
    ['60-days', twoMonths ?? null, month ?? null],
    ['90-days', quarter ?? null, twoMonths ?? null],
    ['over-90-days', null, quarter ?? null],
  ];
  return bounds.map(([span, from, before]) => ({ span, from, before }));
}

/** Invites older than this are worth a look. */
export const oldInviteMs = 14 * dayMs;

/** Every figure of Overview, from the people in memory; nobody before the first sync began. */
export const countOverview = cacheRead(
  'overview/count',
  (cache, { tenantId, moments }: { tenantId: string; moments: OverviewMoments }): OverviewCounts => {
    const copy = findCopy(cache, tenantId);
    if (copy === null) return nobody();
    const people = peopleOf(cache, copy);
    return {
      ...answerOnce(people, `overview ${moments.now}`, () => countPeople(cache, people, moments)),
      asOf: copy.lastSyncAt,
      people: copy.people,
      unmanagedTeams: teamsWithoutManager(cache, copy.no),
      history: readRecentHistory(cache, copy.no, moments),
    };
  },
);

function nobody(): OverviewCounts {
  return {
    asOf: null,
    people: 0,
    newIn30Days: 0,
    status: { active: 0, pending: 0, deactivated: 0 },
    source: { scim: 0, jit: 0, invited: 0, 'not-reported': 0 },
    roles: [],
    access: {
      today: 0,
      '7-days': 0,
      '30-days': 0,
      '60-days': 0,
      '90-days': 0,
      'over-90-days': 0,
      never: 0,
      'not-reported': 0,
    },
    admins: { quiet: 0, quietNames: [], neverIn: 0, neverInNames: [] },
    teamless: 0,
    teamlessNew: 0,
    oldInvites: 0,
    unmanagedTeams: { count: 0, names: [] },
    history: noHistory,
  };
}

type CountedPeople = Omit<OverviewCounts, 'asOf' | 'people' | 'unmanagedTeams' | 'history'>;

/** One pass over everybody, by small numbers alone: words come in at the end. */
function countPeople(cache: ReadableCache, people: People, at: OverviewMoments): CountedPeople {
  const { columns } = people;
  const { starts } = teamsOf(cache, people);
  const admin = columns.roles.codeOf('tenant-admin');
  const [active, pending, deactivated] = ['active', 'pending', 'deactivated'].map((status) =>
    statuses.indexOf(status as UserStatus),
  );
  const bounds = spansAt(at).map(({ from }) => from ?? Number.NEGATIVE_INFINITY);
  const never = bounds.length;
  const perStatus = new Uint32Array(statuses.length);
  const perSource = new Uint32Array(sources.length);
  const perRole = new Uint32Array(columns.roles.names.length);
  const perSpan = new Uint32Array(bounds.length + 2);
  const monthAgo = at.now - 30 * dayMs;
  const quarterAgo = at.now - 90 * dayMs;
  const invitedBefore = at.now - oldInviteMs;
  const quiet: number[] = [];
  const neverIn: number[] = [];
  let [newIn30Days, oldInvites, teamless, teamlessNew] = [0, 0, 0, 0];
  for (let place = 0; place < columns.count; place += 1) {
    const status = columns.status[place] ?? 0;
    const access = columns.lastAccess[place] ?? Number.NaN;
    const created = columns.created[place] ?? Number.NaN;
    const isNew = created >= monthAgo;
    countOne(perStatus, status);
    countOne(perSource, columns.source[place] ?? 0);
    countOne(perRole, columns.role[place] ?? 0);
    let span = status === pending ? never : never + 1;
    if (!Number.isNaN(access)) for (span = 0; access < (bounds[span] ?? 0); ) span += 1;
    countOne(perSpan, span);
    if (isNew) newIn30Days += 1;
    if (columns.role[place] === admin) {
      if (status === active && access < quarterAgo) quiet.push(place);
      if (status === pending && Number.isNaN(access)) neverIn.push(place);
    }
    if (status === pending && created < invitedBefore) oldInvites += 1;
    if (status !== deactivated && starts[place] === starts[place + 1]) {
      teamless += 1;
      if (isNew) teamlessNew += 1;
    }
  }
  const nameOf = cache.prepare('SELECT name FROM users WHERE n = ?').pluck(true);
  const names = (places: readonly number[]): string[] =>
    places.slice(0, namedAtMost).map((place) => String(nameOf.get(columns.numbers[place] ?? -1) ?? ''));
  return {
    newIn30Days,
    status: byWord(statuses, perStatus),
    source: byWord(sources, perSource),
    roles: columns.roles.names
      .map((role, code) => ({ role, count: perRole[code] ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((one, other) => other.count - one.count || (one.role < other.role ? -1 : 1)),
    access: byWord(accessSpans, perSpan),
    admins: {
      quiet: quiet.length,
      quietNames: names(quiet),
      neverIn: neverIn.length,
      neverInNames: names(neverIn),
    },
    teamless,
    teamlessNew,
    oldInvites,
  };
}

function countOne(counts: Uint32Array, code: number): void {
  counts[code] = (counts[code] ?? 0) + 1;
}

function byWord<Word extends string>(words: readonly Word[], counts: Uint32Array): Record<Word, number> {
  return Object.fromEntries(words.map((word, code) => [word, counts[code] ?? 0])) as Record<Word, number>;
}

function teamsWithoutManager(cache: ReadableCache, copyNo: number): { count: number; names: string[] } {
  const names = cache
    .prepare(
      `SELECT name FROM teams t WHERE copy_no = ? AND is_everyone = 0
         AND NOT EXISTS (SELECT 1 FROM team_members m WHERE m.team_no = t.no AND m.is_manager = 1) ORDER BY name`,
    )
    .pluck(true)
    .all(copyNo) as string[];
  return { count: names.length, names: names.slice(0, namedAtMost) };
}
