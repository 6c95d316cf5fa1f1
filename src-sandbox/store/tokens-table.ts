import type { TenantFile } from './tenant-file.ts';

export const tokensShape = `
  CREATE TABLE tokens (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    userPosition INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    teamName TEXT,
    hash TEXT NOT NULL UNIQUE,
    createdAt INTEGER NOT NULL,
    expiresAt INTEGER,
    UNIQUE (userPosition, name)
  ) STRICT;
  CREATE TABLE tokenCopies (
    hash TEXT PRIMARY KEY,
    tokenId TEXT NOT NULL REFERENCES tokens (id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX tokenCopiesByToken ON tokenCopies (tokenId);
`;

/** A personal access token. Its text is never stored, only the SHA-256 of it. */
export interface TokenRow {
  readonly id: string;
  readonly userPosition: number;
  readonly name: string;
  readonly kind: 'jwt' | 'opaque';
  /** The team that owns it, by the name it had then. */
  readonly teamName: string | null;
  readonly hash: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
}

export interface TokensTable {
  /** By the hash of the text it was made with, or of a later copy. */
  byHash(hash: string): TokenRow | undefined;
  byId(id: string): TokenRow | undefined;
  byName(userPosition: number, name: string): TokenRow | undefined;
  page(
    userPosition: number,
    page: { limit: number; offset: number; nameContains: string },
  ): { rows: TokenRow[]; total: number };
  insert(token: TokenRow): void;
  /** Lets one more text stand for the token, until the token goes. */
  addCopy(id: string, hash: string): void;
  remove(id: string): void;
  removeAllOf(userPosition: number): void;
}

const columns = 'id, userPosition, name, kind, teamName, hash, createdAt, expiresAt';

export function openTokensTable(file: TenantFile): TokensTable {
  const byHash = file.prepare<[string], TokenRow>(`SELECT ${columns} FROM tokens WHERE hash = ?`);
  const byCopy = file.prepare<[string], TokenRow>(
    `SELECT ${columns} FROM tokens WHERE id = (SELECT tokenId FROM tokenCopies WHERE hash = ?)`,
  );
  const byId = file.prepare<[string], TokenRow>(`SELECT ${columns} FROM tokens WHERE id = ?`);
  const byName = file.prepare<[number, string], TokenRow>(
    `SELECT ${columns} FROM tokens WHERE userPosition = ? AND name = ?`,
  );
  const matching = 'FROM tokens WHERE userPosition = ? AND instr(name, ?) > 0';
  const page = file.prepare<[number, string, number, number], TokenRow>(
    `SELECT ${columns} ${matching} ORDER BY position LIMIT ? OFFSET ?`,
  );
  const count = file.prepare<[number, string], number>(`SELECT count(*) ${matching}`).pluck();
  const insert = file.prepare<[TokenRow]>(
    `INSERT INTO tokens (${columns}) VALUES (${columns.replace(/\w+/gu, '@$&')})`,
  );
  const addCopy = file.prepare<[string, string]>('INSERT INTO tokenCopies (tokenId, hash) VALUES (?, ?)');
  const remove = file.prepare<[string]>('DELETE FROM tokens WHERE id = ?');
  const removeAllOf = file.prepare<[number]>('DELETE FROM tokens WHERE userPosition = ?');
  return {
    byHash: (hash) => byHash.get(hash) ?? byCopy.get(hash),
    byId: (id) => byId.get(id),
    byName: (userPosition, name) => byName.get(userPosition, name),
    page: (userPosition, { limit, offset, nameContains }) => ({
      rows: page.all(userPosition, nameContains, limit, offset),
      total: count.get(userPosition, nameContains) ?? 0,
    }),
    insert: (token) => void insert.run(token),
    addCopy: (id, hash) => void addCopy.run(id, hash),
    remove: (id) => void remove.run(id),
    removeAllOf: (userPosition) => void removeAllOf.run(userPosition),
  };
}
