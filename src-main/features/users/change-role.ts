import { z } from 'zod';
import type { TenantAction } from '../../action/tenant-action.ts';
import { countAsAdmin } from './admin-guard.ts';
import { checkPerson } from './check-person.ts';
import { roleLabel } from './role-label.ts';
import { aboutPerson, lookWhether, type UserWish, userWishSchema } from './user-state.ts';

export interface RoleWish extends UserWish {
  /** Role names on the wire. */
  from: string;
  to: string;
}

const wishSchema = userWishSchema.extend({ from: z.string(), to: z.string() });
const wordsOf = ({ from, to }: RoleWish): string => `Role ${roleLabel(from)} → ${roleLabel(to)}`;

/** Gives one person another tenant-level role (PATCH /users/roles): it replaces the former one, in one call. */
export const changeRole: TenantAction<RoleWish> = {
  name: 'users/change-role',
  done: 'Role changed',
  input: wishSchema,
  look: (context, wish) =>
    lookWhether(context, wish, {
      fulfilled: ({ user }) => user.role === wish.to,
      outcome: () => wordsOf(wish),
    }),
  check: (context, wish) =>
    checkPerson(context, wish, {
      self: 'not-oneself',
      managed: 'person-and-role',
      gone: 'asked-anew',
      removesAdmin: wish.to === 'tenant-admin' ? 'never' : 'if-admin',
      fits: ({ user }) => {
        if (user.role === wish.to) return `is ${roleLabel(wish.to)} already`;
        return user.role === wish.from ? null : `role is ${roleLabel(user.role)} now`;
      },
    }),
  call: async (context, wish) => {
    const sent = await context.api.setRole(wish.email, wish.to);
    if (!sent.ok) {
      if (sent.effect === 'none') countAsAdmin(context.tenantId, wish.userId);
      // An unknown role has a sentence of its own, which `aboutPerson` must not take for an unknown person.
      const isRole = sent.failure.code === 'unknown-role';
      return { is: 'failed', failure: isRole ? sent : aboutPerson(sent, wish.email) };
    }
    if (wish.to === 'tenant-admin') countAsAdmin(context.tenantId, wish.userId);
    return { is: 'accepted', requestId: sent.requestId };
  },
  reversal: { is: 'yes' },
  undo: ({ userId, email, seen, from, to }) => ({
    action: 'users/change-role',
    input: { userId, email, from: to, to: from, seen: seen && { ...seen, role: to, updatedAt: null } },
    subject: email,
    name: '',
    phase: 0,
    fileRow: null,
  }),
};
