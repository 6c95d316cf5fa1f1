import type { TenantFile } from './tenant-file.ts';

export const grantsShape = `
  CREATE TABLE resources (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    fqn TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE grants (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    bindingName TEXT NOT NULL,
    subjectType TEXT NOT NULL,
    subjectPosition INTEGER NOT NULL,
    resourceId TEXT NOT NULL REFERENCES resources (id),
    roleName TEXT NOT NULL
  ) STRICT;
`;

export const grantsIndexes = `
  CREATE INDEX IF NOT EXISTS grantsBySubject ON grants (subjectType, subjectPosition);
  CREATE INDEX IF NOT EXISTS grantsByBinding ON grants (bindingName);
  CREATE INDEX IF NOT EXISTS grantsByResource ON grants (resourceId);
`;

/** Something that roles are given on: a cluster, a workspace, a model, an MCP server. */
export interface ResourceRow {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly fqn: string;
}

export type GrantSubject = 'user' | 'team';

/** One role of one person or team on one resource. Grants of one role binding share its name. */
export interface NewGrant {
  readonly bindingName: string;
  readonly subjectType: GrantSubject;
  readonly subjectPosition: number;
  readonly resourceId: string;
  readonly roleName: string;
}

export interface GrantRow extends NewGrant {
  readonly resourceType: string;
  readonly resourceName: string;
  readonly resourceFqn: string;
}

export interface GrantsTable {
  ofSubject(subjectType: GrantSubject, subjectPosition: number): GrantRow[];
  /** Grants of all people between two positions, both included, keyed by position. */
  ofUsersBetween(first: number, last: number): Map<number, GrantRow[]>;
  ofBinding(bindingName: string): GrantRow[];
  ofResource(resourceId: string): GrantRow[];
  bindingNames(page: { limit: number; offset: number }): { names: string[]; total: number };
  replaceBinding(bindingName: string, grants: readonly NewGrant[]): void;
  removeSubject(subjectType: GrantSubject, subjectPosition: number): void;
  countWithRole(roleName: string): number;
  resourceByFqn(fqn: string): ResourceRow | undefined;
  resourceById(id: string): ResourceRow | undefined;
}

const insertGrant = `INSERT INTO grants (bindingName, subjectType, subjectPosition, resourceId, roleName)
  VALUES (@bindingName, @subjectType, @subjectPosition, @resourceId, @roleName)`;

/** The seeding's way in. */
export function prepareGrantLoad(file: TenantFile) {
  const grant = file.prepare<[NewGrant]>(insertGrant);
  const resource = file.prepare<[ResourceRow]>(
    'INSERT INTO resources (id, type, name, fqn) VALUES (@id, @type, @name, @fqn)',
  );
  return {
    grant: (row: NewGrant) => void grant.run(row),
    resource: (row: ResourceRow) => void resource.run(row),
  };
}

export function openGrantsTable(file: TenantFile): GrantsTable {
  const select = `SELECT bindingName, subjectType, subjectPosition, resourceId, roleName,
    resources.type AS resourceType, resources.name AS resourceName, resources.fqn AS resourceFqn
    FROM grants JOIN resources ON resources.id = grants.resourceId`;
  const ofSubject = file.prepare<[string, number], GrantRow>(
    `${select} WHERE subjectType = ? AND subjectPosition = ? ORDER BY position`,
  );
  const ofUsersBetween = file.prepare<[number, number], GrantRow>(
    `${select} WHERE subjectType = 'user' AND subjectPosition BETWEEN ? AND ? ORDER BY subjectPosition, position`,
  );
  const ofBinding = file.prepare<[string], GrantRow>(`${select} WHERE bindingName = ? ORDER BY position`);
  const ofResource = file.prepare<[string], GrantRow>(`${select} WHERE resourceId = ? ORDER BY position`);
  const names = file
    .prepare<[number, number], string>(
      'SELECT DISTINCT bindingName FROM grants ORDER BY bindingName LIMIT ? OFFSET ?',
    )
    .pluck();
  const countNames = file.prepare<[], number>('SELECT count(DISTINCT bindingName) FROM grants').pluck();
  const insert = file.prepare<[NewGrant]>(insertGrant);
  const clearBinding = file.prepare<[string]>('DELETE FROM grants WHERE bindingName = ?');
  const removeSubject = file.prepare<[string, number]>(
    'DELETE FROM grants WHERE subjectType = ? AND subjectPosition = ?',
  );
  const withRole = file.prepare<[string], number>('SELECT count(*) FROM grants WHERE roleName = ?').pluck();
  const resourceByFqn = file.prepare<[string], ResourceRow>(
    'SELECT id, type, name, fqn FROM resources WHERE fqn = ?',
  );

  const resourceById = file.prepare<[string], ResourceRow>(
    'SELECT id, type, name, fqn FROM resources WHERE id = ?',
  );

  return {
    ofSubject: (subjectType, subjectPosition) => ofSubject.all(subjectType, subjectPosition),
    ofUsersBetween(first, last) {
      const found = new Map<number, GrantRow[]>();
      for (const grant of ofUsersBetween.iterate(first, last)) {
        const known = found.get(grant.subjectPosition);
        if (known === undefined) found.set(grant.subjectPosition, [grant]);
        else known.push(grant);
      }
      return found;
    },
    ofBinding: (bindingName) => ofBinding.all(bindingName),
    ofResource: (resourceId) => ofResource.all(resourceId),
    bindingNames: ({ limit, offset }) => ({ names: names.all(limit, offset), total: countNames.get() ?? 0 }),
    replaceBinding: file.transaction((bindingName: string, grants: readonly NewGrant[]) => {
      clearBinding.run(bindingName);
      for (const grant of grants) insert.run(grant);
    }),
    removeSubject: (subjectType, subjectPosition) => void removeSubject.run(subjectType, subjectPosition),
    countWithRole: (roleName) => withRole.get(roleName) ?? 0,
    resourceByFqn: (fqn) => resourceByFqn.get(fqn),
    resourceById: (id) => resourceById.get(id),
  };
}
