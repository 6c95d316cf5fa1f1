import type { Migration } from './migration.ts';

export const csvMappings: Migration = {
  number: 8,
  name: 'csv-mappings',
  sql: `
    -- What the columns of a file became, by the hash of its titles: the next file of the same make is mapped alike.
    CREATE TABLE csv_mappings (
      titles_hash TEXT PRIMARY KEY,
      meanings TEXT NOT NULL,
      used_at TEXT NOT NULL
    ) STRICT;
  `,
};
