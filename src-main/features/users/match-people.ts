import { type LastAccess, lastAccessField, type UserFilter } from '../../../src-contract/users.ts';
import type { ReadableCache } from '../../cache/cache-handles.ts';
import type { Copy } from '../../cache/copies.ts';
import { findByWord } from './find-by-word.ts';
import { foldText } from './fold-text.ts';
import { failUnlessOnly } from './only-people.ts';
import { sources, statuses } from './people-columns.ts';
import { answerOnce, type People, teamsOf } from './people-memory.ts';

/** Which groups of a filter a person fails, as bits; 0 matches. */
export const failsText = 1;
export const failsStatus = 2;
export const failsRole = 4;
export const failsSource = 8;
export const failsAccess = 16;
export const failsTeam = 32;

export const lastAccesses: readonly LastAccess[] = lastAccessField.options;
const dayMs = 86_400_000;

/** The filter with its moment, rounded to the minute so that answers can be kept. */
export interface FilterAt {
  filter: UserFilter;
  minute: number;
}

/** Key under which answers to a filter are kept. */
export function keyOf({ filter, minute }: FilterAt): string {
  const { text, status, role, source, lastAccess, team, only } = filter;
  return JSON.stringify([wordsOf(text), status, role, source, lastAccess, team, only, minute]);
}

/** The words of a search, folded; all of them must stand in a person's email or name. */
export function wordsOf(text: string): string[] {
  return [...new Set(foldText(text).split(/\s+/u).filter(Boolean))];
}

/** Works out for everybody which groups of the filter they fail. One pass a group that is set. */
export function matchPeople(cache: ReadableCache, copy: Copy, people: People, at: FilterAt): Uint8Array {
  return answerOnce(people, `fails ${keyOf(at)}`, () => {
    const { filter } = at;
    const { columns } = people;
    const fails = new Uint8Array(columns.count);
    for (const word of wordsOf(filter.text)) {
      const hits = findByWord(cache, copy, people, word);
      for (let place = 0; place < fails.length; place += 1) {
        if (hits[place] === 0) fails[place] = failsText;
      }
    }
    if (filter.only !== undefined) failUnlessOnly(cache, copy.no, columns, fails, filter.only);
    failUnless(fails, failsStatus, columns.status, chosen(statuses, filter.status));
    failUnless(fails, failsSource, columns.source, chosen(sources, filter.source));
    failUnless(fails, failsRole, columns.role, chosen(columns.roles.names, filter.role));
    if (filter.lastAccess.length > 0) {
      failUnless(fails, failsAccess, bucketsOf(people, at.minute), chosen(lastAccesses, filter.lastAccess));
    }
    if (filter.team.length > 0) failUnlessInTeam(cache, people, fails, filter.team);
    return fails;
  });
}

/** The last-access bucket of everybody, as an index into `lastAccesses`. `never` is for people who have not accepted. */
export function bucketsOf(people: People, minute: number): Uint8Array {
  return answerOnce(people, `buckets ${minute}`, () => {
    const { lastAccess, status, count } = people.columns;
    const now = (minute + 1) * 60_000;
    const week = now - 7 * dayMs;
    const month = now - 30 * dayMs;
    const quarter = now - 90 * dayMs;
    const pending = statuses.indexOf('pending');
    const [isWeek, isMonth, isQuarter, isOlder, isNever, isUnknown] = [0, 1, 2, 3, 4, 5];
    const buckets = new Uint8Array(count);
    for (let place = 0; place < count; place += 1) {
      const at = lastAccess[place] ?? Number.NaN;
      if (Number.isNaN(at)) buckets[place] = status[place] === pending ? isNever : isUnknown;
      else buckets[place] = at >= week ? isWeek : at >= month ? isMonth : at >= quarter ? isQuarter : isOlder;
    }
    return buckets;
  });
}

/** Flags by code for the chosen words; null when the group is not set. Unknown words choose nobody. */
function chosen(words: readonly string[], wanted: readonly string[]): Uint8Array | null {
  if (wanted.length === 0) return null;
  const set = new Set(wanted);
  return Uint8Array.from(words, (word) => (set.has(word) ? 1 : 0));
}

function failUnless(
  fails: Uint8Array,
  bit: number,
  codes: ArrayLike<number>,
  flags: Uint8Array | null,
): void {
  if (flags === null) return;
  for (let place = 0; place < fails.length; place += 1) {
    if (flags[codes[place] ?? 0] !== 1) fails[place] = (fails[place] ?? 0) | bit;
  }
}

/** The empty string among the wanted teams means: in no team. */
function failUnlessInTeam(
  cache: ReadableCache,
  people: People,
  fails: Uint8Array,
  wanted: readonly string[],
): void {
  const teams = teamsOf(cache, people);
  const flags = chosen(teams.names, wanted);
  const wantsTeamless = wanted.includes('');
  for (let place = 0; place < fails.length; place += 1) {
    if ((fails[place] ?? 0) === failsText) continue;
    const start = teams.starts[place] ?? 0;
    const end = teams.starts[place + 1] ?? 0;
    let isIn = wantsTeamless && start === end;
    for (let at = start; at < end && !isIn; at += 1) isIn = flags?.[teams.codes[at] ?? 0] === 1;
    if (!isIn) fails[place] = (fails[place] ?? 0) | failsTeam;
  }
}
