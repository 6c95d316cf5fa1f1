import type { TenantFile } from './tenant-file.ts';

export const tokensShape = `
  CREATE TABLE tokens (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    userPosition INTEGER NOT NULL,
    name TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    createdAt INTEGER NOT NULL,
    expiresAt INTEGER,
    UNIQUE (userPosition, name)
  ) STRICT;
`;

/** A personal access token. Its text is never stored, only the SHA-256 of it. */
export interface TokenRow {
  readonly id: string;
  readonly userPosition: number;
  readonly name: string;
  readonly hash: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
}

export interface TokensTable {
  byHash(hash: string): TokenRow | undefined;
  byId(id: string): TokenRow | undefined;
  byName(userPosition: number, name: string): TokenRow | undefined;
  page(
    userPosition: number,
    page: { limit: number; offset: number; nameContains: string },
  ): { rows: TokenRow[]; total: number };
  insert(token: TokenRow): void;
  remove(id: string): void;
  removeAllOf(userPosition: number): void;
}

const columns = 'id, userPosition, name, hash, createdAt, expiresAt';

export function openTokensTable(file: TenantFile): TokensTable {
  const byHash = file.prepare<[string], TokenRow>(`SELECT ${columns} FROM tokens WHERE hash = ?`);
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
    `INSERT INTO tokens (${columns}) VALUES (@id, @userPosition, @name, @hash, @createdAt, @expiresAt)`,
  );
  const remove = file.prepare<[string]>('DELETE FROM tokens WHERE id = ?');
  const removeAllOf = file.prepare<[number]>('DELETE FROM tokens WHERE userPosition = ?');
  return {
    byHash: (hash) => byHash.get(hash),
    byId: (id) => byId.get(id),
    byName: (userPosition, name) => byName.get(userPosition, name),
    page: (userPosition, { limit, offset, nameContains }) => ({
      rows: page.all(userPosition, nameContains, limit, offset),
      total: count.get(userPosition, nameContains) ?? 0,
    }),
    insert: (token) => void insert.run(token),
    remove: (id) => void remove.run(id),
    removeAllOf: (userPosition) => void removeAllOf.run(userPosition),
  };
}
