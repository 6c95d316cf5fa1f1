import type { ScimQuery } from './scim-people-table.ts';
import type { TeamRow } from './teams-table.ts';
import type { TenantFile } from './tenant-file.ts';

/** A team as SCIM sees it. */
export interface ScimTeamRow extends TeamRow {
  /** Counts the changes of the team and its members; the file raises it. */
  readonly version: number;
  /** JSON text of what an identity provider sent beyond the columns; null when it sent nothing more. */
  readonly scimAttributes: string | null;
}

/** What SCIM may change of a team besides its members. */
export interface ScimTeamChange {
  readonly name: string;
  readonly scimExternalId: string | null;
  readonly scimAttributes: string | null;
  readonly at: number;
}

/** The teams that SCIM shows: all but `everyone`, which is the system's. */
export interface ScimTeamsTable {
  search(query: ScimQuery): { rows: ScimTeamRow[]; total: number };
  byId(id: string): ScimTeamRow | undefined;
  save(position: number, change: ScimTeamChange): void;
}

export function openScimTeamsTable(file: TenantFile): ScimTeamsTable {
  const byId = file.prepare<[string], ScimTeamRow>('SELECT * FROM teams WHERE id = ? AND isEveryone = 0');
  const save = file.prepare<[ScimTeamChange & { position: number }]>(
    `UPDATE teams SET name = @name, scimExternalId = @scimExternalId, scimAttributes = @scimAttributes,
       updatedAt = @at WHERE position = @position`,
  );
  return {
    search({ condition: { sql, values }, order, limit, offset }) {
      const from = `FROM teams WHERE isEveryone = 0 AND ${sql}`;
      const rows = file.prepare<(string | number)[], ScimTeamRow>(
        `SELECT teams.* ${from} ORDER BY ${order} LIMIT ? OFFSET ?`,
      );
      const total = file.prepare<(string | number)[], number>(`SELECT count(*) ${from}`);
      return {
        rows: limit === 0 ? [] : rows.all(...values, limit, offset),
        total: total.pluck().get(...values) ?? 0,
      };
    },
    byId: (id) => byId.get(id),
    save: (position, change) => void save.run({ ...change, position }),
  };
}
