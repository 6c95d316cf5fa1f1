import type { TenantFile } from './tenant-file.ts';

export const teamsShape = `
  CREATE TABLE teams (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    description TEXT,
    displayName TEXT,
    extras TEXT NOT NULL,
    createdById TEXT NOT NULL,
    createdByScim INTEGER NOT NULL,
    scimExternalId TEXT,
    isEveryone INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    updatedAt INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    scimAttributes TEXT
  ) STRICT;
  CREATE TRIGGER teamsVersion AFTER UPDATE OF name, scimExternalId, scimAttributes, updatedAt ON teams
  BEGIN
    UPDATE teams SET version = version + 1 WHERE position = NEW.position;
  END;
  CREATE TABLE teamMembers (
    teamPosition INTEGER NOT NULL REFERENCES teams (position) ON DELETE CASCADE,
    userPosition INTEGER NOT NULL,
    isManager INTEGER NOT NULL,
    PRIMARY KEY (teamPosition, userPosition)
  ) STRICT, WITHOUT ROWID;
`;

export const teamsIndexes = `
  CREATE INDEX IF NOT EXISTS teamMembersByUser ON teamMembers (userPosition);
`;

/**
 * Made after the seeding, which changes nobody's version. SCIM shows a person's groups by name as part of the person, and a
 * group's members by address as part of the group; also another letter case is another text to a client.
 */
export const teamsTriggers = `
  CREATE TRIGGER IF NOT EXISTS memberAdded AFTER INSERT ON teamMembers
  BEGIN
    UPDATE users SET version = version + 1 WHERE position = NEW.userPosition;
  END;
  CREATE TRIGGER IF NOT EXISTS memberRemoved AFTER DELETE ON teamMembers
  BEGIN
    UPDATE users SET version = version + 1 WHERE position = OLD.userPosition;
  END;
  CREATE TRIGGER IF NOT EXISTS teamRenamed AFTER UPDATE OF name ON teams 
  WHEN NEW.name COLLATE BINARY IS NOT OLD.name
  BEGIN
    UPDATE users SET version = version + 1
    WHERE position IN (SELECT userPosition FROM teamMembers WHERE teamPosition = NEW.position);
  END;
  CREATE TRIGGER IF NOT EXISTS memberRenamed AFTER UPDATE OF email ON users
  WHEN NEW.email COLLATE BINARY IS NOT OLD.email
  BEGIN
    UPDATE teams SET version = version + 1
    WHERE position IN (SELECT teamPosition FROM teamMembers WHERE userPosition = NEW.position);
  END;
`;

export interface NewTeam {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly displayName: string | null;
  /** JSON text of the manifest's rarer fields: ownedBy, tags, identity_provider_mapping. */
  readonly extras: string;
  readonly createdById: string;
  readonly createdByScim: 0 | 1;
  readonly scimExternalId: string | null;
  /** 1 for the one team that the system keeps and that holds all people without listing them. */
  readonly isEveryone: 0 | 1;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface TeamRow extends NewTeam {
  readonly position: number;
}

/** Which teams to list: their kind, and the person who is in them or manages them. */
export interface TeamFilter {
  readonly kind: 'any' | 'team' | 'sso-team';
  readonly memberPosition: number | null;
  /** `admin` for a tenant admin, who manages every team but the system's. */
  readonly managerPosition: number | 'admin' | null;
  readonly nameContains: string;
}

export interface TeamsTable {
  page(filter: TeamFilter, page: { limit: number; offset: number }): { rows: TeamRow[]; total: number };
  byId(id: string): TeamRow | undefined;
  byName(name: string): TeamRow | undefined;
  byPosition(position: number): TeamRow | undefined;
  ofUser(userPosition: number): TeamRow[];
  insert(team: NewTeam): TeamRow;
  update(team: TeamRow): void;
  touch(team: TeamRow, at: number): void;
  remove(team: TeamRow): void;
}

const writable = `id, name, description, displayName, extras, createdById, createdByScim, scimExternalId, isEveryone,
  createdAt, updatedAt`;

export function openTeamsTable(file: TenantFile): TeamsTable {
  const columns = `position, ${writable}`;
  const matching = `FROM teams WHERE
    (@kind = 'any' OR createdByScim = (@kind = 'sso-team'))
    AND (@memberPosition IS NULL OR isEveryone = 1 OR EXISTS (
      SELECT 1 FROM teamMembers WHERE teamPosition = position AND userPosition = @memberPosition))
    AND (@managerPosition IS NULL OR (@managerPosition = 'admin' AND isEveryone = 0) OR EXISTS (
      SELECT 1 FROM teamMembers WHERE teamPosition = position AND userPosition = @managerPosition AND isManager = 1))
    AND (@nameContains = '' OR instr(lower(name), lower(@nameContains)) > 0)`;
  const page = file.prepare<[TeamFilter & { limit: number; offset: number }], TeamRow>(
    `SELECT ${columns} ${matching} ORDER BY position LIMIT @limit OFFSET @offset`,
  );
  const count = file.prepare<[TeamFilter], number>(`SELECT count(*) ${matching}`).pluck();
  const byId = file.prepare<[string], TeamRow>(`SELECT ${columns} FROM teams WHERE id = ?`);
  const byName = file.prepare<[string], TeamRow>(`SELECT ${columns} FROM teams WHERE name = ?`);
  const byPosition = file.prepare<[number], TeamRow>(`SELECT ${columns} FROM teams WHERE position = ?`);
  const ofUser = file.prepare<[number], TeamRow>(
    `SELECT ${columns} FROM teams JOIN teamMembers ON teamPosition = position WHERE userPosition = ? ORDER BY position`,
  );
  const insert = file.prepare<[NewTeam], TeamRow>(
    `INSERT INTO teams (${writable}) VALUES (${writable.replace(/\w+/gu, '@$&')}) RETURNING ${columns}`,
  );
  const update = file.prepare<
    [TeamRow]
  >(`UPDATE teams SET description = @description, displayName = @displayName,
    extras = @extras, updatedAt = @updatedAt WHERE position = @position`);
  const touch = file.prepare<[number, number]>('UPDATE teams SET updatedAt = ? WHERE position = ?');
  const remove = file.prepare<[number]>('DELETE FROM teams WHERE position = ?');
  return {
    page: (filter, { limit, offset }) => ({
      rows: page.all({ ...filter, limit, offset }),
      total: count.get(filter) ?? 0,
    }),
    byId: (id) => byId.get(id),
    byName: (name) => byName.get(name),
    byPosition: (position) => byPosition.get(position),
    ofUser: (userPosition) => ofUser.all(userPosition),
    insert(team) {
      const row = insert.get(team);
      if (row === undefined) throw new Error('SQLite did not hand back the new row');
      return row;
    },
    update: (team) => void update.run(team),
    touch: (team, at) => void touch.run(at, team.position),
    remove: (team) => void remove.run(team.position),
  };
}
