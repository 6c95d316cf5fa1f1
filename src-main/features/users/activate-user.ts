import type { TenantAction } from '../../action/tenant-action.ts';
import { countAsAdmin } from './admin-guard.ts';
import { checkPerson } from './check-person.ts';
import type { LivePerson } from './read-person.ts';
import { resolveGone } from './resolve-gone.ts';
import { roleLabel } from './role-label.ts';
import { aboutPerson, lookWhether, type UserWish, userWishSchema } from './user-state.ts';

/** What a server restores is not documented, so the outcome says what the person has now (design, section 15). */
function restoredWords({ user }: LivePerson): string {
  const shown = user.teams.slice(0, 5).join(', ');
  const more = user.teams.length > 5 ? ` and ${user.teams.length - 5} more` : '';
  const teams = user.teams.length === 0 ? 'no team' : `teams ${shown}${more}`;
  return `Reactivated, Deactivated → Active: ${roleLabel(user.role)}, ${teams}`;
}

/** Activates one deactivated person again (PATCH /users/activate). */
export const activateUser: TenantAction<UserWish> = {
  name: 'users/activate',
  done: 'Reactivated',
  input: userWishSchema,
  look: (context, wish) =>
    lookWhether(context, wish, {
      fulfilled: ({ user }) => user.status !== 'deactivated',
      outcome: restoredWords,
    }),
  check: (context, wish) =>
    checkPerson(context, wish, {
      self: 'anybody',
      managed: 'person',
      removesAdmin: 'never',
      gone: 'asked-anew',
      fits: ({ user }) => (user.status === 'deactivated' ? null : 'is active already'),
    }),
  call: async (context, wish) => {
    const sent = await context.api.activateUser(wish.email);
    if (!sent.ok && sent.status === 404 && wish.seen === null) {
      const { requestId } = sent;
      const told = await resolveGone(context, wish);
      if (told.is === 'not-told') return { is: 'failed', failure: { ...told.failure, effect: 'possible' } };
      return { is: told.is === 'skip' ? 'skipped' : 'unknown', failure: told.failure, requestId };
    }
    if (!sent.ok) return { is: 'failed', failure: aboutPerson(sent, wish.email) };
    countAsAdmin(context.tenantId, wish.userId);
    return { is: 'accepted', requestId: sent.requestId };
  },
  reversal: { is: 'yes' },
  undo: ({ userId, email, seen }) => ({
    action: 'users/deactivate',
    // Whether somebody who had not accepted yet comes back as active or pending is the server's to say.
    input: { userId, email, seen: seen && { ...seen, status: null, updatedAt: null } },
    subject: email,
    name: '',
    phase: 0,
    fileRow: null,
  }),
};
