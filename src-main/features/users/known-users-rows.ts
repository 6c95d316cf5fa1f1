import type { UserStatus } from '../../../src-contract/users.ts';
import type { ReadableCache } from '../../cache/cache-handles.ts';
import { findCopy } from '../../cache/copies.ts';
import { lettersOf } from './look-alike.ts';
import { momentOf } from './user-row.ts';
import { teamReaders } from './user-teams.ts';

/** A person of the copy, as far as an import has to know. */
export interface KnownUser {
  userId: string;
  status: UserStatus;
  /** Role on the wire. */
  role: string;
  teams: readonly string[];
  /** Name of the identity provider that manages this person; null when edits are free. */
  managedBy: string | null;
  /** Whether a group of the identity provider gives the role, so that it cannot be changed here. */
  isRoleManaged: boolean;
  /** ISO moment; null when not reported. */
  lastAccessedAt: string | null;
}

type Raw = [
  id: string,
  status: UserStatus,
  role: string,
  managedBy: string | null,
  roleManagedBy: string | null,
  lastAccessedAt: number | null,
];

/**
 * Answers the reader of people by lower-case address with the domain in ASCII; null for nobody. A domain that the tenant keeps in
 * its own letters is found too (condition 37). Holds for one call of the cache thread.
 */
export function knownUsers(cache: ReadableCache, tenantId: string): (key: string) => KnownUser | null {
  const copy = findCopy(cache, tenantId);
  if (copy === null) return () => null;
  const teams = teamReaders(cache, copy.no);
  const read = cache
    .prepare(`SELECT id, status, role, managed_by, role_managed_by, last_accessed_at FROM users
      WHERE copy_no = ? AND email_key = ?`)
    .raw(true);
  return (key) => {
    let found = read.get(copy.no, key) as Raw | undefined;
    let foundBy = key;
    if (found === undefined && key.includes('xn--')) {
      foundBy = lettersOf(key);
      found = read.get(copy.no, foundBy) as Raw | undefined;
    }
    if (found === undefined) return null;
    const [userId, status, role, managedBy, roleManagedBy, lastAccessedAt] = found;
    return {
      userId,
      status,
      role,
      teams: teams.names(foundBy),
      managedBy,
      isRoleManaged: roleManagedBy === 'group',
      lastAccessedAt: momentOf(lastAccessedAt),
    };
  };
}
