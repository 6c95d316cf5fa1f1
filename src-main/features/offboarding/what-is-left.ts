import type { ApiOutcome } from '../../tenant-api/api-outcome.ts';
import type { TenantClient } from '../../tenant-api/tenant-client.ts';
import { listsOf } from '../teams/live-team.ts';
import { standingIn } from '../teams/merge-team.ts';
import { readWithRole } from '../users/read-person.ts';
import { holds } from './live-binding.ts';

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

/** What still blocks one person, by name: "the team platform", "workspace-admin on platform-core". */
export interface WhatIsLeft {
  /** Shown by teams and role bindings, whose reads proved our own steps before. */
  proved: string[];
  /** Roles that only the person's own answer shows: they may be gone and that answer late (tenant-api note, section 2). */
  maybeLate: string[];
}

/** Asks the tenant what still blocks the deletion of one person. */
export async function whatIsLeft(
  { api }: { api: Pick<TenantClient, 'listTeams' | 'listBindings' | 'readUser' | 'findUser'> },
  who: { userId: string; email: string },
): Promise<ApiOutcome<WhatIsLeft>> {
  const [teams, bindings, person] = await Promise.all([
    api.listTeams(),
    api.listBindings(),
    readWithRole(api, who),
  ]);
  if (!teams.ok) return teams;
  if (!bindings.ok) return bindings;
  if (!person.ok) return person;
  const inTeams = teams.value
    .filter((team) => teamName(team) !== 'everyone' && standingIn(listsOf(team), who.email) !== 'none')
    .map((team) => `the team ${teamName(team)}`);
  const inBindings = bindings.value
    .filter(({ manifest }) => holds(manifest, who.email))
    .flatMap(({ manifest }) => manifest.permissions)
    .map(({ role, resourceFqn }) => `${role} on ${resourceFqn.split(':').at(-1)}`);
  const proved = [...inTeams, ...inBindings];
  const own = (person.value?.rolesWithResource ?? []).filter(isOnResource);
  const maybeLate =
    inBindings.length > 0 ? [] : own.map(({ roleName, resourceType }) => `${roleName} on a ${resourceType}`);
  return { ...person, value: { proved, maybeLate } };
}

/** Names in a row, the first three in full: "a, b, c and 2 more". */
export function namesText(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
