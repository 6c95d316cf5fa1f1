import { createHash } from 'node:crypto';
import type { ReadableCache, WritableCache } from '../../cache/cache-handles.ts';
import type { UserRow } from './user-row.ts';

const columns = `id, email, email_key AS emailKey, name, sort_name AS sortName, search_text AS searchText, status, role,
  source, managed_by AS managedBy, role_managed_by AS roleManagedBy, sign_in AS signIn, resource_roles AS resourceRoles,
  last_accessed_at AS lastAccessedAt, created_at AS createdAt, row_hash AS rowHash`;

/** A person of the copy with their number in the file. */
export interface StoredUser extends UserRow {
  n: number;
  rowHash: string;
}

type Raw = Omit<StoredUser, 'resourceRoles'> & { resourceRoles: string };

/** Fingerprint of everything that a row holds: equal means that nothing has to be written. */
export function hashUserRow(row: UserRow): string {
  return createHash('sha1').update(JSON.stringify(row)).digest('base64');
}

/** Readers of single people, prepared once for many. */
export function userReaders(cache: ReadableCache) {
  const byNumber = cache.prepare(`SELECT n, ${columns} FROM users WHERE n = ?`);
  const byId = cache.prepare(`SELECT n, ${columns} FROM users WHERE copy_no = ? AND id = ?`);
  const byEmail = cache.prepare(`SELECT n, ${columns} FROM users WHERE copy_no = ? AND email_key = ?`);
  const one = (raw: unknown): StoredUser | null => (raw === undefined ? null : parse(raw as Raw));
  return {
    byNumber: (n: number): StoredUser | null => one(byNumber.get(n)),
    byId: (copyNo: number, id: string): StoredUser | null => one(byId.get(copyNo, id)),
    byEmail: (copyNo: number, key: string): StoredUser[] => (byEmail.all(copyNo, key) as Raw[]).map(parse),
  };
}

/** Writers of single people, prepared once for many. Search follows when the text differs. */
export function userWriters(cache: WritableCache, copyNo: number, search: 'kept' | 'later') {
  const insert =
    cache.prepare(`INSERT INTO users (copy_no, id, email, email_key, name, sort_name, search_text, status, role,
      source, managed_by, role_managed_by, sign_in, resource_roles, last_accessed_at, created_at, row_hash)
    VALUES (@copyNo, @id, @email, @emailKey, @name, @sortName, @searchText, @status, @role, @source, @managedBy,
      @roleManagedBy, @signIn, @resourceRoles, @lastAccessedAt, @createdAt, @rowHash)`);
  const update =
    cache.prepare(`UPDATE users SET email = @email, email_key = @emailKey, name = @name, sort_name = @sortName,
      search_text = @searchText, status = @status, role = @role, source = @source, managed_by = @managedBy,
      role_managed_by = @roleManagedBy, sign_in = @signIn, resource_roles = @resourceRoles,
      last_accessed_at = @lastAccessedAt, created_at = @createdAt, row_hash = @rowHash WHERE n = @n`);
  const remove = cache.prepare('DELETE FROM users WHERE n = ?');
  const addText = cache.prepare('INSERT INTO user_search (rowid, search_text) VALUES (?, ?)');
  const dropText = cache.prepare(
    "INSERT INTO user_search (user_search, rowid, search_text) VALUES ('delete', ?, ?)",
  );
  return {
    insert: (row: UserRow, rowHash: string): number => {
      const n = Number(insert.run({ ...values(row), copyNo, rowHash }).lastInsertRowid);
      if (search === 'kept') addText.run(n, row.searchText);
      return n;
    },
    update: (was: StoredUser, row: UserRow, rowHash: string): void => {
      if (search === 'kept' && was.searchText !== row.searchText) dropText.run(was.n, was.searchText);
      update.run({ ...values(row), n: was.n, rowHash });
      if (search === 'kept' && was.searchText !== row.searchText) addText.run(was.n, row.searchText);
    },
    remove: (was: StoredUser): void => {
      if (search === 'kept') dropText.run(was.n, was.searchText);
      remove.run(was.n);
    },
  };
}

function values(row: UserRow): Record<string, string | number | null> {
  return { ...row, resourceRoles: row.resourceRoles.length === 0 ? '' : JSON.stringify(row.resourceRoles) };
}

function parse(raw: Raw): StoredUser {
  return { ...raw, resourceRoles: raw.resourceRoles === '' ? [] : JSON.parse(raw.resourceRoles) };
}
