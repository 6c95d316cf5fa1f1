import type { Handlers } from '../../../src-contract/channels.ts';
import { failed, ok } from '../../../src-contract/outcome.ts';
import { csvRow, csvStart } from '../bulk-invites/csv-text.ts';
import type { ShellDoors } from '../feature-rooms.ts';
import { findUsersByIds } from '../users/users-rows.ts';
import { readTeamList, readTeamPeople } from './listed-teams-rows.ts';
import { planNewTeam, planTeamDeletion, planTeamEdits, type TeamDoors } from './plan-teams.ts';
import { runTeamPlan } from './run-team-plan.ts';

type TeamsHandlers = Pick<Handlers, Extract<keyof Handlers, `teams/${string}`>>;

/** Answers the teams channels. */
export function teamsHandlers(doors: TeamDoors, shell: Pick<ShellDoors, 'saveFile'>): TeamsHandlers {
  const { cache } = doors;
  return {
    'teams/list': async (input) => ok(await cache.read(readTeamList, input)),
    'teams/people': async (input) => ok(await cache.read(readTeamPeople, input)),
    'teams/roles': async ({ tenantId, teamId }) => {
      const client = doors.client(tenantId);
      if (!client.ok) return client;
      const read = await client.value.readTeamPermissions(teamId);
      return read.ok ? ok({ roles: read.value, readAt: doors.now().toISOString() }) : failed(read.failure);
    },
    'teams/plan-edit': async ({ tenantId, teamId, wishes }) =>
      planTeamEdits(doors, { tenantId, verb: 'edit', edits: [{ teamId, wishes }] }),
    'teams/plan-add': async ({ tenantId, userIds, teamIds }) => {
      const users = await cache.read(findUsersByIds, { tenantId, userIds });
      const wishes = users.map(({ email }) => ({ email, to: 'member' as const }));
      const edits = [...new Set(teamIds)].map((teamId) => ({ teamId, wishes }));
      return planTeamEdits(doors, { tenantId, verb: 'add', edits });
    },
    'teams/plan-create': async (input) => planNewTeam(doors, input),
    'teams/plan-delete': async (input) => planTeamDeletion(doors, input),
    'teams/run-plan': async (confirmed) => runTeamPlan(doors, confirmed),
    'teams/export': async ({ tenantId }) => {
      const tenant = doors.tenant(tenantId);
      if (!tenant.ok) return tenant;
      const { teams, asOf } = await cache.read(readTeamList, { tenantId });
      const text = [
        csvStart,
        csvRow(['Team', 'People', 'Managers', 'Source', 'Description', 'Tenant', 'Copy from']),
        ...teams.map(({ name, people, managers, managerCount, source, description }) =>
          csvRow([
            name,
            String(people),
            managerCount > managers.length
              ? `${managers.join(', ')} and ${managerCount - managers.length} more`
              : managers.join(', '),
            source === 'scim' ? 'SCIM' : 'Manual',
            description,
            tenant.value.displayName,
            asOf ?? '',
          ]),
        ),
      ].join('');
      const saved = await shell.saveFile({ title: 'Export teams', suggestedName: 'teams.csv', text });
      return saved.ok ? ok({ fileName: saved.value?.fileName ?? null }) : saved;
    },
  };
}
