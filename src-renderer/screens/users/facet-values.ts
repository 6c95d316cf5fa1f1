import { fixedValues } from './facet-words.ts';
import type { FacetGroup } from './users-view.ts';

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

/** Shown only when somebody is in it: it says that the tenant does not report something. */
const shownWhenUsed = 'not-reported';

const firstRoles = ['tenant-admin', 'member', 'read-only-member'];

/** Roles keep their places whatever the counts: Admin, Member, Read-only member, then by name. */
function byRole(one: string, other: string): number {
  const place = (role: string): number =>
    firstRoles.includes(role) ? firstRoles.indexOf(role) : firstRoles.length;
  return place(one) - place(other) || one.localeCompare(other);
}

/**
 * The values of a group with their counts, in the order of the rail. Closed lists show all their values, zeros
 * included; what is chosen stays visible even when nobody has it any more. In: counts, undefined until read.
 */
export function facetValues(
  group: FacetGroup,
  counts: readonly FacetValue[] | undefined,
  chosen: readonly string[],
): FacetValue[] {
  const countOf = (value: string): number => counts?.find((known) => known.value === value)?.count ?? 0;
  if (group === 'status' || group === 'source' || group === 'lastAccess') {
    return fixedValues[group]
      .map((value) => ({ value, count: countOf(value) }))
      .filter(({ value, count }) => value !== shownWhenUsed || count > 0 || chosen.includes(value));
  }
  const known = counts ?? [];
  const missing = chosen.filter((value) => !known.some((other) => other.value === value));
  const all = [...known, ...missing.map((value) => ({ value, count: 0 }))];
  if (group === 'role') return all.toSorted((one, other) => byRole(one.value, other.value));
  // "In no team" goes first: it is the one that an admin looks for.
  return [...all.filter(({ value }) => value === ''), ...all.filter(({ value }) => value !== '')];
}
