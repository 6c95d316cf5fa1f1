import { apportion } from './apportion.ts';

/** How many people of each kind a seeded tenant has. */
export interface PeopleCounts {
  readonly users: number;
  readonly pending: number;
  readonly deactivated: number;
  readonly admins: number;
  readonly auditors: number;
  readonly jit: number;
  /** Came by an invitation; all pending ones and the founder are among them. */
  readonly invited: number;
  /** People per time since their last access: today, 1-7, 8-30, 31-60, 61-90, over 90 days, never. */
  readonly access: readonly number[];
}

/** The company as drawn, 1,284 people, scaled to another size. One person is the least: the founder, an admin. */
export function planCounts(users: number, sso: 'sso' | 'no-sso'): PeopleCounts {
  const [, pendingShare = 0, deactivated = 0] = apportion(users, [1131, 57, 96]);
  const pending = Math.min(pendingShare, users - 1);
  const [adminShare = 0, auditors = 0] = apportion(users, [23, 12, 1249]);
  const [, jitShare = 0, invitedShare = 0] = apportion(users, [1042, 118, 124]);
  const invited = sso === 'sso' ? Math.max(invitedShare, pending + 1) : users;
  return {
    users,
    pending,
    deactivated: Math.min(deactivated, users - 1 - pending),
    admins: Math.max(1, adminShare),
    auditors,
    jit: Math.min(jitShare, users - invited),
    invited,
    access: apportion(users, [412, 388, 186, 84, 52, 71, 91]),
  };
}
