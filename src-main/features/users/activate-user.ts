import { z } from 'zod';
import type { TenantAction } from '../../action/tenant-action.ts';
import { aboutPerson, lookWhetherActive, notProved, type UserWish } from './user-state.ts';

/** Activates one deactivated person again (PATCH /users/activate). */
export const activateUser: TenantAction<UserWish> = {
  name: 'users/activate',
  done: 'Reactivated',
  input: z.strictObject({ userId: z.string(), email: z.string() }),
  look: (context, wish) => lookWhetherActive(context, wish, 'active', 'Reactivated'),
  call: async (context, wish) => {
    const sent = await context.api.activateUser(wish.email);
    if (!sent.ok) return { is: 'failed', failure: aboutPerson(sent, wish.email) };
    const proof = await activateUser.look(context, wish);
    if (proof.is === 'done') return { is: 'done', outcome: 'Reactivated', requestId: sent.requestId };
    return { is: 'failed', failure: notProved(wish.email, sent.requestId) };
  },
  reversal: { is: 'yes' },
  undo: (wish) => ({
    action: 'users/deactivate',
    input: wish,
    subject: wish.email,
    name: '',
    phase: 0,
    fileRow: null,
  }),
};
