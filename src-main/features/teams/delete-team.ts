import { z } from 'zod';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import type { Called, Checked, Looked, TenantAction } from '../../action/tenant-action.ts';
import { plannedTeamEdit } from './edit-team.ts';
import { listsOf, lockOf } from './live-team.ts';
import { dropTeams } from './teams-rows.ts';

export interface DeleteTeamWish {
  team: string;
  teamId: string;
  /** The people that the plan saw; a colleague's change since is a reason to ask again. */
  members: string[];
  managers: string[];
  description: string;
}

const inputSchema: z.ZodType<DeleteTeamWish> = z.strictObject({
  team: z.string(),
  teamId: z.string(),
  members: z.array(z.string()),
  managers: z.array(z.string()),
  description: z.string(),
});

const keysOf = (emails: readonly string[]): string =>
  [...new Set(emails.map((email) => email.toLowerCase()))].sort().join(' ');

/** Deletes one team (DELETE /teams/{id}). Its people stay, and lose the roles that it gave them. */
export const deleteTeam: TenantAction<DeleteTeamWish> = {
  name: 'teams/delete-team',
  done: 'Team deleted',
  input: inputSchema,
  look: async (context, wish): Promise<Looked> => {
    const found = await context.api.readTeam(wish.teamId);
    if (!found.ok) return { is: 'not-told', failure: found };
    if (found.value !== null) return { is: 'needed' };
    await context.cache.write(dropTeams, { tenantId: context.tenantId, teamIds: [wish.teamId] });
    return {
      is: 'done',
      outcome: `Deleted, ${wish.members.length} people were in it`,
      requestId: found.requestId,
    };
  },
  check: async (context, wish): Promise<Checked> => {
    const found = await context.api.readTeam(wish.teamId);
    if (!found.ok) return { is: 'not-told', failure: found };
    const team = found.value;
    const changed = (why: string): Checked => ({
      is: 'skip',
      failure: describeFailure('changed-since-plan', { team: wish.team, why }),
    });
    if (team === null) return changed('it is gone already');
    const lock = lockOf(team);
    if (lock !== null) return { is: 'skip', failure: lock };
    const now = listsOf(team);
    const isSame =
      keysOf(now.members) === keysOf(wish.members) && keysOf(now.managers) === keysOf(wish.managers);
    return isSame ? { is: 'go' } : changed('other people are in it now');
  },
  call: async (context, wish): Promise<Called> => {
    const sent = await context.api.deleteTeam(wish.teamId);
    return sent.ok ? { is: 'accepted', requestId: sent.requestId } : { is: 'failed', failure: sent };
  },
  reversal: {
    is: 'with-loss',
    lost: 'The team is made again with its people; the roles that it gave do not come back.',
  },
  undo: ({ team, members, managers, description }) => {
    const manage = new Set(managers.map((email) => email.toLowerCase()));
    const people = members.map((email) => ({
      email,
      from: 'none' as const,
      to: manage.has(email.toLowerCase()) ? ('manager' as const) : ('member' as const),
    }));
    const wish = { team, teamId: null, people, create: 'yes', mayEmpty: 'no', description } as const;
    return plannedTeamEdit({ ...wish, people }, 0);
  },
};
