import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { TenantFile } from './tenant-file.ts';

export const passwordsShape = `
  CREATE TABLE passwords (
    userPosition INTEGER PRIMARY KEY,
    salt BLOB NOT NULL,
    hash BLOB NOT NULL
  ) STRICT;
`;

/**
 * The password of everybody who may sign in with one and never set their own: the seeded people. It signs them in, as
 * the sign-in page says to whoever opens it.
 */
export const firstPassword = 'halden-robotics';

export interface PasswordsTable {
  /** Takes as long for whoever has no password (undefined) or never set one as for anybody else. */
  isRight(userPosition: number | undefined, password: string): boolean;
  change(userPosition: number, password: string): void;
}

export function openPasswordsTable(file: TenantFile): PasswordsTable {
  const select = file.prepare<[number], { salt: Buffer; hash: Buffer }>(
    'SELECT salt, hash FROM passwords WHERE userPosition = ?',
  );
  const upsert = file.prepare<[number, Buffer, Buffer]>(
    'INSERT INTO passwords (userPosition, salt, hash) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET salt = excluded.salt, hash = excluded.hash',
  );
  return {
    isRight(userPosition, password) {
      const known = userPosition === undefined ? undefined : select.get(userPosition);
      const { salt, hash } = known ?? firstSecret();
      const isSame = timingSafeEqual(scryptSync(password, salt, hash.length), hash);
      return isSame && userPosition !== undefined;
    },
    change(userPosition, password) {
      const { salt, hash } = makeSecret(password);
      upsert.run(userPosition, salt, hash);
    },
  };
}

interface Secret {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

function makeSecret(password: string): Secret {
  const salt = randomBytes(16);
  return { salt, hash: scryptSync(password, salt, 32) };
}

let first: Secret | undefined;

/** The first password as if it were stored; made when somebody first signs in, since that takes a while. */
function firstSecret(): Secret {
  first ??= makeSecret(firstPassword);
  return first;
}
