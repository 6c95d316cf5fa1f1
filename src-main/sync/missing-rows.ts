import type { ReadableCache } from '../cache/cache-handles.ts';
import type { Sweep, SweptKind } from './sweep-memory.ts';

const selectNumbers: Record<SweptKind, string> = {
  users: 'SELECT n, id FROM users WHERE copy_no = ?',
  teams: 'SELECT no, id FROM teams WHERE copy_no = ?',
};
const countNumbers: Record<SweptKind, string> = {
  users: 'SELECT people FROM copies WHERE no = ?',
  teams: 'SELECT count(*) FROM teams WHERE copy_no = ?',
};

/** Who is in the copy and was not seen. Whoever was written from here since the sweep began is not missing. */
export function listMissing(cache: ReadableCache, sweep: Sweep, kind: SweptKind): number[] {
  const { seen } = sweep.lists[kind];
  // Only rows of the copy are ever seen, so equal counts mean that nobody is missing.
  if (cache.prepare(countNumbers[kind]).pluck(true).get(sweep.copyNo) === seen.size) return [];
  const rows = cache.prepare(selectNumbers[kind]).raw(true).all(sweep.copyNo) as [n: number, id: string][];
  const touched = cache.prepare(
    'SELECT 1 FROM touched WHERE copy_no = ? AND kind = ? AND id = ? AND at >= ?',
  );
  return rows
    .filter(([n]) => !seen.has(n))
    .filter(([, id]) => touched.get(sweep.copyNo, kind, id, sweep.startedAt) === undefined)
    .map(([n]) => n);
}
