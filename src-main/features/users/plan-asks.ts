import type { Asks } from '../../../src-contract/asks.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import type { PersonVerb, User } from '../../../src-contract/users.ts';

/** From more people than this on, or from this share of several people on, the tenant's name must be typed (F4). */
const largeCount = 50;
const largeShare = 0.1;
/** In Production more people than this need the number typed (design, section 9). */
const numberedFrom = 25;

/** What a plan asks of the admin: by how many people it hits, where, and whether it can be taken back. */
export function asksOf(
  tenant: Pick<Tenant, 'displayName' | 'environment'>,
  plan: { verb: PersonVerb; included: readonly User[]; people: number },
): Asks {
  const count = plan.included.length;
  const isLarge = count > largeCount || (count > 1 && count > plan.people * largeShare);
  const isProduction = tenant.environment === 'production';
  // A withdrawn invite is a deletion: level 3 for one person, and for several the most that a dialog can ask.
  const isDeletion = plan.verb === 'withdraw-invite' && count > 0;
  const [only] = plan.included;
  return {
    typeText: isDeletion && count === 1 && only !== undefined ? only.email : null,
    typeTenantName: isLarge ? tenant.displayName : null,
    typeNumber: (isProduction && count > numberedFrom) || (isDeletion && count > 1) ? count : null,
    acknowledge: isDeletion && count > 1 ? 'These people are deleted, and that cannot be undone' : null,
  };
}
