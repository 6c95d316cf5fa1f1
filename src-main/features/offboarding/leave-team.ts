import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import type { ActionContext, TenantAction } from '../../action/tenant-action.ts';
import type { ApiOutcome } from '../../tenant-api/api-outcome.ts';
import { type EditTeamWish, editTeam, plannedTeamEdit } from '../teams/edit-team.ts';
import { whoIsHere } from './give-role.ts';

/** Takes people out of one team before they are deleted: the edit of a team, except that it is put back by `rejoin-team`. */
export const leaveTeam: TenantAction<EditTeamWish> = {
  ...editTeam,
  name: 'offboarding/leave-team',
  done: 'Taken out of the team',
  undo: (wish, facts) => {
    const back = editTeam.undo(wish, facts);
    return back === null ? null : { ...back, action: 'offboarding/rejoin-team' };
  },
};

/** The edit of a team that puts people back who left it, without those whom the tenant no longer has. */
export const rejoinTeam: TenantAction<EditTeamWish> = {
  ...editTeam,
  name: 'offboarding/rejoin-team',
  done: 'Put back into the team',
  look: async (context, wish) => {
    const here = await onlyWhoIsHere(context, wish);
    return here.ok ? editTeam.look(context, here.value) : { is: 'not-told', failure: here };
  },
  check: async (context, wish) => {
    const here = await onlyWhoIsHere(context, wish);
    if (!here.ok) return { is: 'not-told', failure: here };
    if (!here.value.people.some(({ from }) => from === 'none')) {
      const gone = wish.people.filter(({ from }) => from === 'none').map(({ email }) => email);
      return { is: 'skip', failure: describeFailure('person-gone', { person: gone.join(', ') }) };
    }
    return (await editTeam.check?.(context, here.value)) ?? { is: 'go' };
  },
  call: async (context, wish, turn) => {
    const here = await onlyWhoIsHere(context, wish);
    return here.ok ? editTeam.call(context, here.value, turn) : { is: 'failed', failure: here };
  },
};

/** The row of a job that takes people out of a team. */
export function plannedLeave(wish: EditTeamWish, phase: number) {
  return { ...plannedTeamEdit(wish, phase), action: 'offboarding/leave-team' };
}

async function onlyWhoIsHere(
  context: Pick<ActionContext, 'api'>,
  wish: EditTeamWish,
): Promise<ApiOutcome<EditTeamWish>> {
  const here = await whoIsHere(
    context,
    wish.people.map(({ email }) => email),
  );
  if (!here.ok) return here;
  const known = new Set(here.value);
  return { ...here, value: { ...wish, people: wish.people.filter(({ email }) => known.has(email)) } };
}
