import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import type { UserFilter } from '../../src-contract/users.ts';
import type { Cache } from '../../src-main/cache/cache-handles.ts';
import { openCache } from '../../src-main/cache/open-cache.ts';
import { foldText } from '../../src-main/features/users/fold-text.ts';
import { countFacets, findUsers, saveUsers } from '../../src-main/features/users/users-rows.ts';
import { makeCopy, tenantId } from './copy/make-copy.ts';
import { p95, timed } from './copy/timed.ts';
import { report } from './report.ts';

// npm run bench -- search [people …]: search, facets and depth of the list, through the cache thread as the app asks it,
// against plain SQL on the same file. Without arguments at 100,000 people; add 1000000 for the large one.
const sizes = process.argv.slice(2).map(Number);
const rounds = 3;
const thread = pathToFileURL(join('out', 'main', 'cache-thread.js'));
const everyone: UserFilter = { text: '', status: [], role: [], source: [], lastAccess: [], team: [] };
const byName = { column: 'name', direction: 'ascending' } as const;

for (const people of sizes.length > 0 ? sizes : [100_000]) {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
  try {
    await benchSize(folder, people);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchSize(folder: string, people: number): Promise<void> {
  const path = join(folder, 'cache.sqlite');
  const names = await makeCopy(path, people);
  const at = `at ${people.toLocaleString('en')} people`;
  const plain = new Database(path, { readonly: true });
  const like =
    plain.prepare(`SELECT id, email, name, status, role, source, last_accessed_at, created_at FROM users
    WHERE search_text LIKE ? ESCAPE '\\' ORDER BY sort_name LIMIT 100`);
  const group = ['status', 'role', 'source'].map((column) =>
    plain.prepare(`SELECT ${column}, count(*) FROM users GROUP BY ${column}`),
  );
  const find = (cache: Cache, text: string, offset = 0) =>
    cache.read(findUsers, { tenantId, filter: { ...everyone, text }, sort: byName, offset, limit: 100 });

  const results = {
    long: [],
    short: [],
    like: [],
    likeShort: [],
    deep: [],
    first: [],
    facets: [],
    group: [],
  } as Record<'long' | 'short' | 'like' | 'likeShort' | 'deep' | 'first' | 'facets' | 'group', number[]>;
  const cold: number[] = [];
  const afterChange: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const cache = await openCache({ folder, thread, log: () => undefined });
    const words = wordsOf(names, round);
    cold.push(...(await timed(['an'], (text) => find(cache, text))));
    results.long.push(p95(await timed(words.long, (text) => find(cache, text))));
    results.short.push(p95(await timed(words.short, (text) => find(cache, text))));
    results.like.push(p95(await timed(words.long.slice(0, 20), (text) => like.all(`%${text}%`))));
    results.likeShort.push(p95(await timed(words.short.slice(0, 20), (text) => like.all(`%${text}%`))));
    const offsets = Array.from({ length: 50 }, (_, index) => Math.floor((people * index) / 50));
    results.deep.push(p95(await timed(offsets, (offset) => find(cache, '', offset))));
    results.first.push(p95(await timed(offsets, () => find(cache, '', 0))));
    results.facets.push(
      p95(
        await timed(words.long.slice(0, 40), (text) =>
          cache.read(countFacets, {
            tenantId,
            filter: { ...everyone, text, status: ['active'], team: ['team-3'] },
          }),
        ),
      ),
    );
    results.group.push(p95(await timed([1, 2, 3, 4, 5], () => group.map((statement) => statement.all()))));
    await cache.write(saveUsers, {
      tenantId,
      users: [{ id: `new${round}`, email: `new${round}@halden.example` }],
    });
    afterChange.push(...(await timed(['anna'], (text) => find(cache, text))));
    await cache.close();
  }
  plain.close();
  const say = (title: string, base: [string, number[]], ours: [string, number[]], goal: string): void =>
    report({
      bench: 'search',
      title: `${title} ${at}`,
      unit: 'ms',
      base: { name: base[0], rounds: base[1] },
      ours: { name: ours[0], rounds: ours[1] },
      goal,
    });
  const scan = 'LIKE scan, sorted, first 100, same file';
  say(
    '2a p95 of a search of 3 letters or more',
    [scan, results.like],
    ['find, first 100, exact count', results.long],
    '<= 0.05, and <= 16 ms',
  );
  say(
    'p95 of a search of 1 or 2 letters',
    [scan, results.likeShort],
    ['find, first 100, exact count', results.short],
    '<= 16 ms',
  );
  say('2b p95 of a page at any depth', ['first page', results.first], ['any depth', results.deep], '<= 2');
  say(
    '2c p95 of filtered facets',
    ['three plain group-bys, unfiltered', results.group],
    ['all five groups, filtered', results.facets],
    '<= 30 ms',
  );
  say('first search of a session', [scan, results.likeShort], ['find, nothing in memory yet', cold], '');
  say('search after somebody was added', [scan, results.likeShort], ['find', afterChange], '');
}

/** What people type: beginnings of names, middles of them, parts of an address; different ones in each round. */
function wordsOf(names: readonly string[], round: number): { long: string[]; short: string[] } {
  const mine = names.filter((_, index) => index % rounds === round).map(foldText);
  const long = mine.flatMap((name, index) => {
    const [given = '', family = ''] = name.split(' ');
    return [
      given.slice(0, 3 + (index % 3)),
      family.slice(1, 5),
      `${given.slice(0, 3)} ${family}`,
      `${family}@h`,
      name,
    ];
  });
  const short = mine.flatMap((name) => [name.slice(0, 1), name.slice(0, 2), name.slice(-2)]);
  const distinct = (words: string[], least: number): string[] =>
    [...new Set(words)].filter((word) => word.trim().length >= least);
  return { long: distinct(long, 3).slice(0, 200), short: distinct(short, 1).slice(0, 100) };
}
