import type { Migration } from './migration.ts';

export const provisioningShape: Migration = {
  number: 2,
  name: 'provisioning',
  sql: `
    -- Modes that an admin switched in the console and recorded here: the newest one counts.
    CREATE TABLE provisioning_records (
      number INTEGER PRIMARY KEY,
      tenant_id TEXT NOT NULL,
      mode TEXT NOT NULL,
      recorded_at TEXT NOT NULL,
      recorded_by TEXT NOT NULL
    ) STRICT;
    CREATE INDEX provisioning_records_of_tenant ON provisioning_records (tenant_id, number);

    -- One row a rotation, stored before the call. Never the token: only its last four characters.
    CREATE TABLE scim_rotations (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      tenant_id TEXT NOT NULL,
      sso_id TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('intent', 'done', 'failed', 'unknown')),
      last_four TEXT,
      started_at TEXT NOT NULL,
      ended_at TEXT
    ) STRICT;
    CREATE INDEX scim_rotations_of_sso ON scim_rotations (tenant_id, sso_id, number);
  `,
};
