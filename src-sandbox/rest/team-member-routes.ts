import { type Request, Router } from 'express';
import { z } from 'zod';
import type { AuditAction } from '../audit/audit-actions.ts';
import { recordAudit, teamResource } from '../audit/record-audit.ts';
import { emailList, paging, pathValue, readBody, readQuery, textField } from '../read-request.ts';
import type { TeamSide } from '../store/team-members-table.ts';
import type { TeamRow } from '../store/teams-table.ts';
import type { UserRow } from '../store/user-row.ts';
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

const listQuery = z.object({ ...paging, filter: textField(4000).optional() });
const emailsBody = z.object({
  emails: emailList.refine((emails) => emails.length > 0, 'must have one address at least'),
});
const sides: readonly TeamSide[] = ['members', 'managers'];
/** So many people are named in one line of the audit log. */
const mostNamed = 100;

/** Answers `same` where the person was so already. */
type ApplyChange = (team: TeamRow, person: UserRow) => 'changed' | 'same';

/** GET, PUT and DELETE /teams/:id/members and /managers (tenant-api, section 3). */
export function teamMemberRoutes(room: Room): Router {
  const { store, signIn, emptyTeams } = room;
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

  /** The team to change and the people named, or 403, 404, 409 or 422. Managers can be set on a team of the directory too. */
  function readChange(request: Request, side: TeamSide) {
    const by = signIn.anyone(request);
    const team = teamById(store, pathValue(request, 'id'));
    refuseNonManager(store, { caller: by, team });
    refuseEveryone(team);
    if (side === 'members') refuseManagedTeam(store, team);
    const people = peopleByEmails(store, readBody(request, emailsBody).emails, 'emails');
    return { by, team, people };
  }

  /** Lets `apply` work on each person, with its line in the audit log about whom it changed, as one transaction. */
  function change(
    request: Request,
    { side, action, apply }: { side: TeamSide; action: AuditAction; apply: ApplyChange },
  ): void {
    const { by, team, people } = readChange(request, side);
    store.atomically(() => {
      const changed = people.filter((person) => apply(team, person) === 'changed');
      if (changed.length === 0) return;
      const facts = {
        emails: changed.slice(0, mostNamed).map((person) => person.email),
        count: changed.length,
      };
      recordAudit(room, { request, by, action, resource: teamResource(team), facts });
      const isEmptied = store.teamMembers.count(team.position, 'members') === 0;
      if (action === 'team.members-remove' && isEmptied && emptyTeams === 'refuse')
        throw emptyTeam(team.name);
      store.teams.touch(team, store.now());
    });
  }

  router.put('/teams/:id/members', (request, response) => {
    const apply: ApplyChange = (team, { position }) => {
      if (store.teamMembers.find(team.position, position) !== undefined) return 'same';
      store.teamMembers.add(team.position, position);
      return 'changed';
    };
    change(request, { side: 'members', action: 'team.members-add', apply });
    response.json({});
  });

  router.delete('/teams/:id/members', (request, response) => {
    const apply: ApplyChange = (team, { position }) => {
      if (store.teamMembers.find(team.position, position) === undefined) return 'same';
      store.teamMembers.remove(team.position, position);
      return 'changed';
    };
    change(request, { side: 'members', action: 'team.members-remove', apply });
    response.json({});
  });

  router.put('/teams/:id/managers', (request, response) => {
    const apply: ApplyChange = (team, { position }) => {
      const member = store.teamMembers.find(team.position, position);
      if (member?.isManager === 1) return 'same';
      // A manager is a member: on a manual team they become one, on a team of the directory that is refused.
      if (member === undefined) {
        refuseManagedTeam(store, team);
        store.teamMembers.add(team.position, position);
      }
      store.teamMembers.setManager(team.position, { userPosition: position, isManager: 1 });
      return 'changed';
    };
    change(request, { side: 'managers', action: 'team.managers-add', apply });
    response.json({});
  });

  router.delete('/teams/:id/managers', (request, response) => {
    const apply: ApplyChange = (team, { position }) => {
      if (store.teamMembers.find(team.position, position)?.isManager !== 1) return 'same';
      store.teamMembers.setManager(team.position, { userPosition: position, isManager: 0 });
      return 'changed';
    };
    change(request, { side: 'managers', action: 'team.managers-remove', apply });
    response.json({});
  });

  return router;
}
