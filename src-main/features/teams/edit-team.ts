import { z } from 'zod';
import { describeFailure, type Failure } from '../../../src-contract/failure-catalogue.ts';
import type { ActionContext, Called, Checked, Looked, TenantAction } from '../../action/tenant-action.ts';
import type { TeamWire } from '../../tenant-api/wire/teams.ts';
import { keptManifest, listsOf, lockOf, readLiveTeam } from './live-team.ts';
import { conflictText, type MergedTeam, mergeTeam, type StandingWish, standingIn } from './merge-team.ts';
import { saveTeams } from './teams-rows.ts';

export interface EditTeamWish {
  team: string;
  /** Null for a team that is made, or whose id is not known. */
  teamId: string | null;
  people: StandingWish[];
  /** `yes`: the team is made; one that exists by then is a conflict. */
  create: 'yes' | 'no';
  /** Whether the admin agreed to a team without members. */
  mayEmpty: 'yes' | 'no';
  /** New description; null leaves it as it is. */
  description: string | null;
}

const standing = z.enum(['none', 'member', 'manager']);
const inputSchema: z.ZodType<EditTeamWish> = z.strictObject({
  team: z.string(),
  teamId: z.string().nullable(),
  people: z.array(z.strictObject({ email: z.string(), from: standing, to: standing })),
  create: z.enum(['yes', 'no']),
  mayEmpty: z.enum(['yes', 'no']),
  description: z.string().nullable(),
});

type Judged = { is: 'go'; merged: MergedTeam } | { is: 'skip'; failure: Failure };

/**
 * Changes who is in one team, with one write however many people that are. The platform's PUT replaces a team whole and has no
 * version (tenant-api note, section 3), so: read, merge three ways by person, PUT, and the engine reads back. Every field of
 * the manifest that is not ours to change goes back as it was read.
 */
export const editTeam: TenantAction<EditTeamWish> = {
  name: 'teams/edit-team',
  done: 'Team changed',
  input: inputSchema,
  look: async (context, wish): Promise<Looked> => {
    const found = await readLiveTeam(context.api, wish);
    if (!found.ok) return { is: 'not-told', failure: found };
    if (found.value === null) {
      return wish.create === 'yes'
        ? { is: 'needed' }
        : { is: 'refused', failure: describeFailure('not-found', { team: wish.team }) };
    }
    await keepTeam(context, found.value);
    const merged = mergeTeam(listsOf(found.value), wish.people);
    const isDescribed =
      wish.description === null || (found.value.manifest?.description ?? '') === wish.description;
    if (merged.changed.length > 0 || merged.conflicts.length > 0 || !isDescribed) return { is: 'needed' };
    return { is: 'done', outcome: outcomeOf(wish), requestId: found.requestId };
  },
  check: async (context, wish): Promise<Checked> => {
    const found = await readLiveTeam(context.api, wish);
    if (!found.ok) return { is: 'not-told', failure: found };
    // Whatever comes of it, the screen then shows the team as it is now.
    if (found.value !== null) await keepTeam(context, found.value);
    const judged = judge(found.value, wish);
    return judged.is === 'skip' ? judged : { is: 'go' };
  },
  call: async (context, wish, turn): Promise<Called> => {
    // Read once more: between the engine's check and this line another row may have waited for its turn.
    const found = await readLiveTeam(context.api, wish);
    if (!found.ok) return { is: 'failed', failure: found };
    const judged = judge(found.value, wish);
    if (judged.is === 'skip') {
      // On a repeat a part may be our own work; the engine settles the row by looking.
      return { is: 'skipped', failure: judged.failure, requestId: found.requestId };
    }
    const isNew = found.value === null;
    const isDescribed =
      wish.description === null || (found.value?.manifest?.description ?? '') === wish.description;
    if (!isNew && judged.merged.changed.length === 0 && isDescribed) {
      return { is: 'done', outcome: 'Was so already', requestId: found.requestId, facts: { changed: [] } };
    }
    const { members, managers } = judged.merged.lists;
    const sent = await context.api.replaceTeam({
      ...keptManifest(found.value),
      ...(wish.description === null ? {} : { description: wish.description }),
      type: 'team',
      name: found.value?.manifest?.name ?? wish.team,
      members,
      managers,
    });
    if (!sent.ok) return { is: 'failed', failure: sent };
    const made = isNew && turn === 'first' ? { made: true } : {};
    return {
      is: 'accepted',
      requestId: sent.requestId,
      facts: { ...made, changed: judged.merged.changed, change: changeLines(wish, judged.merged.changed) },
    };
  },
  reversal: { is: 'yes' },
  undo: (wish, facts) => {
    if (wish.create === 'yes') return null;
    const changed = new Set((facts.changed as string[] | undefined) ?? wish.people.map(({ email }) => email));
    const people = wish.people
      .filter(({ email }) => changed.has(email))
      .map(({ email, from, to }) => ({ email, from: to, to: from }));
    if (people.length === 0) return null;
    return plannedTeamEdit({ ...wish, people, description: null, mayEmpty: 'no' }, 0);
  },
};

/** The row of a job that changes one team. */
export function plannedTeamEdit(wish: EditTeamWish, phase: number) {
  return {
    action: 'teams/edit-team',
    input: wish,
    subject: wish.team,
    name: wish.team,
    phase,
    fileRow: null,
  };
}

function judge(team: TeamWire | null, wish: EditTeamWish): Judged {
  const skip = (failure: Failure): Judged => ({ is: 'skip', failure });
  if (team === null) {
    if (wish.create === 'no') return skip(describeFailure('not-found', { team: wish.team }));
    return { is: 'go', merged: mergeTeam({ members: [], managers: [] }, wish.people) };
  }
  if (wish.create === 'yes' && !isAllThere(team, wish)) {
    return skip(describeFailure('team-exists', { team: wish.team }));
  }
  const lock = lockOf(team);
  if (lock !== null) return skip(lock);
  const merged = mergeTeam(listsOf(team), wish.people);
  if (merged.conflicts.length > 0) {
    return skip(describeFailure('team-conflict', { team: wish.team, why: conflictText(merged.conflicts) }));
  }
  if (merged.lists.members.length === 0 && wish.mayEmpty === 'no') {
    return skip(describeFailure('team-would-be-empty', { team: wish.team }));
  }
  return { is: 'go', merged };
}

function isAllThere(team: TeamWire, wish: EditTeamWish): boolean {
  const lists = listsOf(team);
  return wish.people.every(({ email, to }) => standingIn(lists, email) === to);
}

const namedInTrail = 20;

/** What changed, a line a person, for the audit trail. */
function changeLines(wish: EditTeamWish, changed: readonly string[]): string[] {
  const hit = new Set(changed);
  const lines = wish.people
    .filter(({ email }) => hit.has(email))
    .map(({ email, from, to }) => {
      if (from === 'none') return `+ ${email}, ${to}`;
      return to === 'none' ? `- ${email}, ${from}` : `  ${email}, ${from} → ${to}`;
    });
  const rest = lines.length - namedInTrail;
  return rest > 0 ? [...lines.slice(0, namedInTrail), `  and ${rest} more`] : lines;
}

async function keepTeam(context: ActionContext, team: TeamWire): Promise<void> {
  await context.cache.write(saveTeams, { tenantId: context.tenantId, teams: [team] });
}

function outcomeOf({ people, create, team }: EditTeamWish): string {
  const count = (fits: (wish: StandingWish) => boolean): number => people.filter(fits).length;
  const parts = [
    [count(({ from, to }) => from === 'none' && to !== 'none'), 'added'],
    [count(({ to }) => to === 'none'), 'removed'],
    [count(({ from, to }) => from === 'member' && to === 'manager'), 'made manager'],
    [count(({ from, to }) => from === 'manager' && to === 'member'), 'made member'],
  ] as const;
  const words = parts.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`);
  if (create === 'yes') words.unshift('Made');
  return words.length === 0 ? `${team} saved` : words.join(', ');
}
