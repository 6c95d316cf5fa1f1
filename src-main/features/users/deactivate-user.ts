import type { TenantAction } from '../../action/tenant-action.ts';
import { countAsAdmin } from './admin-guard.ts';
import { checkPerson } from './check-person.ts';
import { aboutPerson, lookWhether, type UserWish, userWishSchema } from './user-state.ts';

function deactivatedWords({ seen }: UserWish): string {
  if (seen === null || seen.status === null) return 'Deactivated';
  return `Deactivated, ${seen.status === 'pending' ? 'Pending invite' : 'Active'} → Deactivated`;
}

/** Deactivates one person (PATCH /users/deactivate): no sign-in any more, teams and roles stay. */
export const deactivateUser: TenantAction<UserWish> = {
  name: 'users/deactivate',
  done: 'Deactivated',
  input: userWishSchema,
  look: (context, wish) =>
    lookWhether(context, wish, {
      fulfilled: ({ user }) => user.status === 'deactivated',
      outcome: () => deactivatedWords(wish),
    }),
  check: (context, wish) =>
    checkPerson(context, wish, {
      self: 'not-oneself',
      managed: 'person',
      removesAdmin: 'if-admin',
      fits: ({ user }) => (user.status === 'deactivated' ? 'is deactivated already' : null),
    }),
  call: async (context, wish) => {
    const sent = await context.api.deactivateUser(wish.email);
    if (sent.ok) return { is: 'accepted', requestId: sent.requestId };
    if (sent.effect === 'none') countAsAdmin(context.tenantId, wish.userId);
    return { is: 'failed', failure: aboutPerson(sent, wish.email) };
  },
  reversal: { is: 'yes' },
  undo: ({ userId, email, seen }) => ({
    action: 'users/activate',
    // Bound to what this change leaves behind: whoever changes the person after it is not overwritten.
    input: { userId, email, seen: seen && { ...seen, status: 'deactivated', updatedAt: null } },
    subject: email,
    name: '',
    phase: 0,
    fileRow: null,
  }),
};
