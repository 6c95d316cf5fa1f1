import type { UserOnly } from '../../../src-contract/users.ts';
import type { ReadableCache } from '../../cache/cache-handles.ts';
import { type PeopleColumns, placeOf } from './people-columns.ts';

/**
 * Marks everybody whom a figure elsewhere does not stand for. Like a failed search: they count in no group. People who are
 * not in the copy any more are left out; whose moment is not reported lies in no span.
 */
export function failUnlessOnly(
  cache: ReadableCache,
  copyNo: number,
  columns: PeopleColumns,
  fails: Uint8Array,
  only: UserOnly,
): void {
  const failsIt = 1;
  if (only.kind === 'people') {
    const wanted = placesOf(cache, copyNo, columns, only.userIds);
    for (let place = 0; place < fails.length; place += 1) if (!wanted.has(place)) fails[place] = failsIt;
    return;
  }
  const moments = only.kind === 'created' ? columns.created : columns.lastAccess;
  const from = only.from === null ? Number.NEGATIVE_INFINITY : Date.parse(only.from);
  const before = only.before === null ? Number.POSITIVE_INFINITY : Date.parse(only.before);
  for (let place = 0; place < fails.length; place += 1) {
    const at = moments[place] ?? Number.NaN;
    if (!(at >= from && at < before)) fails[place] = failsIt;
  }
}

function placesOf(
  cache: ReadableCache,
  copyNo: number,
  columns: PeopleColumns,
  ids: readonly string[],
): Set<number> {
  const read = cache.prepare('SELECT n FROM users WHERE copy_no = ? AND id = ?').pluck(true);
  const numbers = ids.map((id) => read.get(copyNo, id)).filter((n) => typeof n === 'number');
  return new Set(numbers.map((n) => placeOf(columns, n)).filter((place) => place >= 0));
}
