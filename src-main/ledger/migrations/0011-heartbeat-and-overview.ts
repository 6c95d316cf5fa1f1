import type { Migration } from './migration.ts';

export const heartbeatAndOverview: Migration = {
  number: 11,
  name: 'heartbeat-and-overview',
  sql: `
    -- What syncs saw an identity provider change, one row a tenant and day of this computer's calendar: about 70 bytes, so a
    -- year is some 25 kB. It names nobody. Hours are bits: bit 0 is the hour from midnight.
    CREATE TABLE push_days (
      tenant_id TEXT NOT NULL,
      day TEXT NOT NULL,
      syncs INTEGER NOT NULL DEFAULT 0,
      watched_hours INTEGER NOT NULL DEFAULT 0,
      pushed_hours INTEGER NOT NULL DEFAULT 0,
      made INTEGER NOT NULL DEFAULT 0,
      updated INTEGER NOT NULL DEFAULT 0,
      deactivated INTEGER NOT NULL DEFAULT 0,
      reactivated INTEGER NOT NULL DEFAULT 0,
      removed INTEGER NOT NULL DEFAULT 0,
      teams INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (tenant_id, day)
    ) STRICT, WITHOUT ROWID;

    -- What was last known of a tenant's provisioning: the copy of the people does not tell it, and it is wanted offline too.
    CREATE TABLE push_marks (
      tenant_id TEXT PRIMARY KEY,
      -- The sync that was counted last: handed over twice, it counts once.
      last_run_id TEXT,
      watched_since TEXT,
      last_push_at TEXT,
      mode TEXT,
      token_state TEXT,
      token_used_at TEXT
    ) STRICT, WITHOUT ROWID;

    -- Items of Overview that an admin does not want to see for some days.
    CREATE TABLE snoozes (
      tenant_id TEXT NOT NULL,
      item TEXT NOT NULL,
      until TEXT NOT NULL,
      PRIMARY KEY (tenant_id, item)
    ) STRICT, WITHOUT ROWID;
  `,
};
