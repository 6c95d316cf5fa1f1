import { z } from 'zod';
import type { TenantAction } from '../../action/tenant-action.ts';
import { aboutPerson, lookWhetherActive, notProved, type UserWish } from './user-state.ts';

/** Deactivates one person (PATCH /users/deactivate): no sign-in any more, teams and roles stay. */
export const deactivateUser: TenantAction<UserWish> = {
  name: 'users/deactivate',
  done: 'Deactivated',
  input: z.strictObject({ userId: z.string(), email: z.string() }),
  look: (context, wish) => lookWhetherActive(context, wish, 'inactive', 'Deactivated'),
  call: async (context, wish) => {
    const sent = await context.api.deactivateUser(wish.email);
    if (!sent.ok) return { is: 'failed', failure: aboutPerson(sent, wish.email) };
    const proof = await deactivateUser.look(context, wish);
    if (proof.is === 'done') return { is: 'done', outcome: 'Deactivated', requestId: sent.requestId };
    return { is: 'failed', failure: notProved(wish.email, sent.requestId) };
  },
  reversal: { is: 'yes' },
  undo: (wish) => ({
    action: 'users/activate',
    input: wish,
    subject: wish.email,
    name: '',
    phase: 0,
    fileRow: null,
  }),
};
