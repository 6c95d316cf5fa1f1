import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import type { Looked, TenantAction } from '../../action/tenant-action.ts';
import { checkPerson } from './check-person.ts';
import { readPerson } from './read-person.ts';
import { aboutPerson, type UserWish, userWishSchema } from './user-state.ts';
import { forgetUsers } from './users-rows.ts';

/** Withdraws an invite: the deletion of a person who never signed in (design, section 15). */
export const withdrawInvite: TenantAction<UserWish> = {
  name: 'users/withdraw-invite',
  done: 'Invite withdrawn',
  input: userWishSchema,
  look: async (context, wish): Promise<Looked> => {
    const read = await readPerson(context, wish);
    if (!read.ok) return { is: 'not-told', failure: read };
    if (read.value !== null) return { is: 'needed' };
    await context.cache.write(forgetUsers, { tenantId: context.tenantId, userIds: [wish.userId] });
    return { is: 'done', outcome: 'Invite withdrawn, the person is deleted', requestId: read.requestId };
  },
  check: (context, wish) =>
    checkPerson(context, wish, {
      self: 'not-oneself',
      managed: 'person',
      removesAdmin: 'never',
      fits: ({ user }) => (user.status === 'pending' ? null : 'has no open invite'),
    }),
  call: async (context, wish) => {
    const sent = await context.api.deleteUser(wish.userId, wish.email);
    if (sent.ok) return { is: 'accepted', requestId: sent.requestId };
    if (sent.status !== 400 && sent.status !== 409) {
      return { is: 'failed', failure: aboutPerson(sent, wish.email) };
    }
    // The server names the teams and resources that stand in the way.
    const why = sent.failure.sentence.split(': ').slice(1).join(': ').replace(/\.$/, '');
    const failure = describeFailure('still-blocked', { person: wish.email, ...(why === '' ? {} : { why }) });
    return { is: 'failed', failure: { ...sent, failure } };
  },
  reversal: { is: 'never', why: 'A deleted person cannot be put back; they can be invited anew.' },
  undo: () => null,
};
