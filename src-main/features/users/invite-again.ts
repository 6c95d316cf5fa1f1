import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import type { Called, TenantAction } from '../../action/tenant-action.ts';
import type { ApiFailure } from '../../tenant-api/api-outcome.ts';
import { checkPerson } from './check-person.ts';
import { type InviteWish, inviteUser } from './invite-user.ts';
import { readPerson } from './read-person.ts';
import { notProved, type UserWish, userWishSchema } from './user-state.ts';
import { withdrawInvite } from './withdraw-invite.ts';

/** The role that they were invited with is what the plan saw. */
const inviteOf = ({ email, seen }: UserWish): InviteWish => ({
  email,
  role: seen?.role ?? 'member',
  passwordEmail: 'send',
});

/**
 * Sends an invite again. No published call does that (tenant-api note, section 2), so the open invite is withdrawn and the same
 * address invited anew, with the same role and a new email. Whoever was withdrawn by an earlier try of this row is invited in any case: the
 * address alone tells that, since the new person has another id.
 */
export const inviteAgain: TenantAction<UserWish> = {
  name: 'users/invite-again',
  done: 'Invited again',
  input: userWishSchema,
  look: async (context, wish, facts) => {
    const found = await context.api.findUser(wish.email);
    if (!found.ok) return { is: 'not-told', failure: found };
    if (found.value === null || found.value.id === wish.userId) return { is: 'needed' };
    return inviteUser.look(context, inviteOf(wish), facts);
  },
  check: async (context, wish) => {
    const read = await readPerson(context, wish);
    if (!read.ok) return { is: 'not-told', failure: read };
    // Whether we withdrew it or somebody else did is for `call` to say, which knows whether this is a repeat.
    if (read.value === null) return { is: 'go' };
    return checkPerson(context, wish, {
      self: 'not-oneself',
      managed: 'person',
      removesAdmin: 'never',
      fits: ({ user }) => (user.status === 'pending' ? null : 'has no open invite'),
    });
  },
  call: async (context, wish, turn, facts): Promise<Called> => {
    const read = await readPerson(context, wish);
    if (!read.ok) return { is: 'failed', failure: read };
    if (read.value === null && turn === 'first') {
      const facts = { person: wish.email, why: 'is no longer in the tenant' };
      return { is: 'skipped', failure: describeFailure('changed-since-plan', facts), requestId: null };
    }
    if (read.value !== null) {
      const withdrawn = await withdrawInvite.call(context, wish, turn);
      if (withdrawn.is !== 'accepted' && withdrawn.is !== 'done') return withdrawn;
    }
    const invited = await inviteUser.call(context, inviteOf(wish), 'again', facts);
    if (invited.is === 'failed') return { ...invited, failure: halfDone(invited.failure, wish) };
    // A tenant that still shows the withdrawn person has not invited anybody yet.
    if (invited.is === 'done' && invited.facts?.userId === wish.userId)
      return { is: 'failed', failure: notProved(wish.email, invited.requestId) };
    return invited;
  },
  reversal: { is: 'never', why: 'An email cannot be taken back, and the former invite is gone.' },
  undo: () => null,
};

/** The withdrawal has had its effect whatever came after it: only a clear refusal of the new invite ends the row, and says so. */
function halfDone(failure: ApiFailure, wish: UserWish): ApiFailure {
  const { status } = failure;
  const isRefusal =
    status !== null && status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);
  if (!isRefusal) return { ...failure, effect: 'possible' };
  const facts = { person: wish.email, why: failure.failure.sentence, status: String(status) };
  return { ...failure, effect: 'none', failure: describeFailure('withdrawn-not-invited', facts) };
}
