import type { DriftReason } from '../../../src-contract/heartbeat.ts';
import { cacheRead, cacheWrite, type ReadableCache } from '../../cache/cache-handles.ts';
import { type Copy, findCopy } from '../../cache/copies.ts';
import { roleByHand, sources, unmanaged } from '../users/people-columns.ts';
import { type People, peopleOf } from '../users/people-memory.ts';

interface OfTenant {
  tenantId: string;
}

/** What a sync saw, as `sync/push-tally.ts` counted it. */
export interface PushNewsToKeep {
  runId: string;
  news: {
    at: number;
    since: number;
    lastAt: number | null;
    counts: [hour: number, kind: string, count: number][];
  };
}

export interface WaitingNews extends PushNewsToKeep {
  no: number;
}

/** What syncs saw and the ledger may not have yet, oldest first. */
export const readPushNews = cacheRead(
  'heartbeat/read-news',
  (cache, { tenantId }: OfTenant): WaitingNews[] => {
    const copy = findCopy(cache, tenantId);
    const rows = cache
      .prepare('SELECT no, run_id, news FROM push_news WHERE copy_no = ? ORDER BY no')
      .raw(true)
      .all(copy?.no ?? -1) as [no: number, runId: string, news: string][];
    return rows.map(([no, runId, news]) => ({ no, runId, news: JSON.parse(news) as PushNewsToKeep['news'] }));
  },
);

/** Forgets what the ledger has. */
export const dropPushNews = cacheWrite(
  'heartbeat/drop-news',
  (cache, { tenantId, no }: OfTenant & { no: number }): null => {
    const copy = findCopy(cache, tenantId);
    cache.prepare('DELETE FROM push_news WHERE copy_no = ? AND no <= ?').run(copy?.no ?? -1, no);
    return null;
  },
);

export interface DriftedPerson {
  id: string;
  name: string;
  email: string;
  reason: DriftReason;
}

/** What the people of the copy tell of their identity provider. */
export interface ScimPeople {
  scim: number;
  managed: number;
  /** The tenant's latest date of a change on a SCIM person that nothing else explains, in milliseconds. */
  lastUpdatedAt: number | null;
  idpName: string | null;
  drifted: {
    count: number;
    reasons: { reason: DriftReason; count: number }[];
    people: DriftedPerson[];
    userIds: string[];
  };
  asOf: string | null;
}

const nobody: ScimPeople = {
  scim: 0,
  managed: 0,
  lastUpdatedAt: null,
  idpName: null,
  drifted: { count: 0, reasons: [], people: [], userIds: [] },
  asOf: null,
};
const namedAtMost = 5;
const listedAtMost = 1000;
const reasons: readonly DriftReason[] = ['active-again', 'unmanaged', 'role-by-hand'];

/**
 * Looks through the people that SCIM made. `tokenUsedAt`: the last use of the token in milliseconds, where it is reported:
 * whoever is active again since a later moment was not made so by a push.
 */
export const readScimPeople = cacheRead(
  'heartbeat/scim-people',
  (cache, { tenantId, tokenUsedAt }: OfTenant & { tokenUsedAt: number | null }): ScimPeople => {
    const copy = findCopy(cache, tenantId);
    if (copy === null) return nobody;
    const people = peopleOf(cache, copy);
    const { columns } = people;
    const scim = sources.indexOf('scim');
    let count = 0;
    let managed = 0;
    let firstManaged = -1;
    let lastUpdatedAt = Number.NEGATIVE_INFINITY;
    for (let place = 0; place < columns.count; place += 1) {
      if (columns.source[place] !== scim) continue;
      count += 1;
      const drift = columns.drift[place] ?? 0;
      if ((drift & unmanaged) === 0) {
        managed += 1;
        if (firstManaged < 0) firstManaged = columns.numbers[place] ?? -1;
      }
      const at = columns.updated[place] ?? Number.NaN;
      if (at > lastUpdatedAt && (drift & roleByHand) === 0) lastUpdatedAt = at;
    }
    return {
      scim: count,
      managed,
      lastUpdatedAt: lastUpdatedAt === Number.NEGATIVE_INFINITY ? null : lastUpdatedAt,
      idpName: nameOfIdp(cache, firstManaged),
      drifted: driftedPeople(cache, copy, people, { managed, of: count, tokenUsedAt }),
      asOf: copy.lastSyncAt,
    };
  },
);

/** All managed people of a tenant come from the one connection that pushes, so one of them tells its name. */
function nameOfIdp(cache: ReadableCache, managedPerson: number): string | null {
  const found = cache.prepare('SELECT managed_by FROM users WHERE n = ?').pluck(true).get(managedPerson);
  return typeof found === 'string' ? found : null;
}

function driftedPeople(
  cache: ReadableCache,
  copy: Copy,
  { columns }: People,
  facts: { managed: number; of: number; tokenUsedAt: number | null },
): ScimPeople['drifted'] {
  const found = new Map<number, DriftReason>();
  for (const n of reactivatedByHand(cache, copy.no, facts.tokenUsedAt)) found.set(n, 'active-again');
  // Where most lost the mark, the mode was switched: nobody drifted.
  const mask = facts.managed * 2 > facts.of ? unmanaged | roleByHand : roleByHand;
  for (let place = 0; place < columns.count; place += 1) {
    const drift = (columns.drift[place] ?? 0) & mask;
    const n = columns.numbers[place] ?? 0;
    if (drift !== 0 && !found.has(n)) found.set(n, (drift & unmanaged) === 0 ? 'role-by-hand' : 'unmanaged');
  }
  const read = cache.prepare('SELECT id, name, email FROM users WHERE n = ?');
  const ranked = [...found].sort(([, one], [, other]) => reasons.indexOf(one) - reasons.indexOf(other));
  const listed = ranked.slice(0, listedAtMost).map(([n, reason]) => ({
    ...(read.get(n) as Omit<DriftedPerson, 'reason'>),
    reason,
  }));
  return {
    count: found.size,
    reasons: reasons
      .map((reason) => ({ reason, count: ranked.filter(([, one]) => one === reason).length }))
      .filter((one) => one.count > 0),
    people: listed.slice(0, namedAtMost),
    userIds: listed.map(({ id }) => id),
  };
}

/** Active SCIM people whom a sync saw come back after the token was last used. Where its use is not reported, nobody. */
function reactivatedByHand(cache: ReadableCache, copyNo: number, tokenUsedAt: number | null): number[] {
  if (tokenUsedAt === null) return [];
  return cache
    .prepare(
      `SELECT DISTINCT u.n FROM user_history h JOIN users u ON u.copy_no = h.copy_no AND u.id = h.user_id
       WHERE h.copy_no = ? AND h.what = 'Status: Deactivated → Active' AND u.source = 'scim' AND u.status = 'active'
         AND u.updated_at > ? + 60000`,
    )
    .pluck(true)
    .all(copyNo, tokenUsedAt) as number[];
}
