import type { TenantFile } from './tenant-file.ts';
import type { UserRow } from './user-row.ts';

/** What the ways of signing in change of a person: nothing that the people's own table counts or sorts by. */
export interface SignInStandingTable {
  /** The person whom the identity provider knows under this name of its own, whatever their address. */
  bySub(sub: string): UserRow | undefined;
  /** Through the identity provider, for the first time or again: what is already known of the person stays. */
  cameBySso(
    person: UserRow,
    seen: { sub: string; displayName: string | null; ssoName: string; at: number },
  ): void;
  cameByPassword(person: UserRow, at: number): void;
  /** The invite is accepted, with the name that the person gave. */
  accepted(person: UserRow, change: { displayName: string | null; at: number }): void;
}

export function openSignInStandingTable(file: TenantFile): SignInStandingTable {
  const bySso = file.prepare<
    [{ sub: string; displayName: string | null; ssoName: string; at: number; position: number }]
  >(
    `UPDATE users SET sub = coalesce(sub, @sub), displayName = coalesce(displayName, @displayName),
       ssoName = coalesce(ssoName, @ssoName), registeredInIdp = 1,
       inviteAccepted = CASE WHEN inviteAccepted IS NULL THEN NULL ELSE 1 END,
       updatedAt = CASE WHEN sub IS NULL OR registeredInIdp IS NOT 1 THEN @at ELSE updatedAt END,
       lastAccessedAt = @at
     WHERE position = @position`,
  );
  const bySub = file.prepare<[string], UserRow>(
    'SELECT * FROM users WHERE sub = ? ORDER BY position LIMIT 1',
  );
  const seen = file.prepare<[number, number]>('UPDATE users SET lastAccessedAt = ? WHERE position = ?');
  const accepted = file.prepare<[string | null, number, number]>(
    `UPDATE users SET displayName = coalesce(?, displayName), inviteAccepted = 1, updatedAt = ? WHERE position = ?`,
  );
  return {
    bySub: (sub) => bySub.get(sub),
    cameBySso: (person, { sub, displayName, ssoName, at }) =>
      void bySso.run({ sub, displayName, ssoName, at, position: person.position }),
    cameByPassword: (person, at) => void seen.run(at, person.position),
    accepted: (person, { displayName, at }) => void accepted.run(displayName, at, person.position),
  };
}
