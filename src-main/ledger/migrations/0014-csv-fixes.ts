import type { Migration } from './migration.ts';

export const csvFixes: Migration = {
  number: 14,
  name: 'csv-fixes',
  sql: `
    -- What was fixed and decided by hand in rows of a file that has not run yet: a quit or a crash loses none of it.
    -- file_hash: the file's bytes, how it is read and what its columns become, so that a row number means the same row.
    CREATE TABLE csv_fixes (
      tenant_id TEXT NOT NULL,
      file_hash TEXT NOT NULL,
      row INTEGER NOT NULL,
      file_name TEXT NOT NULL,
      fix TEXT NOT NULL,
      at TEXT NOT NULL,
      PRIMARY KEY (tenant_id, file_hash, row)
    ) STRICT, WITHOUT ROWID;
  `,
};
