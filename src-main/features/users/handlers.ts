import type { Handlers } from '../../../src-contract/channels.ts';
import { ok } from '../../../src-contract/outcome.ts';
import type { InviteVerdict } from '../../../src-contract/users.ts';
import { listTeams } from '../teams/teams-rows.ts';
import { invitePeople } from './invite-people.ts';
import { checkInvites } from './invites-rows.ts';
import {
  deactivateEverywhere,
  type EverywhereDoors,
  findAlsoIn,
  planEverywhere,
} from './people-everywhere.ts';
import { type PlanDoors, planPeople } from './plan-people.ts';
import { readUser } from './read-user.ts';
import { roleLabel } from './role-label.ts';
import { listAssignableRoles } from './roles-rows.ts';
import { runPeoplePlan } from './run-people-plan.ts';
import type { TenantAccess } from './tenant-access.ts';
import { countFacets, findUserIds, findUsers, summariseUsers } from './users-rows.ts';

export interface UsersDoors extends PlanDoors, EverywhereDoors {
  access(tenantId: string): Promise<TenantAccess>;
}

type UsersHandlers = Pick<Handlers, Extract<keyof Handlers, `users/${string}`>>;

/** Answers the users channels. */
export function usersHandlers(doors: UsersDoors): UsersHandlers {
  const { cache } = doors;
  const check = async (tenantId: string, emails: readonly string[]): Promise<InviteVerdict[]> => {
    const access = await doors.access(tenantId);
    const { mode, idpName, domains } = access;
    const scimDomains = mode === 'scim' ? [...access.scimDomains] : [];
    return cache.read(checkInvites, { tenantId, emails, scimDomains, idpName, ownDomains: domains });
  };
  return {
    'users/search': async (input) => ok(await cache.read(findUsers, input)),
    'users/facets': async (input) => ok(await cache.read(countFacets, input)),
    'users/ids': async (input) => ok({ ids: await cache.read(findUserIds, input) }),
    'users/read': async (input) => readUser(doors, input),
    'users/summarise': async (input) => ok(await cache.read(summariseUsers, input)),
    'users/invite-choices': async ({ tenantId }) => {
      const [roles, teams, access] = await Promise.all([
        cache.read(listAssignableRoles, { tenantId }),
        cache.read(listTeams, { tenantId }),
        doors.access(tenantId),
      ]);
      return ok({
        roles: roles.map((name) => ({ name, label: roleLabel(name) })),
        teams: teams.map(({ name, isManagedByIdp }) => ({ name, isManagedByIdp })),
        signInWith: access.signInWith,
        idpName: access.idpName,
      });
    },
    'users/check-invite': async ({ tenantId, emails }) => ok({ verdicts: await check(tenantId, emails) }),
    'users/invite': async (input) => invitePeople(doors, input, check),
    'users/plan-deactivate': async (wanted) => planPeople(doors, { ...wanted, verb: 'deactivate' }),
    'users/plan-activate': async (wanted) => planPeople(doors, { ...wanted, verb: 'activate' }),
    'users/plan-role': async (wanted) => planPeople(doors, { ...wanted, verb: 'change-role' }),
    'users/plan-password-reset': async (wanted) => planPeople(doors, { ...wanted, verb: 'password-reset' }),
    'users/plan-withdraw': async (wanted) => planPeople(doors, { ...wanted, verb: 'withdraw-invite' }),
    'users/plan-invite-again': async (wanted) => planPeople(doors, { ...wanted, verb: 'invite-again' }),
    'users/deactivate': async (confirmed) => runPeoplePlan(doors, 'deactivate', confirmed),
    'users/activate': async (confirmed) => runPeoplePlan(doors, 'activate', confirmed),
    'users/change-role': async (confirmed) => runPeoplePlan(doors, 'change-role', confirmed),
    'users/reset-password': async (confirmed) => runPeoplePlan(doors, 'password-reset', confirmed),
    'users/withdraw-invite': async (confirmed) => runPeoplePlan(doors, 'withdraw-invite', confirmed),
    'users/invite-again': async (confirmed) => runPeoplePlan(doors, 'invite-again', confirmed),
    'users/also-in': async (input) => ok({ places: await findAlsoIn(doors, input) }),
    'users/plan-deactivate-everywhere': async ({ email }) => planEverywhere(doors, email),
    'users/deactivate-everywhere': async (confirmed) => deactivateEverywhere(doors, confirmed),
  };
}
