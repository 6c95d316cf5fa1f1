import type { ReadableCache } from '../../cache/cache-handles.ts';
import type { Copy } from '../../cache/copies.ts';
import { placeOf } from './people-columns.ts';
import { answerOnce, type People, textOf } from './people-memory.ts';
import { markByText } from './people-text.ts';

/**
 * Up to this many people walking the text in memory is the faster way for every word; measured: 2 to 4 ms at 100,000,
 * 20 to 30 ms at a million, where the index takes under 1 ms for a rare word and hundreds for a frequent one.
 */
const walkUpTo = 200_000;
const rareAtMost = 5_000;

/** Marks everybody in whose email or name the folded word stands. */
export function findByWord(cache: ReadableCache, copy: Copy, people: People, word: string): Uint8Array {
  return answerOnce(people, `word ${word}`, () => {
    const hits = new Uint8Array(people.columns.count);
    const isLarge = people.columns.count > walkUpTo && copy.isIndexed === 1;
    // An index of trigrams knows nothing shorter than three characters.
    const rare = isLarge && [...word].length >= 3 ? findRare(cache, people, word) : null;
    if (rare === null) markByText(textOf(cache, people), word, hits);
    else for (const n of rare) hits[placeOf(people.columns, n)] = 1;
    return hits;
  });
}

/** The numbers of the people with a rare word by the index; null when it turns out to be frequent. */
export function findRare(cache: ReadableCache, people: People, word: string): number[] | null {
  const { numbers, count } = people.columns;
  const found = cache
    .prepare(
      'SELECT rowid FROM user_search WHERE user_search MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?',
    )
    .pluck(true)
    // A phrase in quotes: whatever the word holds is text, not syntax.
    .all(
      `"${word.replaceAll('"', '""')}"`,
      numbers[0] ?? 0,
      numbers[count - 1] ?? 0,
      rareAtMost + 1,
    ) as number[];
  if (found.length > rareAtMost) return null;
  return found.filter((n) => placeOf(people.columns, n) >= 0);
}
