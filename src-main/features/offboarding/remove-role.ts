import { z } from 'zod';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import type { Called, Checked, Looked, TenantAction } from '../../action/tenant-action.ts';
import { givesTheSame, holds, readBinding, withoutPeople } from './live-binding.ts';

export interface RoleOnResourceWish {
  binding: string;
  /** What the plan saw the binding give. */
  permissions: { resourceType: string; resourceFqn: string; role: string }[];
  emails: string[];
}

export const roleOnResourceSchema: z.ZodType<RoleOnResourceWish> = z.strictObject({
  binding: z.string(),
  permissions: z.array(
    z.strictObject({ resourceType: z.string(), resourceFqn: z.string(), role: z.string() }),
  ),
  emails: z.array(z.string()),
});

/** The words of a role as a row tells them: "workspace-admin on platform-core". */
export function roleWords({ permissions }: Pick<RoleOnResourceWish, 'permissions'>): string {
  const [first] = permissions;
  if (first === undefined) return 'no role';
  const more = permissions.length - 1;
  const name = first.resourceFqn.split(':').at(-1) ?? first.resourceFqn;
  return `${first.role} on ${name}${more > 0 ? ` and ${more} more` : ''}`;
}

/**
 * Takes people out of one role binding with one write. PUT replaces the binding of that name whole and has no version
 * (tenant-api note, section 4), so: read, take only these people out, PUT, and the engine reads back. A colleague's
 * other subjects go back as they were read a moment before.
 */
export const removeRole: TenantAction<RoleOnResourceWish> = {
  name: 'offboarding/remove-role',
  done: 'Role on a resource removed',
  input: roleOnResourceSchema,
  look: async (context, wish): Promise<Looked> => {
    const found = await readBinding(context.api, wish.binding);
    if (!found.ok) return { is: 'not-told', failure: found };
    if (wish.emails.some((email) => holds(found.value, email))) return { is: 'needed' };
    return { is: 'done', outcome: `Removed: ${roleWords(wish)}`, requestId: found.requestId };
  },
  check: async (context, wish): Promise<Checked> => {
    const found = await readBinding(context.api, wish.binding);
    if (!found.ok) return { is: 'not-told', failure: found };
    if (found.value === null || givesTheSame(found.value, wish.permissions)) return { is: 'go' };
    const why = 'it gives other roles than the preview showed';
    return {
      is: 'skip',
      failure: describeFailure('changed-since-plan', { team: wish.binding, why }),
    };
  },
  call: async (context, wish): Promise<Called> => {
    // Read right before the write: whoever was added since the check stays in.
    const found = await readBinding(context.api, wish.binding);
    if (!found.ok) return { is: 'failed', failure: found };
    const now = found.value;
    const held = wish.emails.filter((email) => holds(now, email));
    if (now === null || held.length === 0) {
      const outcome = 'Was removed already';
      return { is: 'done', outcome, requestId: found.requestId, facts: { removed: [] } };
    }
    const sent = await context.api.putBinding(withoutPeople(now, wish.emails));
    if (!sent.ok) return { is: 'failed', failure: sent };
    return { is: 'accepted', requestId: sent.requestId, facts: { removed: held } };
  },
  reversal: { is: 'yes' },
  undo: (wish, facts) => {
    const emails = (facts.removed as string[] | undefined) ?? wish.emails;
    return emails.length === 0 ? null : plannedRole('offboarding/give-role', { ...wish, emails }, 0);
  },
};

/** The row of a job that takes people out of a role binding, or puts them back into it. */
export function plannedRole(
  action: 'offboarding/remove-role' | 'offboarding/give-role',
  wish: RoleOnResourceWish,
  phase: number,
) {
  return { action, input: wish, subject: wish.binding, name: roleWords(wish), phase, fileRow: null };
}
