import type { FittedName } from '../../../src-contract/setup-assistant.ts';
import { teamNameProblem } from '../../../src-contract/team-name.ts';
import { type FitAgainst, fitNames } from './fit-names.ts';
import { readKeptNames } from './kept-choices.ts';
import type { SeenInCopy } from './setup-assistant-rows.ts';
import type { SetupDoors } from './setup-doors.ts';

/** The groups that arrived by SCIM, as they are called. */
export function groupsSeen(seen: SeenInCopy): string[] {
  return seen.teams.filter(({ source }) => source === 'scim').map(({ name }) => name);
}

/** Fits names beside the tenant's teams and what was taken away before. */
export async function findNames(
  doors: SetupDoors,
  { tenantId, groups, seen }: { tenantId: string; groups: readonly string[]; seen: SeenInCopy },
): Promise<{ names: FittedName[]; kept: ReadonlyMap<string, string> }> {
  const kept = doors.ledger.read((ledger) => readKeptNames(ledger, tenantId));
  // Half a megabyte of tables that most days nobody needs.
  const { default: ascii } = await import('any-ascii');
  const standing: FitAgainst['standing'] = new Map(seen.teams.map((team) => [team.name.toLowerCase(), team]));
  return { names: fitNames(groups, { ascii, standing, kept }), kept };
}

/**
 * Groups that an admin still has to rename: those that arrived under a name which only SCIM takes, and those of a list taken
 * from here whose new name no team has yet.
 */
export async function findToRename(
  doors: SetupDoors,
  { tenantId, seen }: { tenantId: string; seen: SeenInCopy },
): Promise<FittedName[]> {
  const kept = doors.ledger.read((ledger) => readKeptNames(ledger, tenantId));
  const here = new Set(seen.teams.map(({ name }) => name.toLowerCase()));
  const arrived = groupsSeen(seen);
  const awaited = [...kept]
    .filter(([group, team]) => group !== team && !here.has(team))
    .map(([group]) => group);
  const groups = [...new Set([...arrived, ...awaited])];
  const nobody = new Set<string>();
  if (groups.every((group) => teamNameProblem(group, nobody) === null)) return [];
  const { names } = await findNames(doors, { tenantId, groups, seen });
  return names.filter(({ group, team, clash }) => group !== team || clash !== null);
}
