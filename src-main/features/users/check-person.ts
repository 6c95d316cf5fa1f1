import { describeFailure, type Failure } from '../../../src-contract/failure-catalogue.ts';
import type { ActionContext, Checked } from '../../action/tenant-action.ts';
import type { ApiOutcome } from '../../tenant-api/api-outcome.ts';
import type { TenantClient } from '../../tenant-api/tenant-client.ts';
import { mayRemoveAdmin } from './admin-guard.ts';
import { differenceOf, type PersonSeen, seenOf } from './person-seen.ts';
import { type LivePerson, readPerson } from './read-person.ts';
import { resolveGone } from './resolve-gone.ts';

/** What a verb asks of a person right before it is sent. */
export interface PersonGuards {
  /** `not-oneself`: refused for the account that Tenantry works with. */
  self: 'not-oneself' | 'anybody';
  /** What the identity provider must not own. */
  managed: 'person' | 'person-and-role' | 'nothing';
  removesAdmin: 'never' | 'if-admin';
  /** A rule of the verb itself; the reason when it does not fit any more, "is active already". */
  fits(person: LivePerson): string | null;
  /** `asked-anew`: somebody whom only the copy knows is looked for by email, since a file named them (condition 57). */
  gone?: 'asked-anew';
}

interface PersonWish {
  userId: string;
  email: string;
  seen: PersonSeen | null;
}

/**
 * Looks at a person right before a change is sent: they are still there, still as the plan saw them, not oneself, not
 * managed elsewhere, and not the last admin (counted live). Never changes anything.
 */
export async function checkPerson(
  context: ActionContext,
  wish: PersonWish,
  guards: PersonGuards,
): Promise<Checked> {
  const skip = (failure: Failure): Checked => ({ is: 'skip', failure });
  const changed = (why: string): Checked =>
    skip(describeFailure('changed-since-plan', { person: wish.email, why }));
  const read = await readPerson(context, wish);
  if (!read.ok) return { is: 'not-told', failure: read };
  const person = read.value;
  if (person === null) {
    return guards.gone === 'asked-anew' && wish.seen === null
      ? resolveGone(context, wish)
      : changed('is no longer in the tenant');
  }
  const { user } = person;
  if (user.email.toLowerCase() !== wish.email.toLowerCase()) return changed(`the email is ${user.email} now`);

  if (guards.self === 'not-oneself') {
    const owner = await ownerOf(context.api);
    if (!owner.ok) return { is: 'not-told', failure: owner };
    const isSelf =
      owner.value !== null &&
      (owner.value.id === user.id || owner.value.email.toLowerCase() === user.email.toLowerCase());
    if (isSelf) return skip(describeFailure('this-is-you', { person: wish.email }));
  }
  if (guards.managed !== 'nothing' && user.managedBy !== null) {
    return skip(describeFailure('managed-by-idp', { person: wish.email, why: user.managedBy }));
  }
  if (guards.managed === 'person-and-role' && person.roleManagedBy === 'group') {
    const why = "a group of the identity provider, which sets the person's role";
    return skip(describeFailure('managed-by-idp', { person: wish.email, why }));
  }
  const difference = wish.seen === null ? null : differenceOf(wish.seen, seenOf(person, person.updatedAt));
  const unfit = difference ?? guards.fits(person);
  if (unfit !== null) return changed(unfit);

  const removesAdmin =
    guards.removesAdmin === 'if-admin' && user.role === 'tenant-admin' && user.status === 'active';
  if (!removesAdmin) return { is: 'go' };
  const asked = { tenantId: context.tenantId, userId: user.id, nowMs: performance.now() };
  const answer = await mayRemoveAdmin(context.api, asked);
  if (!answer.ok) return { is: 'not-told', failure: answer };
  return answer.value === 'yes' ? { is: 'go' } : skip(describeFailure('last-admin', { person: wish.email }));
}

type Owner = { id: string; email: string } | null;
/** Who a client works as does not change while it lives; a signed-in-anew tenant has a new client. */
const owners = new WeakMap<TenantClient, ApiOutcome<Owner>>();

async function ownerOf(api: TenantClient): Promise<ApiOutcome<Owner>> {
  const known = owners.get(api);
  if (known !== undefined) return known;
  const told = await api.readTokenOwner();
  if (told.ok && told.value !== null) owners.set(api, told);
  return told;
}
