import { Router } from 'express';
import { z } from 'zod';
import { recordAudit, teamResource } from '../audit/record-audit.ts';
import { paging, pathValue, readBody, readQuery } from '../read-request.ts';
import { adminRole } from '../sign-in/sign-in.ts';
import {
  refuseEveryone,
  refuseManagedTeam,
  refuseNonManager,
  refuseOutsider,
  teamById,
} from './find-team.ts';
import type { Room } from './room.ts';
import { saveTeam } from './save-team.ts';
import { teamManifest } from './team-manifest.ts';
import { manifestOnWire, teamDtoOnWire, teamOnWire, teamPeople } from './team-wire.ts';

const listQuery = z.object({
  ...paging,
  type: z.enum(['team', 'sso-team']).optional(),
  role: z.literal('manager').optional(),
  attributes: z.union([z.string(), z.array(z.string())]).optional(),
});
const putBody = z.object({ manifest: teamManifest, dryRun: z.boolean().default(false) });

/** GET /teams/user, PUT /teams, and one team: read, manifest, permissions, delete (tenant-api, section 3). */
export function teamRoutes(room: Room): Router {
  const { store, signIn } = room;
  const router = Router();

  router.get('/teams/user', (request, response) => {
    const caller = signIn.anyone(request);
    const { limit, offset, type, role, attributes } = readQuery(request, listQuery);
    const filter = {
      kind: type ?? 'any',
      memberPosition: caller.role === adminRole ? null : caller.position,
      // Tenant admins manage every team by default (tenant-api, section 3).
      managerPosition: role !== 'manager' ? null : caller.role === adminRole ? 'admin' : caller.position,
      nameContains: '',
    } as const;
    const { rows, total } = store.teams.page(filter, { limit, offset });
    const data = rows.map((team) => onlyAttributes(teamDtoOnWire(store, team), attributes));
    response.json({ data, pagination: { total, offset, limit } });
  });

  router.put('/teams', (request, response) => {
    const caller = signIn.anyone(request);
    const { manifest, dryRun } = readBody(request, putBody);
    response.json({ data: saveTeam(room, { request, caller, manifest, run: dryRun ? 'dry' : 'real' }) });
  });

  router.get('/teams/:id', (request, response) => {
    const caller = signIn.anyone(request);
    const team = teamById(store, pathValue(request, 'id'));
    refuseOutsider(store, { caller, team });
    response.json({ data: teamOnWire(store, team) });
  });

  router.delete('/teams/:id', (request, response) => {
    const caller = signIn.anyone(request);
    const team = teamById(store, pathValue(request, 'id'));
    refuseNonManager(store, { caller, team });
    refuseEveryone(team);
    refuseManagedTeam(store, team);
    store.atomically(() => {
      recordAudit(room, { request, by: caller, action: 'team.delete', resource: teamResource(team) });
      store.grants.removeSubject('team', team.position);
      store.teams.remove(team);
    });
    response.json({});
  });

  router.get('/teams/:id/generate-manifest', (request, response) => {
    const caller = signIn.anyone(request);
    const team = teamById(store, pathValue(request, 'id'));
    refuseOutsider(store, { caller, team });
    response.json({ data: manifestOnWire(team, teamPeople(store, team)) });
  });

  router.get('/teams/:id/permissions', (request, response) => {
    const caller = signIn.anyone(request);
    const team = teamById(store, pathValue(request, 'id'));
    refuseOutsider(store, { caller, team });
    const data = store.grants.ofSubject('team', team.position).map((grant) => ({
      resourceType: grant.resourceType,
      resourceId: grant.resourceId,
      resourceName: grant.resourceName,
      resourceFqn: grant.resourceFqn,
      roleId: store.roles.byName(grant.roleName)?.id ?? grant.roleName,
      roleName: grant.roleName,
      subjectId: team.id,
      subjectType: 'team',
    }));
    response.json({ data });
  });

  return router;
}

/** `attributes` is a comma list or repeated; `id` always comes. An empty one narrows nothing. */
function onlyAttributes(team: object, attributes: string | string[] | undefined): object {
  const asked = [attributes ?? []].flat().flatMap((list) => list.split(','));
  const wanted = new Set(asked.map((name) => name.trim()).filter((name) => name !== ''));
  if (wanted.size === 0) return team;
  return Object.fromEntries(Object.entries(team).filter(([name]) => name === 'id' || wanted.has(name)));
}
