import type { Called, TenantAction } from '../../action/tenant-action.ts';
import { checkPerson } from './check-person.ts';
import { lookWhether, type UserWish, userWishSchema } from './user-state.ts';

/**
 * The row of a file about somebody who is there with the right role, and only comes into more teams: proves that they are there
 * before the teams are written. Sends nothing itself.
 */
export const keepInTenant: TenantAction<UserWish> = {
  name: 'users/keep',
  done: 'Found in the tenant',
  input: userWishSchema,
  look: (context, wish) =>
    lookWhether(context, wish, {
      fulfilled: ({ user }) => user.status !== 'deactivated',
      outcome: () => 'Was there already, added to teams after',
    }),
  check: (context, wish) =>
    checkPerson(context, wish, {
      self: 'anybody',
      managed: 'person',
      removesAdmin: 'never',
      gone: 'asked-anew',
      fits: ({ user }) => (user.status === 'deactivated' ? 'is deactivated now' : null),
    }),
  call: async (context, wish): Promise<Called> => {
    const looked = await keepInTenant.look(context, wish);
    if (looked.is === 'done') return looked;
    if (looked.is === 'not-told') return { is: 'failed', failure: looked.failure };
    const failure = looked.is === 'refused' ? looked.failure : null;
    return failure === null
      ? { is: 'accepted', requestId: null }
      : { is: 'skipped', failure, requestId: null };
  },
  reversal: { is: 'never', why: 'Nothing of the person was changed; the teams are put back by themselves.' },
  undo: () => null,
};
