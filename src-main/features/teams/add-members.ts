import { z } from 'zod';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import type { ActionContext, Called, Looked, TenantAction } from '../../action/tenant-action.ts';
import type { ApiFailure } from '../../tenant-api/api-outcome.ts';
import type { TeamWire } from '../../tenant-api/wire/teams.ts';
import { plannedTeamEdit } from './edit-team.ts';
import { keptManifest } from './live-team.ts';
import { saveTeams } from './teams-rows.ts';

export interface AddMembersWish {
  team: string;
  emails: string[];
  /** Whether a team that does not exist is made. */
  create: 'yes' | 'no';
}

const inputSchema: z.ZodType<AddMembersWish> = z.strictObject({
  team: z.string(),
  emails: z.array(z.string()),
  create: z.enum(['yes', 'no']),
});

/** What the write left behind, for its undo: who was not in the team before, and whether the team was made. */
const factsSchema = z.object({ teamId: z.string(), added: z.array(z.string()), made: z.boolean() });

/**
 * Adds the people whose rows were done in this job to one team, with one write for all. The platform's PUT replaces a team
 * whole (tenant-api note, section 3), so: read, merge, PUT, read back.
 */
export const addMembers: TenantAction<AddMembersWish> = {
  name: 'teams/add-members',
  done: 'Added to team',
  input: inputSchema,
  look: async (context, wish): Promise<Looked> => {
    const found = await context.api.findTeam(wish.team);
    if (!found.ok) return { is: 'not-told', failure: found };
    const wanted = wantedMembers(context, wish);
    if (found.value === null || !hasAll(found.value, wanted)) return { is: 'needed' };
    await context.cache.write(saveTeams, { tenantId: context.tenantId, teams: [found.value] });
    return { is: 'done', outcome: outcomeOf(wanted), requestId: found.requestId };
  },
  call: async (context, wish): Promise<Called> => {
    const wanted = wantedMembers(context, wish);
    if (wanted.length === 0) {
      const failure = describeFailure('nothing-to-do', {
        why: 'nobody of this file was invited into the team',
      });
      return { is: 'skipped', failure, requestId: null };
    }
    const found = await context.api.findTeam(wish.team);
    if (!found.ok) return { is: 'failed', failure: found };
    const team = found.value;
    if (team === null && wish.create === 'no') {
      return {
        is: 'failed',
        failure: refused(describeFailure('not-found', { team: wish.team }), found.requestId),
      };
    }
    if (team?.isEditable === false) {
      return {
        is: 'failed',
        failure: refused(
          describeFailure('managed-by-idp', { person: wish.team, why: 'the identity provider' }),
          found.requestId,
        ),
      };
    }
    const put = await context.api.replaceTeam({
      ...keptManifest(team),
      type: 'team',
      name: wish.team,
      members: union(membersOf(team), wanted),
      managers: team?.manifest?.managers ?? [],
    });
    if (!put.ok) return { is: 'failed', failure: put };
    const after = await context.api.findTeam(wish.team);
    if (after.ok && after.value !== null && hasAll(after.value, wanted)) {
      await context.cache.write(saveTeams, { tenantId: context.tenantId, teams: [after.value] });
      const facts = { teamId: after.value.id, added: missingFrom(team, wanted), made: team === null };
      const outcome = team === null ? `Made the team, ${outcomeOf(wanted).toLowerCase()}` : outcomeOf(wanted);
      return { is: 'done', outcome, requestId: put.requestId, facts };
    }
    const failure = describeFailure('changed-meanwhile', { team: wish.team });
    // Somebody wrote the team between our read and our write: the row is settled by reading it again.
    return {
      is: 'failed',
      failure: { ...refused(failure, put.requestId), effect: 'possible', status: null },
    };
  },
  reversal: { is: 'yes', knownAfter: true },
  undo: ({ team }, facts) => {
    const known = factsSchema.safeParse(facts);
    // Without them (a lost answer) nothing tells who was added by this job alone.
    if (!known.success || known.data.added.length === 0) return null;
    const { teamId, added, made } = known.data;
    if (made) {
      return {
        action: 'teams/delete-team',
        input: { team, teamId, members: added, managers: [], description: '' },
        subject: team,
        name: team,
        phase: 0,
        fileRow: null,
      };
    }
    const people = added.map((email) => ({ email, from: 'member' as const, to: 'none' as const }));
    return plannedTeamEdit({ team, teamId, people, create: 'no', mayEmpty: 'no', description: null }, 0);
  },
};

function wantedMembers(context: ActionContext, wish: AddMembersWish): string[] {
  return wish.emails.filter((email) => context.wasDone(email));
}

function membersOf(team: TeamWire | null): string[] {
  return team?.manifest?.members ?? [];
}

function missingFrom(team: TeamWire | null, emails: readonly string[]): string[] {
  const members = new Set(membersOf(team).map((email) => email.toLowerCase()));
  return emails.filter((email) => !members.has(email.toLowerCase()));
}

function hasAll(team: TeamWire, emails: readonly string[]): boolean {
  const members = new Set(membersOf(team).map((email) => email.toLowerCase()));
  return emails.every((email) => members.has(email.toLowerCase()));
}

function union(members: readonly string[], more: readonly string[]): string[] {
  const known = new Set(members.map((email) => email.toLowerCase()));
  return [...members, ...more.filter((email) => !known.has(email.toLowerCase()))];
}

function refused(failure: ApiFailure['failure'], requestId: string | null): ApiFailure {
  return { ok: false, failure, status: 409, requestId, effect: 'none', retryAfterMs: null };
}

function outcomeOf(wanted: readonly string[]): string {
  return wanted.length === 1 ? 'Added 1 person' : `Added ${wanted.length} people`;
}
