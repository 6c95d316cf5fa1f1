import type { ReadableCache } from '../../cache/cache-handles.ts';
import { listTeams } from '../teams/teams-rows.ts';
import { roleLabel } from '../users/role-label.ts';
import { listAssignableRoles } from '../users/roles-rows.ts';
import { findUsersByEmails } from '../users/users-rows.ts';
import type { CheckAgainst } from './check-rows.ts';
import type { KnownTeam } from './check-teams.ts';

/** The roles and teams that the copy of a tenant knows. Runs in the cache thread. */
export function readCopy(
  cache: ReadableCache,
  tenantId: string,
  idpName: string | null,
): Pick<CheckAgainst, 'roles' | 'teams'> {
  const idp = idpName ?? 'the identity provider';
  const teams = listTeams.run(cache, { tenantId }).map((team): [string, KnownTeam] => {
    return [team.name, { name: team.name, managedBy: team.isManagedByIdp ? idp : null }];
  });
  const roles = listAssignableRoles.run(cache, { tenantId });
  return { roles: roles.map((name) => ({ name, label: roleLabel(name) })), teams: new Map(teams) };
}

/** A door to the people of the copy, by lower-case address. It holds for one call of the cache thread. */
export function peopleOf(cache: ReadableCache, tenantId: string): CheckAgainst['findPeople'] {
  return (emails) => {
    const people = findUsersByEmails.run(cache, { tenantId, emails: [...emails] });
    return new Map(
      people.map((person) => [
        person.email.toLowerCase(),
        {
          userId: person.id,
          status: person.status,
          role: person.role,
          teams: person.teams,
          managedBy: person.managedBy,
        },
      ]),
    );
  };
}
