import type { WritableCache } from '../cache/cache-handles.ts';
import type { SweptKind } from './sweep-memory.ts';
import type { SweptRow } from './swept-rows.ts';

/** Writers of rows that differ from the copy and wait for the end of the sweep; `fetchedAt` is when they were asked for. */
export function stagedRows(cache: WritableCache, copyNo: number, kind: SweptKind, fetchedAt: number) {
  const touchedAt = cache
    .prepare('SELECT at FROM touched WHERE copy_no = ? AND kind = ? AND id = ?')
    .pluck(true);
  const put = cache.prepare(`INSERT INTO staged (copy_no, kind, id, fetched_at, row) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET fetched_at = excluded.fetched_at, row = excluded.row
    WHERE excluded.fetched_at >= fetched_at`);
  const remove = cache.prepare(
    'DELETE FROM staged WHERE copy_no = ? AND kind = ? AND id = ? AND fetched_at <= ?',
  );
  return {
    /** Whether the row was written from here after it was asked for: then what is here wins. */
    isNewerHere: (id: string): boolean => Number(touchedAt.get(copyNo, kind, id) ?? -1) >= fetchedAt,
    put: (row: SweptRow): void => {
      put.run(copyNo, kind, row.id, fetchedAt, JSON.stringify(row));
    },
    remove: (id: string): void => {
      remove.run(copyNo, kind, id, fetchedAt);
    },
  };
}
