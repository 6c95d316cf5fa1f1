import { isOneEdit } from '../users/one-edit.ts';

/** A role that may be given to people, as the copy knows it. */
export interface KnownRole {
  name: string;
  label: string;
}

export type RoleFinding =
  | { is: 'known'; name: string }
  | { is: 'unknown'; reason: string; suggestion: string | null };

/**
 * Takes a role cell and the tenant's roles; returns the role by name or label, ignoring case (condition 45). A suggestion
 * only for one typing error in an unambiguous name, and never Admin: that is never guessed.
 */
export function checkRole(cell: string, roles: readonly KnownRole[]): RoleFinding {
  const wish = plainRole(cell);
  const known = roles.find((role) => plainRole(role.name) === wish || plainRole(role.label) === wish);
  if (known !== undefined) return { is: 'known', name: known.name };
  if (wish === 'teammanager') {
    return { is: 'unknown', reason: 'Given by the system, not by hand', suggestion: null };
  }
  const near = roles.filter(
    (role) => isOneEdit(plainRole(role.name), wish) || isOneEdit(plainRole(role.label), wish),
  );
  const [only, another] = near;
  const isAdmin = only?.name === 'tenant-admin';
  if (only === undefined || another !== undefined || isAdmin) {
    return { is: 'unknown', reason: isAdmin ? 'Never guessed' : 'No such role', suggestion: null };
  }
  return { is: 'unknown', reason: `No such role: ${only.label}?`, suggestion: only.name };
}

function plainRole(text: string): string {
  return text.toLowerCase().replace(/[\s_-]/g, '');
}
