import type { WritableCache } from '../cache/cache-handles.ts';

/** Fills the search index of a copy for the first time, a slice of people at a time. */
export function* buildSearch(cache: WritableCache, copyNo: number): Generator<undefined> {
  const add = cache.prepare(
    // The plus keeps SQLite from walking the index of the whole copy for every slice.
    'INSERT INTO user_search (rowid, search_text) SELECT n, search_text FROM users WHERE +copy_no = ? AND n BETWEEN ? AND ?',
  );
  const numbers = cache
    .prepare('SELECT n FROM users WHERE +copy_no = ? ORDER BY n')
    .pluck(true)
    .all(copyNo) as number[];
  // Every statement flushes what the index gathers, so that small slices cost twice the time.
  const slice = 1000;
  for (let at = 0; at < numbers.length; at += slice) {
    add.run(copyNo, numbers[at], numbers[Math.min(at + slice, numbers.length) - 1]);
    yield;
  }
}
