import type { UserSort } from '../../../src-contract/users.ts';
import type { ReadableCache } from '../../cache/cache-handles.ts';
import { type Copy, findCopy } from '../../cache/copies.ts';
import { type FilterAt, keyOf, matchPeople, wordsOf } from './match-people.ts';
import { placeOf } from './people-columns.ts';
import { answerOnce, hasPeople, type People, peopleOf, teamsOf, textOf } from './people-memory.ts';
import { orderBy, type PeopleOrder, ranksOf } from './people-orders.ts';
import { teamNamesAt } from './people-teams.ts';

interface SortedAt extends FilterAt {
  sort: UserSort;
}

export interface ListWindow extends SortedAt {
  offset: number;
  limit: number;
}

export interface Listed {
  /** Numbers of the people in the window. */
  numbers: number[];
  /** How many match in all. */
  matches: number;
  /** Names of a person's teams from memory; null when they are not there yet. */
  teamsOf: ((n: number) => string[]) | null;
}

/** The people in one window of the list. */
export function listPeople(cache: ReadableCache, copy: Copy, window: ListWindow): Listed {
  if (isPlainFirstPage(window) && !hasPeople(cache, copy.no)) {
    // The first page after the start comes straight from the index, before anybody is in memory.
    const numbers = cache
      .prepare('SELECT n FROM users WHERE copy_no = ? ORDER BY sort_name, n LIMIT ?')
      .pluck(true)
      .all(copy.no, window.limit) as number[];
    // One row is asked for by who wants the count alone; the list that comes a moment later must not wait.
    if (window.limit > 1) warmUp(cache, copy);
    return { numbers, matches: copy.people, teamsOf: null };
  }
  const people = peopleOf(cache, copy);
  const places = sortedMatches(cache, copy, people, window);
  const shown = places.subarray(window.offset, window.offset + window.limit);
  const { teams, columns } = people;
  return {
    numbers: Array.from(shown, (place) => columns.numbers[place] ?? 0),
    matches: places.length,
    teamsOf: teams === null ? null : (n) => teamNamesAt(teams, placeOf(columns, n)),
  };
}

/** Brings what the next search and facets need into memory, in parts, while nobody waits. */
function warmUp(cache: ReadableCache, { tenantId }: Copy): void {
  const parts: ((idle: ReadableCache, people: People) => unknown)[] = [() => null, textOf, teamsOf];
  for (const part of parts) {
    cache.later((idle) => {
      const copy = findCopy(idle, tenantId);
      if (copy !== null) part(idle, peopleOf(idle, copy));
    });
  }
}

/** Places of everybody who matches, in order. Kept for the latest filters, so that any depth costs the same. */
export function sortedMatches(cache: ReadableCache, copy: Copy, people: People, at: SortedAt): Uint32Array {
  const { column, direction } = at.sort;
  return answerOnce(people, `list ${column} ${direction} ${keyOf(at)}`, () => {
    const fails = matchPeople(cache, copy, people, at);
    const order = orderBy(cache, copy.no, people.columns, people.orders, column);
    let matches = 0;
    for (let place = 0; place < fails.length; place += 1) if (fails[place] === 0) matches += 1;
    // Few are sorted by their ranks; many are met in order on a walk through everybody.
    const sorted =
      matches * 16 < fails.length ? sortFew(order, fails, matches) : walkAll(order, fails, matches);
    return direction === 'ascending' ? sorted : sorted.reverse();
  });
}

function walkAll({ places }: PeopleOrder, fails: Uint8Array, matches: number): Uint32Array {
  const sorted = new Uint32Array(matches);
  let found = 0;
  for (const place of places) {
    if (fails[place] !== 0) continue;
    sorted[found] = place;
    found += 1;
  }
  return sorted;
}

function sortFew(order: PeopleOrder, fails: Uint8Array, matches: number): Uint32Array {
  const ranks = ranksOf(order);
  const sorted = new Uint32Array(matches);
  let found = 0;
  for (let place = 0; place < fails.length; place += 1) {
    if (fails[place] !== 0) continue;
    sorted[found] = ranks[place] ?? 0;
    found += 1;
  }
  return sorted.sort().map((rank) => order.places[rank] ?? 0);
}

function isPlainFirstPage({ filter, sort, offset }: ListWindow): boolean {
  const { text, status, role, source, lastAccess, team, only } = filter;
  const isUnfiltered = [status, role, source, lastAccess, team].every((group) => group.length === 0);
  return (
    offset === 0 &&
    isUnfiltered &&
    only === undefined &&
    wordsOf(text).length === 0 &&
    sort.column === 'name' &&
    sort.direction === 'ascending'
  );
}
