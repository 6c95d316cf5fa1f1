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
  failsText,
  keyOf,
  lastAccesses,
  matchPeople,
} from './match-people.ts';
import { sources, statuses } from './people-columns.ts';
import { answerOnce, type People, teamsOf } from './people-memory.ts';

interface Counted {
  value: string;
  count: number;
}

/**
 * Counts per value of every group; a group's counts leave its own choice aside and keep the others. The fixed groups list
 * all their values, zero included; roles and teams those of the copy, the empty team name counts people in no team.
 */
export function facetsOf(cache: ReadableCache, copy: Copy, people: People, at: FilterAt): UserFacets {
  return answerOnce(people, `facets ${keyOf(at)}`, () => {
    const fails = matchPeople(cache, copy, people, at);
    const teams = teamsOf(cache, people);
    const buckets = bucketsOf(people, at.minute);
    const { status, source, role, roles } = people.columns;
    const counts = {
      status: new Uint32Array(statuses.length),
      source: new Uint32Array(sources.length),
      role: new Uint32Array(roles.names.length),
      lastAccess: new Uint32Array(lastAccesses.length),
      team: new Uint32Array(teams.names.length),
    };
    let teamless = 0;
    for (let place = 0; place < fails.length; place += 1) {
      // Who fails one group counts in that group, who fails none in all of them, everybody else nowhere.
      const fail = fails[place] ?? 0;
      if ((fail & (fail - 1)) !== 0 || fail === failsText) continue;
      if (fail === 0 || fail === failsStatus) countOne(counts.status, status[place]);
      if (fail === 0 || fail === failsSource) countOne(counts.source, source[place]);
      if (fail === 0 || fail === failsRole) countOne(counts.role, role[place]);
      if (fail === 0 || fail === failsAccess) countOne(counts.lastAccess, buckets[place]);
      if (fail !== 0 && fail !== failsTeam) continue;
      const start = teams.starts[place] ?? 0;
      const end = teams.starts[place + 1] ?? 0;
      if (start === end) teamless += 1;
      for (let team = start; team < end; team += 1) countOne(counts.team, teams.codes[team]);
    }
    return {
      status: listed(statuses, counts.status),
      role: listed(roles.names, counts.role).sort(byCount),
      source: listed(sources, counts.source),
      lastAccess: listed(lastAccesses, counts.lastAccess),
      // In no team first, then the largest teams.
      team: [{ value: '', count: teamless }, ...listed(teams.names, counts.team).sort(byCount)],
    };
  });
}

function countOne(counts: Uint32Array, code = 0): void {
  counts[code] = (counts[code] ?? 0) + 1;
}

function listed(words: readonly string[], counts: Uint32Array): Counted[] {
  return words.map((value, code) => ({ value, count: counts[code] ?? 0 }));
}

function byCount(one: Counted, other: Counted): number {
  return other.count - one.count || (one.value < other.value ? -1 : 1);
}
