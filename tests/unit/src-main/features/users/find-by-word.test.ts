import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cacheRead, cacheWrite } from '../../../../../src-main/cache/cache-handles.ts';
import { findCopy } from '../../../../../src-main/cache/copies.ts';
import { dropCopy } from '../../../../../src-main/cache/drop-copy.ts';
import { findRare } from '../../../../../src-main/features/users/find-by-word.ts';
import { wordsOf } from '../../../../../src-main/features/users/match-people.ts';
import { peopleOf, textOf } from '../../../../../src-main/features/users/people-memory.ts';
import { markByText } from '../../../../../src-main/features/users/people-text.ts';
import { saveUsers } from '../../../../../src-main/features/users/users-rows.ts';
import { openTestCache, type TestCache } from '../../cache/open-cache-file.ts';
import { peopleArb, userArb } from './make-people.ts';

const tenantId = 't';
/** Both ways to find a word: the numbers by the index, and by walking the text. */
const bothWays = cacheRead(
  'test/both-ways',
  (cache, word: string): { index: number[] | null; walk: number[] } => {
    const copy = findCopy(cache, tenantId);
    if (copy === null) return { index: [], walk: [] };
    const people = peopleOf(cache, copy);
    const hits = new Uint8Array(people.columns.count);
    markByText(textOf(cache, people), word, hits);
    const walk = [...people.columns.numbers].filter((_, place) => hits[place] === 1);
    return { index: findRare(cache, people, word), walk };
  },
);
/** As after a first sync: from here on writers keep the index. */
const markIndexed = cacheWrite('test/mark-indexed', (cache): null => {
  cache.prepare('INSERT OR IGNORE INTO copies (tenant_id) VALUES (?)').run(tenantId);
  cache.prepare('UPDATE copies SET is_indexed = 1 WHERE tenant_id = ?').run(tenantId);
  return null;
});

let cache: TestCache;
beforeAll(() => {
  cache = openTestCache([bothWays, markIndexed]);
});
afterAll(() => cache.end());

describe('the search index of very large tenants', () => {
  test('finds the same people as walking the text, for any word of three letters or more, also after changes', async () => {
    const wordArb = fc.constantFrom(
      'ann',
      'anna',
      'abbott',
      '@halden',
      '"qu',
      'drop table',
      "');",
      '100%',
      '_wild_',
      '*star*',
      'near(a',
      '東京 ',
      'zoe',
      'strasse',
      'not',
      'search_text',
      'evil',
      'x.io',
      'halden.example',
      'ilker',
    );
    const storyArb = fc.tuple(
      peopleArb,
      fc.array(
        fc.integer({ min: 0, max: 30 }).chain((index) => userArb(`u${index}`)),
        { maxLength: 10 },
      ),
      fc.array(wordArb, { minLength: 5, maxLength: 10 }),
    );
    await fc.assert(
      fc.asyncProperty(storyArb, async ([users, changed, texts]) => {
        await cache.write(dropCopy, { tenantId });
        await cache.write(markIndexed, null);
        await cache.write(saveUsers, { tenantId, users });
        await cache.write(saveUsers, { tenantId, users: changed });
        for (const word of texts.flatMap(wordsOf).filter((one) => [...one].length >= 3)) {
          const found = await cache.read(bothWays, word);
          expect({ word, numbers: found.index }).toEqual({ word, numbers: found.walk });
        }
      }),
      { numRuns: 80 },
    );
  }, 60_000);
});
