import type { Migration } from './migration.ts';

export const stagedChanges: Migration = {
  number: 7,
  name: 'staged-changes',
  sql: `
    -- Changes that an admin prepared without the tenant. Nothing of it is ever sent by itself; what is applied becomes a job
    -- and leaves this table in the same commit.
    CREATE TABLE staged_changes (
      id TEXT PRIMARY KEY,
      tenant_id TEXT NOT NULL,
      -- One change of a kind for one person: a later one takes the place of an earlier one.
      replaces_key TEXT NOT NULL,
      verb TEXT NOT NULL,
      user_id TEXT NOT NULL,
      email TEXT NOT NULL,
      name TEXT NOT NULL,
      role TEXT,
      team_id TEXT,
      wish TEXT NOT NULL,
      base TEXT NOT NULL,
      saw TEXT NOT NULL,
      saw_at TEXT,
      staged_at TEXT NOT NULL,
      staged_by TEXT NOT NULL,
      reason TEXT NOT NULL,
      UNIQUE (tenant_id, replaces_key)
    ) STRICT;
  `,
};
