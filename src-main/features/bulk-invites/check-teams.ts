import { isOneEdit } from '../users/one-edit.ts';

/** A team as the copy knows it. */
export interface KnownTeam {
  name: string;
  /** Name of the identity provider that fills it, null for a manual team. */
  managedBy: string | null;
}

export type TeamsFinding =
  | {
      is: 'good';
      teams: string[];
      missing: string[];
      /** A team that would be made and is nearly one that is there: it may be a typing error. */
      near: { team: string; known: string } | null;
    }
  | { is: 'bad'; reason: string; suggestion: string | null; onlyMissing: string[] };

/** What every source accepts as a team's name (tenant-api note, section 8, decision 2). */
export function isLegalTeamName(name: string): boolean {
  return /^[a-z][a-z0-9-]{1,34}[a-z0-9]$/.test(name);
}

/** A legal name as near as possible, or null when nothing of it is left. */
export function proposeTeamName(name: string): string | null {
  const proposal = name
    .replace(/ø/gi, 'o')
    .replace(/æ/gi, 'ae')
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 36)
    .replace(/-+$/, '');
  return isLegalTeamName(proposal) ? proposal : null;
}

/**
 * Takes a row's teams and what the copy knows; returns the teams to add to, or the first thing that is wrong with the
 * whole corrected list as suggestion. `everyone` is left out: everybody is in it (condition 46).
 */
export function checkTeams(
  wishes: readonly string[],
  known: ReadonlyMap<string, KnownTeam>,
  createTeams: 'yes' | 'no',
): TeamsFinding {
  const teams = [...new Set(wishes.filter((team) => team.toLowerCase() !== 'everyone'))];
  const reasons: string[] = [];
  const missing: string[] = [];
  const corrected = teams.map((team): string | null => {
    const found = known.get(team);
    if (found !== undefined && found.managedBy === null) return team;
    if (found !== undefined) {
      reasons.push(`${team} is managed by ${found.managedBy}`);
      return null;
    }
    if (isLegalTeamName(team)) {
      missing.push(team);
      return createTeams === 'yes' ? team : nearTeam(team, known);
    }
    const proposal = proposeTeamName(team);
    reasons.push(
      proposal === null ? `${short(team)} is not a valid team name` : `${short(team)}: ${proposal}?`,
    );
    return proposal;
  });
  if (reasons.length === 0 && (missing.length === 0 || createTeams === 'yes')) {
    return { is: 'good', teams, missing, near: findNear(missing, known) };
  }
  const suggestion = corrected.includes(null) ? null : [...new Set(corrected)].join(' | ');
  const [first] = reasons;
  return {
    is: 'bad',
    reason: first ?? missingReason(missing[0] ?? '', known),
    suggestion,
    onlyMissing: first === undefined ? missing : [],
  };
}

function findNear(
  missing: readonly string[],
  known: ReadonlyMap<string, KnownTeam>,
): { team: string; known: string } | null {
  for (const team of missing) {
    const near = onlyNear(team, known, 'any');
    if (near !== null) return { team, known: near.name };
  }
  return null;
}

/** A team that is not there: it may be a mistyped one that only the identity provider fills, which cannot be offered. */
function missingReason(team: string, known: ReadonlyMap<string, KnownTeam>): string {
  const near = onlyNear(team, known, 'any');
  return near === null || near.managedBy === null
    ? `No team ${team}: tick Create missing teams`
    : `No team ${team}; ${near.name} is managed by ${near.managedBy}`;
}

/** The one team that people can be added to and that a name is a letter away from; null when there is none, or several. */
export function nearTeam(name: string, known: ReadonlyMap<string, KnownTeam>): string | null {
  return onlyNear(name, known, 'manual')?.name ?? null;
}

function onlyNear(
  name: string,
  known: ReadonlyMap<string, KnownTeam>,
  which: 'manual' | 'any',
): KnownTeam | null {
  const near = [...known.values()].filter(
    (team) => (which === 'any' || team.managedBy === null) && isOneEdit(team.name, name),
  );
  return near.length === 1 ? (near[0] ?? null) : null;
}

function short(name: string): string {
  return name.length > 40 ? `${name.slice(0, 39)}…` : name;
}
