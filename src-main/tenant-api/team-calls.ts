import { z } from 'zod';
import { publishedPaths } from './api-paths.ts';
import { readRawPage } from './raw-page.ts';
import type { Request } from './request.ts';
import type { TenantClient } from './tenant-client.ts';
import { roleWireSchema } from './wire/roles.ts';
import { type TeamWire, teamWireSchema } from './wire/teams.ts';
import type { PutTeamRequest } from './wire/tenant-api-types.ts';

type TeamCalls = Pick<
  TenantClient,
  | 'readTeamsPage'
  | 'findTeam'
  | 'readTeam'
  | 'putTeam'
  | 'replaceTeam'
  | 'deleteTeam'
  | 'readTeamPermissions'
  | 'listTeams'
  | 'listRoles'
>;

const pageLimit = 500;
const teamsListSchema = z.object({
  data: z.array(teamWireSchema),
  pagination: z.object({ total: z.number().nullish() }).nullish(),
});
const oneTeamSchema = z.object({ data: teamWireSchema });
const commandSchema = z.looseObject({});
const permissionsSchema = z.object({
  data: z.array(
    z.object({
      resourceType: z.string(),
      resourceId: z.string().nullish(),
      resourceName: z.string().nullish(),
      resourceFqn: z.string().nullish(),
      roleName: z.string(),
    }),
  ),
});
const rolesListSchema = z.object({ data: z.array(roleWireSchema) });

/** The calls about teams and the roles that can be given (tenant-api note, sections 3 and 4). */
export function teamCalls(request: Request): TeamCalls {
  return {
    readTeamsPage: (offset, limit) =>
      readRawPage(request, { method: 'GET', template: publishedPaths.teamsOfUser, query: { limit, offset } }),

    findTeam: async (name) => {
      for (let offset = 0; ; ) {
        const page = await request.json(
          {
            method: 'GET',
            template: publishedPaths.teamsOfUser,
            query: { limit: pageLimit, offset },
            team: name,
          },
          teamsListSchema,
        );
        if (!page.ok) return page;
        const { data, pagination } = page.value;
        const found = data.find((team) => (team.manifest?.name ?? team.teamName) === name);
        offset += data.length;
        const isEnd =
          data.length === 0 || (typeof pagination?.total === 'number' && offset >= pagination.total);
        if (found || isEnd) return { ...page, value: found ?? null };
      }
    },

    listTeams: async () => {
      const teams: TeamWire[] = [];
      for (;;) {
        const query = { limit: pageLimit, offset: teams.length };
        const page = await request.json(
          { method: 'GET', template: publishedPaths.teamsOfUser, query },
          teamsListSchema,
        );
        if (!page.ok) return page;
        const { data, pagination } = page.value;
        teams.push(...data);
        const isPastTotal = typeof pagination?.total === 'number' && teams.length >= pagination.total;
        if (data.length === 0 || isPastTotal) return { ...page, value: teams };
      }
    },

    readTeam: async (teamId) => {
      const call = { method: 'GET', template: publishedPaths.team, with: { id: teamId } } as const;
      const outcome = await request.json(call, oneTeamSchema);
      if (outcome.ok) return { ...outcome, value: outcome.value.data };
      const { status, requestId } = outcome;
      return status === 404 ? { ok: true, value: null, status, requestId } : outcome;
    },

    replaceTeam: async (manifest) => {
      const outcome = await request.json(
        { method: 'PUT', template: publishedPaths.teams, body: { manifest }, team: manifest.name },
        oneTeamSchema,
      );
      return outcome.ok ? { ...outcome, value: outcome.value.data } : outcome;
    },

    deleteTeam: async (teamId) => {
      const call = { method: 'DELETE', template: publishedPaths.team, with: { id: teamId } } as const;
      const outcome = await request.json(call, commandSchema);
      return outcome.ok ? { ...outcome, value: undefined } : outcome;
    },

    readTeamPermissions: async (teamId) => {
      const call = { method: 'GET', template: publishedPaths.teamPermissions, with: { id: teamId } } as const;
      const outcome = await request.json(call, permissionsSchema);
      if (!outcome.ok) return outcome;
      const value = outcome.value.data.map(
        ({ resourceType, resourceName, resourceFqn, resourceId, roleName }) => ({
          resourceType,
          resourceName: resourceName ?? resourceFqn ?? resourceId ?? '',
          roleName,
        }),
      );
      return { ...outcome, value };
    },

    putTeam: async ({ name, members, managers, description }) => {
      const manifest: PutTeamRequest['manifest'] = {
        type: 'team',
        name,
        members,
        managers,
        ...(description === undefined ? {} : { description }),
      };
      const body: PutTeamRequest = { manifest };
      const outcome = await request.json(
        { method: 'PUT', template: publishedPaths.teams, body, team: name },
        oneTeamSchema,
      );
      return outcome.ok ? { ...outcome, value: outcome.value.data } : outcome;
    },

    listRoles: async () => {
      const outcome = await request.json({ method: 'GET', template: publishedPaths.roles }, rolesListSchema);
      return outcome.ok ? { ...outcome, value: outcome.value.data } : outcome;
    },
  };
}
