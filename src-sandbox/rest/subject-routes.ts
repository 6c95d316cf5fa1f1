import { Router } from 'express';
import { z } from 'zod';
import { paging, queryFlag, readQuery, textField } from '../read-request.ts';
import type { Room } from './room.ts';
import { teamWithoutPeople } from './team-wire.ts';
import { usersOnWire } from './user-wire.ts';

const listQuery = z.object({
  ...paging,
  query: textField(254).default(''),
  showInvalidUsers: queryFlag,
});

/**
 * GET /subjects: people a page at a time, all teams with every page (tenant-api, section 2). The teams come without their
 * people: a large tenant would send all memberships again with each page.
 */
export function subjectRoutes({ store, signIn }: Room): Router {
  const router = Router();
  router.get('/subjects', (request, response) => {
    signIn.admin(request);
    const { limit, offset, query, showInvalidUsers } = readQuery(request, listQuery);
    const users = store.users.page({ limit, offset, query, which: showInvalidUsers ? 'all' : 'active' });
    const everyTeam = {
      kind: 'any',
      memberPosition: null,
      managerPosition: null,
      nameContains: query,
    } as const;
    const teams = store.teams.page(everyTeam, { limit: -1, offset: 0 });
    response.json({
      users: usersOnWire(store, users.rows),
      totalUsers: users.total,
      teams: teams.rows.map((team) => teamWithoutPeople(store, team)),
      totalTeams: teams.total,
      virtualAccounts: [],
      totalVirtualAccounts: 0,
      externalIdentities: [],
      totalExternalIdentities: 0,
    });
  });
  return router;
}
