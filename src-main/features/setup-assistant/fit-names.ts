import { createHash } from 'node:crypto';
import type { FittedName } from '../../../src-contract/setup-assistant.ts';
import {
  endedTeamName,
  isScimGroupName,
  plainTeamName,
  teamNameProblem,
} from '../../../src-contract/team-name.ts';

/** A team that exists, by its name in lower case. */
export interface StandingTeam {
  name: string;
  source: 'scim' | 'manual';
  people: number;
}

export interface FitAgainst {
  /** The text in plain letters of whatever script. */
  ascii(text: string): string;
  standing: ReadonlyMap<string, StandingTeam>;
  /** What groups became in lists that an admin took away: those never change any more. */
  kept: ReadonlyMap<string, string>;
}

const nobody: ReadonlySet<string> = new Set();
const suffixLengths = [4, 6, 8, 12, 16];

/** Letters and digits that depend on the group's name alone. */
function suffixOf(group: string, length: number): string {
  return BigInt(`0x${createHash('sha256').update(group).digest('hex')}`)
    .toString(36)
    .slice(0, length);
}

/** What a group would be called if there were no other. */
function baseOf(group: string, ascii: FitAgainst['ascii']): string {
  const letters = ascii(group);
  // A leading number tells groups apart (2024 Interns, 2025 Interns), and a name starts with a letter.
  const isNumbered = /^[^a-z]*\d/i.test(letters);
  return plainTeamName(isNumbered ? `team ${letters}` : letters) || 'team';
}

function withSuffix(base: string, group: string, isFree: (name: string) => boolean): string {
  for (const length of suffixLengths) {
    const name = endedTeamName(base, suffixOf(group, length));
    if (isFree(name)) return name;
  }
  throw new Error('two groups share 80 bits of their hashes');
}

function namesFor(
  groups: readonly string[],
  against: FitAgainst,
): Map<string, Pick<FittedName, 'team' | 'how'>> {
  const names = new Map<string, Pick<FittedName, 'team' | 'how'>>();
  const taken = new Set<string>();
  const give = (group: string, team: string, how: FittedName['how']): void => {
    names.set(group, { team, how });
    taken.add(team);
  };
  for (const group of groups) {
    const team = against.kept.get(group);
    if (team !== undefined && !taken.has(team) && teamNameProblem(team, nobody) === null)
      give(group, team, 'kept');
  }
  for (const group of groups) {
    if (names.has(group) || teamNameProblem(group, taken) !== null) continue;
    give(group, group, 'as-it-is');
  }
  // Names that are kept for groups of other lists stay theirs.
  const given = new Set(groups);
  for (const [group, team] of against.kept) if (!given.has(group)) taken.add(team);
  const isFree = (name: string): boolean => !taken.has(name);
  for (const group of groups) {
    if (names.has(group)) continue;
    const base = baseOf(group, against.ascii);
    const plain = endedTeamName(base, '');
    const hasMeaning = base !== 'team' && isFree(plain);
    if (hasMeaning) give(group, plain, 'fitted');
    else give(group, withSuffix(base, group, isFree), 'told-apart');
  }
  return names;
}

/**
 * Finds a legal name for each group, no two alike; the same groups in any order give the same names, and a name that was
 * kept is never given another group. Where a team has the name, the answer says so and what would be free: taking a team
 * over is a decision. Doubles are answered once. Out: in the order of the groups.
 */
export function fitNames(groups: readonly string[], against: FitAgainst): FittedName[] {
  const distinct = [...new Set(groups)];
  const names = namesFor(distinct.toSorted(), against);
  const used = new Set([...names.values()].map(({ team }) => team));
  const isFree = (name: string): boolean => !used.has(name) && !against.standing.has(name);
  const clashes = new Map<string, FittedName['clash']>();
  for (const [group, { team, how }] of names) {
    const there = against.standing.get(team);
    // The team that this very group became.
    if (there === undefined || (there.source === 'scim' && there.name === group)) continue;
    const apart = withSuffix(team, group, isFree);
    used.add(apart);
    const advised = there.source === 'scim' && how === 'kept' ? 'same' : 'apart';
    clashes.set(group, { team: there.name, source: there.source, people: there.people, apart, advised });
  }
  return distinct.map((group) => {
    const { team, how } = names.get(group) ?? { team: '', how: 'fitted' };
    const why = teamNameProblem(group, nobody);
    const asItIs = why === null ? 'legal' : isScimGroupName(group) ? 'scim-only' : 'refused';
    return { group, team, asItIs, why, how, clash: clashes.get(group) ?? null };
  });
}
