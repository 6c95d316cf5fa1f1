import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import type { ActionContext, Called, Checked, Looked, TenantAction } from '../../action/tenant-action.ts';
import type { ApiOutcome } from '../../tenant-api/api-outcome.ts';
import { givesTheSame, holds, readBinding } from './live-binding.ts';
import { plannedRole, type RoleOnResourceWish, roleOnResourceSchema, roleWords } from './remove-role.ts';

/** Puts people back into a role binding that an offboarding took them out of; makes it anew where it went with its last person. */
export const giveRole: TenantAction<RoleOnResourceWish> = {
  name: 'offboarding/give-role',
  done: 'Role on a resource given back',
  input: roleOnResourceSchema,
  look: async (context, wish): Promise<Looked> => {
    const here = await whoIsHere(context, wish.emails);
    if (!here.ok) return { is: 'not-told', failure: here };
    const found = await readBinding(context.api, wish.binding);
    if (!found.ok) return { is: 'not-told', failure: found };
    const isDone = here.value.length > 0 && here.value.every((email) => holds(found.value, email));
    if (!isDone) return { is: 'needed' };
    return { is: 'done', outcome: `Given back: ${roleWords(wish)}`, requestId: found.requestId };
  },
  check: async (context, wish): Promise<Checked> => {
    const here = await whoIsHere(context, wish.emails);
    if (!here.ok) return { is: 'not-told', failure: here };
    if (here.value.length === 0) {
      return { is: 'skip', failure: describeFailure('person-gone', { person: wish.emails.join(', ') }) };
    }
    const found = await readBinding(context.api, wish.binding);
    if (!found.ok) return { is: 'not-told', failure: found };
    if (found.value === null || givesTheSame(found.value, wish.permissions)) return { is: 'go' };
    const why = 'a colleague changed what it gives since';
    return { is: 'skip', failure: describeFailure('changed-since-plan', { team: wish.binding, why }) };
  },
  call: async (context, wish): Promise<Called> => {
    const here = await whoIsHere(context, wish.emails);
    if (!here.ok) return { is: 'failed', failure: here };
    const found = await readBinding(context.api, wish.binding);
    if (!found.ok) return { is: 'failed', failure: found };
    const now = found.value ?? {
      type: 'role-binding' as const,
      name: wish.binding,
      subjects: [],
      permissions: wish.permissions,
    };
    const missing = here.value.filter((email) => !holds(now, email));
    const more = missing.map((name) => ({ type: 'user', name }));
    const sent = await context.api.putBinding({ ...now, subjects: [...now.subjects, ...more] });
    return sent.ok ? { is: 'accepted', requestId: sent.requestId } : { is: 'failed', failure: sent };
  },
  reversal: { is: 'yes' },
  undo: (wish) => plannedRole('offboarding/remove-role', wish, 0),
};

/** Which of these people the tenant still has: who was deleted cannot hold anything. */
export async function whoIsHere(
  { api }: Pick<ActionContext, 'api'>,
  emails: readonly string[],
): Promise<ApiOutcome<string[]>> {
  const here: string[] = [];
  for (const email of emails) {
    const found = await api.findUser(email);
    if (!found.ok) return found;
    if (found.value !== null) here.push(email);
  }
  return { ok: true, value: here, status: 200, requestId: null };
}
