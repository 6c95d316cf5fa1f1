import type { ReadableCache } from '../../cache/cache-handles.ts';
import { findCopy } from '../../cache/copies.ts';
import { listTeams } from '../teams/teams-rows.ts';
import { knownUsers } from '../users/known-users-rows.ts';
import { lookAlikesOf } from '../users/look-alikes-rows.ts';
import { roleLabel } from '../users/role-label.ts';
import { listAssignableRoles } from '../users/roles-rows.ts';
import type { CheckAgainst } from './check-rows.ts';
import type { KnownTeam } from './check-teams.ts';

/** The roles and teams that the copy of a tenant knows, and how many people it has. Runs in the cache thread. */
export function readCopy(
  cache: ReadableCache,
  tenantId: string,
  idpName: string | null,
): Pick<CheckAgainst, 'roles' | 'teams' | 'tenantSize'> {
  const idp = idpName ?? 'the identity provider';
  const teams = listTeams.run(cache, { tenantId }).map((team): [string, KnownTeam] => {
    return [team.name, { name: team.name, managedBy: team.isManagedByIdp ? idp : null }];
  });
  const roles = listAssignableRoles.run(cache, { tenantId });
  return {
    roles: roles.map((name) => ({ name, label: roleLabel(name) })),
    teams: new Map(teams),
    tenantSize: findCopy(cache, tenantId)?.people ?? 0,
  };
}

/** Doors to the people of the copy, by lower-case address. They hold for one call of the cache thread. */
export function peopleOf(
  cache: ReadableCache,
  tenantId: string,
): Pick<CheckAgainst, 'findPeople' | 'lookAlikes'> {
  const find = knownUsers(cache, tenantId);
  return {
    findPeople: (emails) => {
      const people = new Map<string, NonNullable<ReturnType<typeof find>>>();
      for (const email of emails) {
        const person = find(email);
        if (person !== null) people.set(email, person);
      }
      return people;
    },
    lookAlikes: lookAlikesOf(cache, tenantId),
  };
}
