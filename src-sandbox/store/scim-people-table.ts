import { hasOtherScript } from './fold-case.ts';
import type { TenantFile } from './tenant-file.ts';
import type { UserRow } from './user-row.ts';

export const scimPeopleShape = `
  CREATE TABLE scimEmails (
    userPosition INTEGER NOT NULL REFERENCES users (position) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    value TEXT COLLATE NOCASE,
    type TEXT COLLATE NOCASE,
    display TEXT COLLATE NOCASE,
    isPrimary INTEGER,
    PRIMARY KEY (userPosition, place)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX scimEmailsByValue ON scimEmails (value);
  CREATE INDEX scimEmailsInOtherScript ON scimEmails (value) WHERE ${hasOtherScript('value')};
`;

/** A condition in SQL on `users` or `teams`, with its values; made by the reader of SCIM filters. */
export interface ScimCondition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** What to list: everybody that the condition fits, in this order, from this place on. */
export interface ScimQuery {
  readonly condition: ScimCondition;
  /** An `ORDER BY` list on the table's columns. */
  readonly order: string;
  readonly limit: number;
  readonly offset: number;
}

/** One of the e-mail addresses that an identity provider sent for a person. */
export interface ScimEmail {
  readonly value: string | null;
  readonly type: string | null;
  readonly display: string | null;
  readonly isPrimary: 0 | 1 | null;
}

/** What SCIM may change of a person, whether it is active aside: the people's own table counts that. */
export interface ScimPersonChange {
  readonly email: string;
  readonly displayName: string | null;
  readonly scimExternalId: string | null;
  readonly scimAttributes: string | null;
  /** Empty where the person has no address but the user name. */
  readonly emails: readonly ScimEmail[];
  readonly at: number;
}

export interface GroupOfUser {
  readonly userPosition: number;
  readonly id: string;
  readonly name: string;
}

export interface ScimPeopleTable {
  search(query: ScimQuery): { rows: UserRow[]; total: number };
  save(position: number, change: ScimPersonChange): void;
  /** The teams of these people, `everyone` left out. */
  groupsOf(positions: readonly number[]): GroupOfUser[];
  /** Takes a person out of all teams, which are stamped as changed. */
  leaveTeams(position: number, at: number): void;
}

/** Up to so many matches are few. */
const mostFew = 10_000;

export function openScimPeopleTable(file: TenantFile): ScimPeopleTable {
  const save = file.prepare<[Omit<ScimPersonChange, 'emails'> & { position: number }]>(
    `UPDATE users SET email = @email, displayName = @displayName, scimExternalId = @scimExternalId,
       scimAttributes = @scimAttributes, updatedAt = @at WHERE position = @position`,
  );
  const clearEmails = file.prepare<[number]>('DELETE FROM scimEmails WHERE userPosition = ?');
  const addEmail = file.prepare<[ScimEmail & { userPosition: number; place: number }]>(
    `INSERT INTO scimEmails (userPosition, place, value, type, display, isPrimary)
     VALUES (@userPosition, @place, @value, @type, @display, @isPrimary)`,
  );
  // A long list as one JSON value, since SQLite bounds how many values a statement may have.
  const groupsOf = file.prepare<[string], GroupOfUser>(
    `SELECT userPosition, id, name FROM teamMembers JOIN teams ON teams.position = teamPosition
     WHERE userPosition IN (SELECT value FROM json_each(?))`,
  );
  const touchTeams = file.prepare<[number, number]>(
    'UPDATE teams SET updatedAt = ? WHERE position IN (SELECT teamPosition FROM teamMembers WHERE userPosition = ?)',
  );
  const leaveTeams = file.prepare<[number]>('DELETE FROM teamMembers WHERE userPosition = ?');
  return {
    search({ condition: { sql, values }, order, limit, offset }) {
      // Few matches are found in one pass, by whatever index the condition has, and only then put in order.
      const positions = file
        .prepare<(string | number)[], number>(`SELECT users.position FROM users WHERE ${sql} LIMIT ?`)
        .pluck()
        .all(...values, mostFew + 1);
      if (positions.length <= mostFew) {
        const few = file.prepare<[string, number, number], UserRow>(
          `SELECT users.* FROM users WHERE users.position IN (SELECT value FROM json_each(?)) ORDER BY ${order}
           LIMIT ? OFFSET ?`,
        );
        const isPage = limit > 0 && offset < positions.length;
        return {
          rows: isPage ? few.all(JSON.stringify(positions), limit, offset) : [],
          total: positions.length,
        };
      }
      const rows = file.prepare<(string | number)[], UserRow>(
        `SELECT users.* FROM users WHERE ${sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
      );
      const total = file.prepare<(string | number)[], number>(`SELECT count(*) FROM users WHERE ${sql}`);
      return {
        rows: limit === 0 ? [] : rows.all(...values, limit, offset),
        total: total.pluck().get(...values) ?? 0,
      };
    },
    save(position, { emails, ...change }) {
      save.run({ ...change, position });
      clearEmails.run(position);
      for (const [place, email] of emails.entries())
        addEmail.run({ ...email, userPosition: position, place });
    },
    groupsOf: (positions) => groupsOf.all(JSON.stringify(positions)),
    leaveTeams(position, at) {
      touchTeams.run(at, position);
      leaveTeams.run(position);
    },
  };
}
