import type { ApiOutcome } from '../../tenant-api/api-outcome.ts';
import type { TenantClient } from '../../tenant-api/tenant-client.ts';
import { listsOf } from '../teams/live-team.ts';
import { standingIn } from '../teams/merge-team.ts';
import { readWithRole } from '../users/read-person.ts';

/** Roles of the tenant itself; they go with the person and block nothing (tenant-api note, section 2). */
const tenantLevels: ReadonlySet<string> = new Set(['account', 'tenant']);

/** A team's name as the tenant sends it; empty when it sends none. */
export function teamName(team: {
  manifest?: { name?: string | null | undefined } | null | undefined;
  teamName?: string | null | undefined;
}): string {
  return team.manifest?.name ?? team.teamName ?? '';
}

/** Whether a role is one on a resource, which blocks the deletion of who holds it. */
export function isOnResource({ resourceType }: { resourceType?: string | null | undefined }): boolean {
  return typeof resourceType === 'string' && !tenantLevels.has(resourceType);
}

/** What still blocks the deletion of one person, by name: "the team platform", "workspace-admin on a workspace". */
export async function whatIsLeft(
  { api }: { api: Pick<TenantClient, 'listTeams' | 'readUser' | 'findUser'> },
  who: { userId: string; email: string },
): Promise<ApiOutcome<string[]>> {
  const [teams, person] = await Promise.all([api.listTeams(), readWithRole(api, who)]);
  if (!teams.ok) return teams;
  if (!person.ok) return person;
  const inTeams = teams.value
    .filter((team) => teamName(team) !== 'everyone' && standingIn(listsOf(team), who.email) !== 'none')
    .map((team) => `the team ${teamName(team)}`);
  const roles = (person.value?.rolesWithResource ?? [])
    .filter(isOnResource)
    .map(({ roleName, resourceType }) => `${roleName ?? 'a role'} on a ${resourceType}`);
  return { ...person, value: [...inTeams, ...roles] };
}

/** Names in a row, the first three in full: "a, b, c and 2 more". */
export function namesText(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
