import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { TenantFile } from './tenant-file.ts';

export const passwordsShape = `
  CREATE TABLE passwords (
    userPosition INTEGER PRIMARY KEY,
    salt BLOB NOT NULL,
    hash BLOB NOT NULL
  ) STRICT;
`;

/** What everybody who signs in with a password has at first. It opens nothing but its own change. */
export const firstPassword = 'halden-robotics';

export interface PasswordsTable {
  isRight(userPosition: number, password: string): boolean;
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
      const known = select.get(userPosition);
      if (known === undefined) return password === firstPassword;
      return timingSafeEqual(scryptSync(password, known.salt, known.hash.length), known.hash);
    },
    change(userPosition, password) {
      const salt = randomBytes(16);
      upsert.run(userPosition, salt, scryptSync(password, salt, 32));
    },
  };
}
