import { hasOtherScript } from './fold-case.ts';
import type { TenantFile } from './tenant-file.ts';
import { UserPlaces } from './user-places.ts';
import type { NewUser, UserRow } from './user-row.ts';

export const usersShape = `
  CREATE TABLE users (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    email TEXT NOT NULL COLLATE NOCASE,
    displayName TEXT,
    sub TEXT,
    active INTEGER NOT NULL,
    role TEXT NOT NULL,
    listsRole INTEGER NOT NULL,
    roleManagedBy TEXT NOT NULL,
    registeredInIdp INTEGER,
    inviteAccepted INTEGER,
    createdByScim INTEGER NOT NULL,
    ssoName TEXT,
    scimExternalId TEXT,
    createdAt INTEGER NOT NULL,
    updatedAt INTEGER NOT NULL,
    lastAccessedAt INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    scimAttributes TEXT
  ) STRICT;
  CREATE TRIGGER usersVersion AFTER UPDATE OF email, displayName, active, scimExternalId, scimAttributes ON users
  BEGIN
    UPDATE users SET version = version + 1 WHERE position = NEW.position;
  END;
`;

/** Made after the seeding, since a loaded table is indexed faster than an indexed one is loaded. */
export const usersIndexes = `
  CREATE UNIQUE INDEX IF NOT EXISTS usersById ON users (id);
  CREATE UNIQUE INDEX IF NOT EXISTS usersByEmail ON users (email);
  CREATE INDEX IF NOT EXISTS usersByActive ON users (active);
  CREATE INDEX IF NOT EXISTS inactiveByEmail ON users (email) WHERE active = 0;
  CREATE INDEX IF NOT EXISTS usersByExternalId ON users (scimExternalId) WHERE scimExternalId IS NOT NULL;
  CREATE INDEX IF NOT EXISTS usersBySub ON users (sub) WHERE sub IS NOT NULL;
  CREATE INDEX IF NOT EXISTS usersByRole ON users (role, active) WHERE role <> 'member';
  CREATE INDEX IF NOT EXISTS usersByDisplayName ON users (displayName COLLATE NOCASE);
  CREATE INDEX IF NOT EXISTS usersInOtherScript ON users (displayName) WHERE ${hasOtherScript('displayName')};
  CREATE INDEX IF NOT EXISTS emailsInOtherScript ON users (email) WHERE ${hasOtherScript('email')};
`;

/** From one match in so many people on, matches are many. */
const manyShare = 50;

const writable = `id, email, displayName, sub, active, role, listsRole, roleManagedBy, registeredInIdp, inviteAccepted,
  createdByScim, ssoName, scimExternalId, createdAt, updatedAt, lastAccessedAt`;

export interface UserPage {
  readonly limit: number;
  readonly offset: number;
  /** Part of an e-mail address; empty for everybody. */
  readonly query: string;
  readonly which: 'all' | 'active';
}

export interface UsersTable {
  page(page: UserPage): { rows: UserRow[]; total: number };
  byId(id: string): UserRow | undefined;
  byEmail(email: string): UserRow | undefined;
  byPosition(position: number): UserRow | undefined;
  insert(user: NewUser): UserRow;
  setActive(user: UserRow, change: { active: 0 | 1; at: number }): void;
  setRole(user: UserRow, change: { role: string; at: number }): void;
  remove(user: UserRow): void;
  countOthersActiveWithRole(role: string, except: UserRow): number;
  countWithRole(role: string): number;
  firstActiveWithRole(role: string): UserRow | undefined;
}

/** The seeding's own way in: many rows, no bookkeeping. Open the table after it, never before. */
export function prepareUserLoad(file: TenantFile): (user: NewUser) => void {
  const insert = file.prepare(
    `INSERT INTO users (${writable}) VALUES (${writable
      .split(',')
      .map(() => '?')
      .join(', ')})`,
  );
  return (user) => {
    insert.run(
      user.id,
      user.email,
      user.displayName,
      user.sub,
      user.active,
      user.role,
      user.listsRole,
      user.roleManagedBy,
      user.registeredInIdp,
      user.inviteAccepted,
      user.createdByScim,
      user.ssoName,
      user.scimExternalId,
      user.createdAt,
      user.updatedAt,
      user.lastAccessedAt,
    );
  };
}

export function openUsersTable(file: TenantFile): UsersTable {
  const places = new UserPlaces(file);
  const columns = `position, ${writable}, version, scimAttributes`;
  const order = 'ORDER BY position LIMIT ? OFFSET ?';
  const pageOfAll = file.prepare<[number, number, number], UserRow>(
    `SELECT ${columns} FROM users WHERE position >= ? ${order}`,
  );
  const pageOfActive = file.prepare<[number, number, number], UserRow>(
    `SELECT ${columns} FROM users INDEXED BY usersByActive WHERE active = 1 AND position >= ? ${order}`,
  );
  // Counting reads the index on e-mail alone, which is a tenth of the table; the few inactive people have one of their own.
  const counted = (where: string) =>
    file.prepare<[string], number>(`SELECT count(*) FROM users ${where} email LIKE ? ESCAPE '\\'`).pluck();
  const countMatching = counted('INDEXED BY usersByEmail WHERE');
  const countInactive = counted('INDEXED BY inactiveByEmail WHERE active = 0 AND');
  // Few matches are found by that index and sorted; among many it is quicker to walk the table until the page is full.
  const pageOfFew = file.prepare<[string, number, number, number], UserRow>(
    `SELECT ${columns} FROM users WHERE position IN (SELECT position FROM users WHERE email LIKE ? ESCAPE '\\')
      AND active >= ? ${order}`,
  );
  const pageOfMany = file.prepare<[string, number, number, number], UserRow>(
    `SELECT ${columns} FROM users NOT INDEXED WHERE email LIKE ? ESCAPE '\\' AND active >= ? ${order}`,
  );
  const one = (column: string) =>
    file.prepare<[string | number], UserRow>(`SELECT ${columns} FROM users WHERE ${column} = ?`);
  const byId = one('id');
  const byEmail = one('email');
  const byPosition = one('position');
  const insert = file.prepare<[NewUser], UserRow>(
    `INSERT INTO users (${writable}) VALUES (${writable.replace(/\w+/gu, '@$&')}) RETURNING ${columns}`,
  );
  const setActive = file.prepare<[number, number, number]>(
    'UPDATE users SET active = ?, updatedAt = ? WHERE position = ?',
  );
  const setRole = file.prepare<[string, number, number]>(
    `UPDATE users SET role = ?, listsRole = 1, roleManagedBy = 'manual', updatedAt = ? WHERE position = ?`,
  );
  const remove = file.prepare<[number]>('DELETE FROM users WHERE position = ?');
  const othersWithRole = file
    .prepare<[string, number], number>(
      'SELECT count(*) FROM users WHERE role = ? AND active = 1 AND position <> ?',
    )
    .pluck();
  const withRole = file.prepare<[string], number>('SELECT count(*) FROM users WHERE role = ?').pluck();
  const firstWithRole = file.prepare<[string], UserRow>(
    `SELECT ${columns} FROM users WHERE role = ? AND active = 1 ORDER BY position LIMIT 1`,
  );

  return {
    page({ limit, offset, query, which }) {
      if (query !== '') {
        const pattern = `%${query.replace(/[\\%_]/gu, '\\$&')}%`;
        const least = which === 'active' ? 1 : 0;
        const matching = countMatching.get(pattern) ?? 0;
        const left = which === 'active' ? (countInactive.get(pattern) ?? 0) : 0;
        const statement = matching * manyShare > places.total('all') ? pageOfMany : pageOfFew;
        return { rows: statement.all(pattern, least, limit, offset), total: matching - left };
      }
      const start = places.find(which, offset);
      const statement = which === 'active' ? pageOfActive : pageOfAll;
      const rows = start === undefined ? [] : statement.all(start.position, limit, start.skip);
      return { rows, total: places.total(which) };
    },
    byId: (id) => byId.get(id),
    byEmail: (email) => byEmail.get(email),
    byPosition: (position) => byPosition.get(position),
    insert(user) {
      const row = insert.get(user);
      if (row === undefined) throw new Error('SQLite did not hand back the new row');
      places.added(row.position, row.active);
      return row;
    },
    setActive(user, { active, at }) {
      setActive.run(active, at, user.position);
      if (user.active !== active) places.switched(user.position, active);
    },
    setRole: (user, { role, at }) => void setRole.run(role, at, user.position),
    remove(user) {
      remove.run(user.position);
      places.removed(user.position, user.active);
    },
    countOthersActiveWithRole: (role, except) => othersWithRole.get(role, except.position) ?? 0,
    countWithRole: (role) => withRole.get(role) ?? 0,
    firstActiveWithRole: (role) => firstWithRole.get(role),
  };
}
