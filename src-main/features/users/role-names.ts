import type { ReadableCache } from '../../cache/cache-handles.ts';
import type { RoleNames } from './user-row.ts';

/** Role names by id, as the copy has them. */
export function readRoleNames(cache: ReadableCache, copyNo: number): RoleNames {
  const rows = cache
    .prepare('SELECT id, name FROM roles WHERE copy_no = ? ORDER BY id')
    .raw(true)
    .all(copyNo) as [id: string, name: string][];
  return new Map(rows);
}
