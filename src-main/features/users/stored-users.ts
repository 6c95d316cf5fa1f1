import type { User, UserSource, UserStatus } from '../../../src-contract/users.ts';
import type { ReadableCache, WritableCache } from '../../cache/cache-handles.ts';
import { momentOf, type UserRow } from './user-row.ts';

const columns = `id, email, email_key AS emailKey, name, sort_name AS sortName, search_text AS searchText, status, role,
  source, managed_by AS managedBy, role_managed_by AS roleManagedBy, sign_in AS signIn, resource_roles AS resourceRoles,
  last_accessed_at AS lastAccessedAt, created_at AS createdAt, updated_at AS updatedAt`;

/** A person of the copy with their number in the file. */
export interface StoredUser extends UserRow {
  n: number;
}

type Raw = Omit<StoredUser, 'resourceRoles'> & { resourceRoles: string };

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

/** A person as a list shows them, without their teams. */
export type ListedUser = Omit<User, 'teams'> & { n: number; emailKey: string };

type ListedRaw = [
  id: string,
  email: string,
  emailKey: string,
  name: string,
  status: UserStatus,
  role: string,
  source: UserSource,
  managedBy: string | null,
  lastAccessedAt: number | null,
  createdAt: number | null,
];

/** Answers the reader for rows of a list: only what is shown, since a hundred of them are read with every key. */
export function listedUserReader(cache: ReadableCache): (n: number) => ListedUser | null {
  const read = cache
    .prepare(`SELECT id, email, email_key, name, status, role, source, managed_by, last_accessed_at, created_at FROM users
      WHERE n = ?`)
    .raw(true);
  return (n) => {
    const raw = read.get(n) as ListedRaw | undefined;
    if (raw === undefined) return null;
    const [id, email, key, name, status, role, source, managedBy, lastAccessedAt, createdAt] = raw;
    const moments = { lastAccessedAt: momentOf(lastAccessedAt), createdAt: momentOf(createdAt) };
    return { n, id, email, emailKey: key, name, status, role, source, managedBy, ...moments };
  };
}

/** So many texts take the search index 10 to 40 ms to write; left to the commit, thousands would hold the thread for seconds. */
const textsAtOnce = 10;

/** Writers of single people, prepared once for many. Search follows when the text differs. */
export function userWriters(cache: WritableCache, copyNo: number, search: 'kept' | 'later') {
  const insert =
    cache.prepare(`INSERT INTO users (id, email, email_key, name, sort_name, search_text, status, role, source,
      managed_by, role_managed_by, sign_in, resource_roles, last_accessed_at, created_at, updated_at, copy_no)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (copy_no, id) DO NOTHING`);
  const update =
    cache.prepare(`UPDATE users SET id = ?, email = ?, email_key = ?, name = ?, sort_name = ?, search_text = ?,
      status = ?, role = ?, source = ?, managed_by = ?, role_managed_by = ?, sign_in = ?, resource_roles = ?,
      last_accessed_at = ?, created_at = ?, updated_at = ? WHERE n = ?`);
  const remove = cache.prepare('DELETE FROM users WHERE n = ?');
  const addText = cache.prepare('INSERT INTO user_search (rowid, search_text) VALUES (?, ?)');
  const dropText = cache.prepare(
    "INSERT INTO user_search (user_search, rowid, search_text) VALUES ('delete', ?, ?)",
  );
  const flush = cache.prepare("INSERT INTO user_search (user_search) VALUES ('flush')");
  let texts = 0;
  const countText = (): void => {
    texts += 1;
    if (texts % textsAtOnce === 0) flush.run();
  };
  return {
    /** Adds a person; null when somebody with this id is there already. */
    insert: (row: UserRow): number | null => {
      const { changes, lastInsertRowid } = insert.run(...values(row), copyNo);
      if (changes === 0) return null;
      if (search === 'kept') {
        addText.run(lastInsertRowid, row.searchText);
        countText();
      }
      return Number(lastInsertRowid);
    },
    update: (was: StoredUser, row: UserRow): void => {
      const isNewText = search === 'kept' && was.searchText !== row.searchText;
      if (isNewText) dropText.run(was.n, was.searchText);
      update.run(...values(row), was.n);
      if (!isNewText) return;
      addText.run(was.n, row.searchText);
      countText();
    },
    remove: (was: StoredUser): void => {
      if (search === 'kept') {
        dropText.run(was.n, was.searchText);
        countText();
      }
      remove.run(was.n);
    },
  };
}

/** Whether two readings of a person are the same in everything that the copy keeps. */
export function isSameUser(one: UserRow, other: UserRow): boolean {
  const [first, second] = [values(one), values(other)];
  return first.every((value, at) => value === second[at]);
}

/** The values of a row in the order of the columns. */
function values(row: UserRow): (string | number | null)[] {
  return [
    row.id,
    row.email,
    row.emailKey,
    row.name,
    row.sortName,
    row.searchText,
    row.status,
    row.role,
    row.source,
    row.managedBy,
    row.roleManagedBy,
    row.signIn,
    row.resourceRoles.length === 0 ? '' : JSON.stringify(row.resourceRoles),
    row.lastAccessedAt,
    row.createdAt,
    row.updatedAt,
  ];
}

function parse(raw: Raw): StoredUser {
  return { ...raw, resourceRoles: raw.resourceRoles === '' ? [] : JSON.parse(raw.resourceRoles) };
}
