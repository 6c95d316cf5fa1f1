import { type Request, Router } from 'express';
import { z } from 'zod';
import { emailField, paging, pathValue, readBody, readQuery } from '../read-request.ts';
import type { TeamSide } from '../store/team-members-table.ts';
import type { TeamRow } from '../store/teams-table.ts';
import {
  refuseEveryone,
  refuseManagedTeam,
  refuseNonManager,
  refuseOutsider,
  teamById,
} from './find-team.ts';
import { readMemberFilter } from './member-filter.ts';
import type { Room } from './room.ts';
import { emptyTeam, peopleByEmails } from './team-manifest.ts';
import { memberOnWire } from './team-wire.ts';

const listQuery = z.object({ ...paging, filter: z.string().max(4000).optional() });
const emailsBody = z.object({ emails: z.array(emailField).min(1).max(200_000) });
const sides: readonly TeamSide[] = ['members', 'managers'];

/** GET, PUT and DELETE /teams/:id/members and /managers (tenant-api, section 3). */
export function teamMemberRoutes({ store, signIn, emptyTeams }: Room): Router {
  const router = Router();

  for (const side of sides) {
    router.get(`/teams/:id/${side}`, (request, response) => {
      const caller = signIn.anyone(request);
      const team = teamById(store, pathValue(request, 'id'));
      refuseOutsider(store, { caller, team });
      const { limit, offset, filter } = readQuery(request, listQuery);
      if (team.isEveryone === 1 && side === 'members' && filter === undefined) {
        const { rows, total } = store.users.page({ limit, offset, query: '', which: 'all' });
        response.json({ data: rows.map(memberOnWire), pagination: { total, offset, limit } });
        return;
      }
      const condition = readMemberFilter(filter);
      const where = team.isEveryone === 1 ? 'everyone' : team.position;
      const { rows, total } = store.teamMembers.page(where, { side, limit, offset, condition });
      response.json({ data: rows.map(memberOnWire), pagination: { total, offset, limit } });
    });
  }

  function teamToChange(request: Request, side: TeamSide): TeamRow {
    const caller = signIn.anyone(request);
    const team = teamById(store, pathValue(request, 'id'));
    refuseNonManager(store, { caller, team });
    refuseEveryone(team);
    // Managers can be set on a team of the directory too; its members cannot.
    if (side === 'members') refuseManagedTeam(store, team);
    return team;
  }

  router.put('/teams/:id/members', (request, response) => {
    const team = teamToChange(request, 'members');
    const people = peopleByEmails(store, readBody(request, emailsBody).emails, 'emails');
    store.atomically(() => {
      for (const person of people) store.teamMembers.add(team.position, person.position);
      store.teams.touch(team, store.now());
    });
    response.json({});
  });

  router.delete('/teams/:id/members', (request, response) => {
    const team = teamToChange(request, 'members');
    const people = peopleByEmails(store, readBody(request, emailsBody).emails, 'emails');
    store.atomically(() => {
      for (const person of people) store.teamMembers.remove(team.position, person.position);
      if (emptyTeams === 'refuse' && store.teamMembers.count(team.position, 'members') === 0)
        throw emptyTeam(team.name);
      store.teams.touch(team, store.now());
    });
    response.json({});
  });

  router.put('/teams/:id/managers', (request, response) => {
    const team = teamToChange(request, 'managers');
    const people = peopleByEmails(store, readBody(request, emailsBody).emails, 'emails');
    store.atomically(() => {
      for (const { position } of people) {
        // A manager is a member: on a manual team they become one, on a team of the directory that is refused.
        if (store.teamMembers.find(team.position, position) === undefined) {
          refuseManagedTeam(store, team);
          store.teamMembers.add(team.position, position);
        }
        store.teamMembers.setManager(team.position, { userPosition: position, isManager: 1 });
      }
      store.teams.touch(team, store.now());
    });
    response.json({});
  });

  router.delete('/teams/:id/managers', (request, response) => {
    const team = teamToChange(request, 'managers');
    const people = peopleByEmails(store, readBody(request, emailsBody).emails, 'emails');
    store.atomically(() => {
      for (const { position } of people) {
        store.teamMembers.setManager(team.position, { userPosition: position, isManager: 0 });
      }
      store.teams.touch(team, store.now());
    });
    response.json({});
  });

  return router;
}
