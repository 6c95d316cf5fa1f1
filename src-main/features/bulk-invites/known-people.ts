import type { UserStatus } from '../../../src-contract/users.ts';

/** A person of the copy, as far as an import has to know. */
export interface KnownPerson {
  userId: string;
  status: UserStatus;
  /** Role on the wire. */
  role: string;
  teams: readonly string[];
  /** Name of the identity provider that manages this person; null when edits are free. */
  managedBy: string | null;
}
