import type { Migration } from './migration.ts';

export const csvFixes: Migration = {
  number: 14,
  name: 'csv-fixes',
  sql: `
    -- What was fixed and decided by hand in the review of a file that has not run yet, in order: a quit or a crash loses none of it.
    -- file_hash: the file's bytes, how it is read and what its columns become, so that row numbers mean the same rows.
    CREATE TABLE csv_fixes (
      id INTEGER PRIMARY KEY,
      tenant_id TEXT NOT NULL,
      file_hash TEXT NOT NULL,
      file_name TEXT NOT NULL,
      fix TEXT NOT NULL,
      at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX csv_fixes_by_file ON csv_fixes (tenant_id, file_hash, id);
  `,
};
