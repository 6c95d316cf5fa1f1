import type { SyncStatus } from '../../src-contract/sync.ts';
import type { ReadableCache } from '../cache/cache-handles.ts';
import { findCopy } from '../cache/copies.ts';

/** What the copy itself says of its syncs. */
export type CopyState = Pick<SyncStatus, 'lastSyncAt' | 'people' | 'teams' | 'lastRun' | 'heldDrop'>;

const none: CopyState = { lastSyncAt: null, people: 0, teams: 0, lastRun: null, heldDrop: null };

/** Reads what the copy of a tenant says of its syncs. */
export function readState(cache: ReadableCache, tenantId: string): CopyState {
  const copy = findCopy(cache, tenantId);
  if (copy === null) return none;
  const { lastSyncAt, lastRun, heldMissing, heldBefore } = copy;
  return {
    lastSyncAt,
    ...countsOfCopy(cache, copy.no),
    lastRun: lastRun === null ? null : (JSON.parse(lastRun) as CopyState['lastRun']),
    heldDrop:
      heldMissing === null || heldBefore === null ? null : { missing: heldMissing, before: heldBefore },
  };
}

/** How many people and teams the copy holds, the system team of everyone aside. */
export function countsOfCopy(cache: ReadableCache, copyNo: number): { people: number; teams: number } {
  return cache
    .prepare(`SELECT people, (SELECT count(*) FROM teams WHERE copy_no = no_ AND is_everyone = 0) AS teams
      FROM (SELECT people, no AS no_ FROM copies WHERE no = ?)`)
    .get(copyNo) as { people: number; teams: number };
}
