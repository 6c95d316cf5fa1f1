import { createHash } from 'node:crypto';
import type { WritableCache } from '../cache/cache-handles.ts';
import { beginCopy } from '../cache/copies.ts';
import { readRoleNames } from '../features/users/role-names.ts';
import { newSweptList, type SweptKind, sweeps } from './sweep-memory.ts';

/** Raised when rows are converted in another way than before: every page is then parsed again. */
const convertersVersion = 1;

/** Begins to sweep the lists of a tenant. What a sweep before it left unfinished is dropped. */
export function startSweep(cache: WritableCache, tenantId: string, runId: string): void {
  const copy = beginCopy(cache, tenantId);
  cache.prepare('DELETE FROM staged WHERE copy_no = ?').run(copy.no);
  const roleNames = readRoleNames(cache, copy.no);
  const readingKey = createHash('sha1')
    .update(JSON.stringify([convertersVersion, [...roleNames]]))
    .digest('base64');
  cache.remember(sweeps).set(tenantId, {
    runId,
    copyNo: copy.no,
    startedAt: Date.now(),
    mode: copy.lastSyncAt === null ? 'first' : 'again',
    readingKey,
    trustsPages: copy.lastSyncAt !== null && copy.readingKey === readingKey,
    roleNames,
    lists: {
      users: newSweptList(touchedNumbers(cache, copy.no, 'users')),
      teams: newSweptList(touchedNumbers(cache, copy.no, 'teams')),
    },
  });
}

const selectTouched: Record<SweptKind, string> = {
  users: `SELECT u.n FROM touched t JOIN users u ON u.copy_no = t.copy_no AND u.id = t.id
    WHERE t.copy_no = ? AND t.kind = 'users'`,
  teams: `SELECT u.no FROM touched t JOIN teams u ON u.copy_no = t.copy_no AND u.id = t.id
    WHERE t.copy_no = ? AND t.kind = 'teams'`,
};

function touchedNumbers(cache: WritableCache, copyNo: number, kind: SweptKind): Set<number> {
  return new Set(cache.prepare(selectTouched[kind]).pluck(true).all(copyNo) as number[]);
}
