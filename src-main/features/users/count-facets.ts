import type { UserFacets } from '../../../src-contract/users.ts';
import type { ReadableCache } from '../../cache/cache-handles.ts';
import type { Copy } from '../../cache/copies.ts';
import {
  bucketsOf,
  type FilterAt,
  failsAccess,
  failsRole,
  failsSource,
  failsStatus,
  failsTeam,
  keyOf,
  lastAccesses,
  matchPeople,
} from './match-people.ts';
import { sources, statuses } from './people-columns.ts';
import { answerOnce, type People, teamsOf } from './people-memory.ts';

/**
 * Counts per value of every group; a group's counts leave its own choice aside and keep the others. The fixed groups list
 * all their values, zero included; roles and teams those of the copy, the empty team name counts people in no team.
 */
export function facetsOf(cache: ReadableCache, copy: Copy, people: People, at: FilterAt): UserFacets {
  return answerOnce(people, `facets ${keyOf(at)}`, () => {
    const fails = matchPeople(cache, copy, people, at);
    const { columns } = people;
    const count = (bit: number, codes: ArrayLike<number>, words: readonly string[]): Uint32Array => {
      const counts = new Uint32Array(words.length);
      for (let place = 0; place < fails.length; place += 1) {
        if (((fails[place] ?? 0) & ~bit) !== 0) continue;
        const code = codes[place] ?? 0;
        counts[code] = (counts[code] ?? 0) + 1;
      }
      return counts;
    };
    return {
      status: listed(statuses, count(failsStatus, columns.status, statuses)),
      role: listed(columns.roles.names, count(failsRole, columns.role, columns.roles.names)).sort(byCount),
      source: listed(sources, count(failsSource, columns.source, sources)),
      lastAccess: listed(lastAccesses, count(failsAccess, bucketsOf(people, at.minute), lastAccesses)),
      team: countTeams(cache, people, fails),
    };
  });
}

interface Counted {
  value: string;
  count: number;
}

function listed(words: readonly string[], counts: Uint32Array): Counted[] {
  return words.map((value, code) => ({ value, count: counts[code] ?? 0 }));
}

/** In no team first, then the largest teams. */
function countTeams(cache: ReadableCache, people: People, fails: Uint8Array): Counted[] {
  const teams = teamsOf(cache, people);
  const counts = new Uint32Array(teams.names.length);
  let teamless = 0;
  for (let place = 0; place < fails.length; place += 1) {
    if (((fails[place] ?? 0) & ~failsTeam) !== 0) continue;
    const start = teams.starts[place] ?? 0;
    const end = teams.starts[place + 1] ?? 0;
    if (start === end) teamless += 1;
    for (let at = start; at < end; at += 1) {
      const code = teams.codes[at] ?? 0;
      counts[code] = (counts[code] ?? 0) + 1;
    }
  }
  return [{ value: '', count: teamless }, ...listed(teams.names, counts).sort(byCount)];
}

function byCount(one: Counted, other: Counted): number {
  return other.count - one.count || (one.value < other.value ? -1 : 1);
}
