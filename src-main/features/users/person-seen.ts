import { z } from 'zod';
import { roleLabel } from './role-label.ts';
import type { PlanPerson } from './users-rows.ts';

/** What a plan saw of a person: a row is sent only while the tenant still shows this. */
export const personSeenSchema = z.strictObject({
  /** Null where it does not matter or cannot be known beforehand, such as after a reactivation. */
  status: z.enum(['active', 'pending', 'deactivated']).nullable(),
  role: z.string(),
  managedBy: z.string().nullable(),
  roleManagedBy: z.string().nullable(),
  /** Null where the tenant does not report it, and after a change of ours, whose moment is not known. */
  updatedAt: z.string().nullable(),
});
export type PersonSeen = z.infer<typeof personSeenSchema>;

/** Takes what matters of a person down. */
export function seenOf({ user, roleManagedBy }: PlanPerson, updatedAt: string | null): PersonSeen {
  return { status: user.status, role: user.role, managedBy: user.managedBy, roleManagedBy, updatedAt };
}

/** Says in words what differs from what was seen, "role is Admin now"; null when nothing does. */
export function differenceOf(was: PersonSeen, now: PersonSeen): string | null {
  if (was.status !== null && now.status !== was.status) {
    if (was.status === 'pending' && now.status === 'active') return 'has accepted the invite meanwhile';
    return now.status === 'deactivated' ? 'is deactivated already' : `is ${now.status} now`;
  }
  if (now.role !== was.role) return `role is ${roleLabel(now.role)} now`;
  if (now.managedBy !== was.managedBy) {
    return now.managedBy === null ? 'is no longer managed' : `is managed by ${now.managedBy} now`;
  }
  if (now.roleManagedBy !== was.roleManagedBy) return 'the role is managed in another way now';
  const bothTold = was.updatedAt !== null && now.updatedAt !== null;
  return bothTold && was.updatedAt !== now.updatedAt ? 'was changed by somebody since the preview' : null;
}
