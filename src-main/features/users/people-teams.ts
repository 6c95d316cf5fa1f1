import type { ReadableCache } from '../../cache/cache-handles.ts';
import type { PeopleColumns } from './people-columns.ts';

/**
 * Who is in which team: the teams of place p are `codes[starts[p]]` up to before `codes[starts[p + 1]]`, in the order of
 * their names, which `names` is in too.
 */
export interface PeopleTeams {
  names: string[];
  starts: Uint32Array;
  codes: Uint32Array;
}

/**
 * Reads the teams of everybody. Members are joined by email, ignoring case; the system team of everyone is left out, since
 * it says nothing (tenant-api note, section 3).
 */
export function readPeopleTeams(cache: ReadableCache, copyNo: number, columns: PeopleColumns): PeopleTeams {
  const teams = cache
    .prepare('SELECT no, name FROM teams WHERE copy_no = ? AND is_everyone = 0 ORDER BY name')
    .raw(true)
    .all(copyNo) as [no: number, name: string][];
  const names = [...new Set(teams.map(([, name]) => name))];
  const codes = new Map(teams.map(([no, name]) => [no, names.indexOf(name)]));
  const members = cache
    .prepare(`SELECT u.n, m.team_no FROM team_members m JOIN users u ON u.copy_no = m.copy_no AND u.email_key = m.email_key
      WHERE m.copy_no = ? ORDER BY u.n`)
    .raw(true)
    .all(copyNo) as [n: number, teamNo: number][];

  const starts = new Uint32Array(columns.count + 1);
  const found: number[] = [];
  let at = 0;
  for (let place = 0; place < columns.count; place += 1) {
    const n = columns.numbers[place] ?? 0;
    starts[place] = found.length;
    const mine = new Set<number>();
    while (at < members.length && (members[at]?.[0] ?? 0) <= n) {
      const member = members[at];
      const code = member?.[0] === n ? codes.get(member[1]) : undefined;
      if (code !== undefined) mine.add(code);
      at += 1;
    }
    found.push(...(mine.size > 1 ? [...mine].sort((one, other) => one - other) : mine));
  }
  starts[columns.count] = found.length;
  return { names, starts, codes: Uint32Array.from(found) };
}

/** Names of the teams of one person, in order. */
export function teamNamesAt(teams: PeopleTeams, place: number): string[] {
  const codes = teams.codes.subarray(teams.starts[place], teams.starts[place + 1]);
  return Array.from(codes, (code) => teams.names[code] ?? '');
}

export interface TeamsPatch {
  teams: PeopleTeams;
  columns: PeopleColumns;
  /** The place that each person had before, -1 for new ones; null when nobody moved. */
  cameFrom: Int32Array | null;
  changed: readonly number[];
}

/** Follows people who came, went or changed their email; the teams themselves are as before. */
export function patchPeopleTeams(cache: ReadableCache, copyNo: number, patch: TeamsPatch): PeopleTeams {
  const { teams, columns, cameFrom } = patch;
  const changed = new Set(patch.changed);
  if (changed.size === 0) return teams;
  const read = cache
    .prepare(`SELECT DISTINCT t.name FROM users u
      JOIN team_members m ON m.copy_no = u.copy_no AND m.email_key = u.email_key
      JOIN teams t ON t.no = m.team_no AND t.is_everyone = 0
      WHERE u.n = ? AND u.copy_no = ? ORDER BY t.name`)
    .pluck(true);
  const starts = new Uint32Array(columns.count + 1);
  const codes: number[] = [];
  for (let place = 0; place < columns.count; place += 1) {
    const n = columns.numbers[place] ?? 0;
    starts[place] = codes.length;
    const from = cameFrom === null ? place : (cameFrom[place] ?? -1);
    if (from < 0 || changed.has(n)) {
      for (const name of read.all(n, copyNo) as string[]) codes.push(teams.names.indexOf(name));
      continue;
    }
    const end = teams.starts[from + 1] ?? 0;
    for (let at = teams.starts[from] ?? 0; at < end; at += 1) codes.push(teams.codes[at] ?? 0);
  }
  starts[columns.count] = codes.length;
  return { names: teams.names, starts, codes: Uint32Array.from(codes) };
}
