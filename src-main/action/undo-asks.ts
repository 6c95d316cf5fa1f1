import type { Asks } from '../../src-contract/asks.ts';
import type { Tenant } from '../../src-contract/tenants.ts';

/** Putting back so many rows or fewer is a small change, like one toast's Undo; more is the undo of a run. */
export const smallUndo = 20;
/** From more rows than this on, or from this share of the people on, the tenant's name must be typed everywhere (F4). */
const largeCount = 50;
const largeShare = 0.1;

/**
 * What an undo asks of the admin. The undo of a run is level 2 (design, section 9): to be agreed to, and in Production
 * the tenant's name is typed. So is one that loses something, and one that is large.
 */
export function undoAsks(
  tenant: Pick<Tenant, 'displayName' | 'environment'>,
  undo: { count: number; people: number; lost: readonly string[] },
): Asks {
  const { count, people, lost } = undo;
  const isRun = count > smallUndo || lost.length > 0;
  const isLarge = count > largeCount || (count > smallUndo && count > people * largeShare);
  const isNamed = count > 0 && (isLarge || (isRun && tenant.environment === 'production'));
  return {
    typeText: null,
    typeNumber: null,
    typeTenantName: isNamed ? tenant.displayName : null,
    acknowledge: count === 0 || !isRun ? null : agreed(count, lost),
  };
}

function agreed(count: number, lost: readonly string[]): string {
  const changes = count === 1 ? 'One change is' : `${count.toLocaleString('en')} changes are`;
  return lost.length === 0
    ? `${changes} put back in the tenant`
    : `${changes} put back; what was just named as lost stays lost`;
}
