import type { Migration } from './migration.ts';

export const setupAssistant: Migration = {
  number: 9,
  name: 'setup-assistant',
  sql: `
    -- Which provider's guide an admin chose for a tenant.
    CREATE TABLE setup_choices (
      tenant_id TEXT PRIMARY KEY,
      idp TEXT NOT NULL,
      chosen_at TEXT NOT NULL
    ) STRICT;

    -- What groups became in the lists that an admin took away: the next list calls them the same.
    CREATE TABLE fitted_names (
      tenant_id TEXT NOT NULL,
      group_name TEXT NOT NULL,
      team_name TEXT NOT NULL,
      kept_at TEXT NOT NULL,
      PRIMARY KEY (tenant_id, group_name)
    ) STRICT, WITHOUT ROWID;
  `,
};
