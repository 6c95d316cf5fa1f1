import type { TenantFile } from './tenant-file.ts';

// Each index ends in the moment, which is the order of every list; SQLite adds the position itself.
export const auditShape = `
  CREATE TABLE auditLogs (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    action TEXT NOT NULL,
    actorId TEXT NOT NULL,
    actorType TEXT NOT NULL,
    actorSlug TEXT NOT NULL COLLATE NOCASE,
    actorDisplayName TEXT,
    resourceType TEXT NOT NULL,
    resourceId TEXT NOT NULL,
    resourceName TEXT NOT NULL,
    resourceFqn TEXT,
    requestPath TEXT NOT NULL,
    metaData TEXT NOT NULL,
    createdAt INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX auditByMoment ON auditLogs (createdAt);
  CREATE INDEX auditByAction ON auditLogs (action, createdAt);
  CREATE INDEX auditByActor ON auditLogs (actorId, createdAt);
  CREATE INDEX auditBySlug ON auditLogs (actorSlug, createdAt);
  CREATE INDEX auditByResourceType ON auditLogs (resourceType, createdAt);
  CREATE INDEX auditByResource ON auditLogs (resourceId, createdAt);
  CREATE INDEX auditByResourceName ON auditLogs (resourceName, createdAt);
  CREATE INDEX auditByResourceFqn ON auditLogs (resourceFqn, createdAt);
`;

/** One line of the audit log. `metaData` is the JSON text of an object. */
export interface AuditRow {
  readonly id: string;
  readonly action: string;
  readonly actorId: string;
  readonly actorType: string;
  readonly actorSlug: string;
  readonly actorDisplayName: string | null;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly resourceName: string;
  readonly resourceFqn: string | null;
  readonly requestPath: string;
  readonly metaData: string;
  readonly createdAt: number;
}

/** Which lines to read; what is left out does not narrow. Texts must be equal, moments are included. */
export interface AuditFilter {
  readonly action?: string | undefined;
  readonly actorId?: string | undefined;
  /** Any of these addresses, whatever their letter case. */
  readonly actorSlugs?: readonly string[] | undefined;
  readonly resourceType?: string | undefined;
  readonly resourceId?: string | undefined;
  readonly resourceName?: string | undefined;
  readonly resourceFqn?: string | undefined;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
}

export interface AuditTable {
  add(row: AuditRow): void;
  /** Newest first. */
  page(filter: AuditFilter, page: { limit: number; offset: number }): AuditRow[];
  count(filter: AuditFilter): number;
}

const columns = `id, action, actorId, actorType, actorSlug, actorDisplayName, resourceType, resourceId, resourceName,
  resourceFqn, requestPath, metaData, createdAt`;
const equalColumns = [
  'action',
  'actorId',
  'resourceType',
  'resourceId',
  'resourceName',
  'resourceFqn',
] as const;

export function openAuditTable(file: TenantFile): AuditTable {
  const add = file.prepare<[AuditRow]>(
    `INSERT INTO auditLogs (${columns}) VALUES (${columns.replace(/\w+/gu, '@$&')})`,
  );
  return {
    add: (row) => void add.run(row),
    page(filter, { limit, offset }) {
      const { where, values } = condition(filter);
      // The inner query walks an index alone, so that a page deep in the log reads only its own rows.
      const positions = `SELECT position FROM auditLogs ${where} ORDER BY createdAt DESC, position DESC LIMIT ? OFFSET ?`;
      return file
        .prepare<(string | number)[], AuditRow>(
          `SELECT ${columns} FROM auditLogs WHERE position IN (${positions}) ORDER BY createdAt DESC, position DESC`,
        )
        .all(...values, limit, offset);
    },
    count(filter) {
      const { where, values } = condition(filter);
      const count = file.prepare<(string | number)[], number>(`SELECT count(*) FROM auditLogs ${where}`);
      return count.pluck().get(...values) ?? 0;
    },
  };
}

function condition(filter: AuditFilter): { where: string; values: (string | number)[] } {
  const parts: string[] = [];
  const values: (string | number)[] = [];
  for (const column of equalColumns) {
    const value = filter[column];
    if (value === undefined) continue;
    parts.push(`${column} = ?`);
    values.push(value);
  }
  if (filter.actorSlugs !== undefined) {
    // A list of any length as one value, since SQLite bounds how many a statement may have.
    parts.push('actorSlug IN (SELECT value FROM json_each(?))');
    values.push(JSON.stringify(filter.actorSlugs));
  }
  if (filter.start !== undefined) {
    parts.push('createdAt >= ?');
    values.push(filter.start);
  }
  if (filter.end !== undefined) {
    parts.push('createdAt <= ?');
    values.push(filter.end);
  }
  return { where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, values };
}
