/** A person as stored. Moments are milliseconds since 1970; 0 and 1 stand for no and yes. */
export interface UserRow {
  /** Place in the order of creation; never used twice. */
  readonly position: number;
  readonly id: string;
  readonly email: string;
  readonly displayName: string | null;
  /** The identity provider's name for this person, once they have signed in through it. */
  readonly sub: string | null;
  readonly active: 0 | 1;
  /** Name of the one tenant-level role. */
  readonly role: string;
  /** Real tenants list a plain member's role in `roles` for some people and not for others. */
  readonly listsRole: 0 | 1;
  readonly roleManagedBy: 'manual' | 'group' | 'initial';
  readonly registeredInIdp: 0 | 1 | null;
  readonly inviteAccepted: 0 | 1 | null;
  readonly createdByScim: 0 | 1;
  readonly ssoName: string | null;
  readonly scimExternalId: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly lastAccessedAt: number | null;
  /** Counts the changes that SCIM can see; the file raises it. */
  readonly version: number;
  /** JSON text of what an identity provider sent beyond the columns; null when it sent nothing more. */
  readonly scimAttributes: string | null;
}

/** A person about to be stored: the file gives the position and the version. */
export type NewUser = Omit<UserRow, 'position' | 'version' | 'scimAttributes'>;
