import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { personResource, recordAudit } from '../audit/record-audit.ts';
import { paging, pathValue, queryFlag, readQuery, textField } from '../read-request.ts';
import { personById, refuseLastAdmin, refuseManaged, refuseOtherTenant } from './find-person.ts';
import type { Room } from './room.ts';
import { userOnWire, usersOnWire } from './user-wire.ts';

const listQuery = z.object({
  ...paging,
  query: textField(254).default(''),
  showInvalidUsers: queryFlag,
});
const deleteQuery = z.object({ tenantName: textField(200).optional() });

/** GET /users, GET and DELETE /users/:id (tenant-api, section 2). */
export function userRoutes(room: Room): Router {
  const { store, signIn } = room;
  const router = Router();

  router.get('/users', (request, response) => {
    signIn.anyone(request);
    const { limit, offset, query, showInvalidUsers } = readQuery(request, listQuery);
    const { rows, total } = store.users.page({
      limit,
      offset,
      query,
      which: showInvalidUsers ? 'all' : 'active',
    });
    response.json({ data: usersOnWire(store, rows), pagination: { total, offset, limit } });
  });

  router.get('/users/:id', (request, response) => {
    signIn.anyone(request);
    response.json({ data: userOnWire(store, personById(store, pathValue(request, 'id'))) });
  });

  router.delete('/users/:id', (request, response) => {
    const by = signIn.admin(request);
    refuseOtherTenant(store, readQuery(request, deleteQuery).tenantName);
    const person = personById(store, pathValue(request, 'id'));
    refuseManaged(store, person);
    refuseLastAdmin(store, person);
    const teams = store.teams.ofUser(person.position);
    const grants = store.grants.ofSubject('user', person.position);
    if (teams.length + grants.length > 0) {
      throw new ApiProblem({
        statusCode: 400,
        code: 'USER_HAS_ACCESS',
        message: blockedSentence(person.email, {
          teams: teams.map((team) => team.name),
          resources: grants.map((grant) => `${grant.resourceType} ${grant.resourceName}`),
        }),
        details: [
          ...teams.map((team) => ({ type: 'team', id: team.id, name: team.name })),
          ...grants.map((grant) => ({
            type: grant.resourceType,
            id: grant.resourceId,
            name: grant.resourceName,
            roleName: grant.roleName,
          })),
        ],
      });
    }
    store.atomically(() => {
      recordAudit(room, { request, by, action: 'user.delete', resource: personResource(person) });
      store.tokens.removeAllOf(person.position);
      store.users.remove(person);
    });
    response.json({});
  });

  return router;
}

function blockedSentence(email: string, blockers: { teams: string[]; resources: string[] }): string {
  const parts = [
    ...(blockers.teams.length > 0 ? [`the teams ${blockers.teams.join(', ')}`] : []),
    ...(blockers.resources.length > 0 ? [`the resources ${blockers.resources.join(', ')}`] : []),
  ];
  return `${email} cannot be deleted while they have access to ${parts.join(' and ')}. Remove that first.`;
}
