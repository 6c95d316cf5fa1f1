import type { TenantAction } from '../../action/tenant-action.ts';
import { checkPerson } from './check-person.ts';
import { aboutPerson, notProved, type UserWish, userWishSchema } from './user-state.ts';

/**
 * Mails one person a link to set a password (extension profile). No call tells whether a mail was sent, so a row whose
 * answer was lost ends as not known and is never sent again by itself.
 */
export const resetPassword: TenantAction<UserWish> = {
  name: 'users/reset-password',
  done: 'Password email sent',
  input: userWishSchema,
  look: async (_context, wish) => ({ is: 'not-told', failure: notProved(wish.email, null) }),
  check: (context, wish) =>
    checkPerson(context, wish, {
      self: 'anybody',
      managed: 'person',
      removesAdmin: 'never',
      fits: ({ user, signIn }) => {
        if (user.status === 'deactivated') return 'is deactivated already';
        return signIn === 'sso' ? 'signs in with SSO and has no password here' : null;
      },
    }),
  call: async (context, wish) => {
    const sent = await context.api.resetPassword(wish.email);
    return sent.ok
      ? { is: 'done', outcome: 'Password email sent', requestId: sent.requestId }
      : { is: 'failed', failure: sent.status === 404 ? sent : aboutPerson(sent, wish.email) };
  },
  reversal: { is: 'never', why: 'An email that was sent cannot be taken back.' },
  undo: () => null,
};
