import type { RecentChange } from '../../../src-contract/overview.ts';
import type { UserSource } from '../../../src-contract/users.ts';
import type { ReadableCache } from '../../cache/cache-handles.ts';
import { dayBefore, localDay } from '../heartbeat/local-hours.ts';

export interface DayOfHistory {
  day: string;
  joined: number;
  left: number;
  joinedIds: string[];
  leftIds: string[];
}

export interface HistoryCounts {
  /** One a day from the first on; the last is today. */
  days: DayOfHistory[];
  recent: {
    changes: (Omit<RecentChange, 'detail'> & { detail: string })[];
    count: number;
    userIds: string[];
  };
}

export const noHistory: HistoryCounts = { days: [], recent: { changes: [], count: 0, userIds: [] } };

interface Entry {
  at: string;
  what: string;
  userId: string;
  name: string | null;
  email: string | null;
  source: UserSource | null;
}

/** Today and the 13 days before. */
export const shownDays = 14;
const shownChanges = 6;
const listedAtMost = 1000;
/** So many entries are read at most, the newest: a day on which everybody changed must not hold up the others. */
const readAtMost = 20_000;
const sourceWords: Record<UserSource, string> = {
  scim: 'SCIM',
  jit: 'JIT',
  invited: 'Invited',
  'not-reported': 'Source not reported',
};

/** Who joined and left by day, and the latest changes since a moment, from what is told in people's histories. */
export function readRecentHistory(
  cache: ReadableCache,
  copyNo: number,
  at: { firstDay: number; today: number; yesterday: number },
): HistoryCounts {
  const entries = cache
    .prepare(
      `SELECT h.at, h.what, h.user_id AS userId, u.name, u.email, u.source
       FROM user_history h LEFT JOIN users u ON u.copy_no = h.copy_no AND u.id = h.user_id
       WHERE h.copy_no = ? AND h.at >= ? ORDER BY h.at DESC, h.no DESC LIMIT ${readAtMost}`,
    )
    .all(copyNo, new Date(at.firstDay).toISOString()) as Entry[];
  const today = localDay(at.today);
  const days = Array.from({ length: shownDays }, (_, place): DayOfHistory => {
    const day = dayBefore(today, shownDays - 1 - place);
    return { day, joined: 0, left: 0, joinedIds: [], leftIds: [] };
  });
  const byDay = new Map(days.map((day) => [day.day, day]));
  const changes: HistoryCounts['recent']['changes'] = [];
  const changed = new Set<string>();
  let count = 0;
  for (const entry of entries) {
    const moment = Date.parse(entry.at);
    const kind = kindOf(entry.what);
    const day = byDay.get(localDay(moment));
    if (day !== undefined && kind !== null) countDay(day, kind, entry);
    if (moment < at.yesterday) continue;
    if (entry.name !== null) changed.add(entry.userId);
    if (kind === null) continue;
    count += 1;
    if (changes.length < shownChanges) changes.push(toChange(entry, kind));
  }
  return { days, recent: { changes, count, userIds: [...changed].slice(0, listedAtMost) } };
}

function countDay(day: DayOfHistory, kind: RecentChange['kind'], { userId, name }: Entry): void {
  if (kind !== 'joined' && kind !== 'left') return;
  day[kind] += 1;
  const ids = kind === 'joined' ? day.joinedIds : day.leftIds;
  if (name !== null && ids.length < listedAtMost) ids.push(userId);
}

function kindOf(what: string): RecentChange['kind'] | null {
  if (what === 'Joined') return 'joined';
  if (what === 'Left' || /^Status: .* → Deactivated$/.test(what)) return 'left';
  if (what.startsWith('Status: Deactivated → ')) return 'back';
  return what.startsWith('Role: ') ? 'role' : null;
}

function toChange(entry: Entry, kind: RecentChange['kind']): HistoryCounts['recent']['changes'][number] {
  const { at, userId, name, email, source, what } = entry;
  const person = name === null || email === null ? null : { id: userId, name, email };
  const details = {
    joined: source === null ? '' : sourceWords[source],
    left: what === 'Left' ? 'Gone from the tenant' : 'Deactivated',
    back: what.replace('Status: Deactivated → ', ''),
    role: what.replace('Role: ', ''),
  };
  return { at, kind, person, detail: details[kind] };
}
