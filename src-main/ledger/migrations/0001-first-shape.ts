import type { Migration } from './migration.ts';

export const firstShape: Migration = {
  number: 1,
  name: 'first-shape',
  sql: `
    CREATE TABLE tenants (
      id TEXT PRIMARY KEY,
      tenant_name TEXT NOT NULL,
      display_name TEXT NOT NULL,
      environment TEXT NOT NULL,
      control_plane TEXT NOT NULL,
      profile TEXT NOT NULL,
      signed_in_as TEXT,
      added_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE jobs (
      id TEXT PRIMARY KEY,
      number INTEGER NOT NULL UNIQUE,
      tenant_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      title TEXT NOT NULL,
      reason TEXT NOT NULL,
      facts TEXT NOT NULL,
      state TEXT NOT NULL,
      why TEXT,
      waits_times INTEGER NOT NULL DEFAULT 0,
      waits_ms INTEGER NOT NULL DEFAULT 0,
      started_by TEXT NOT NULL,
      created_at TEXT NOT NULL,
      started_at TEXT,
      ended_at TEXT,
      undone_by TEXT,
      can_undo INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX jobs_of_tenant ON jobs (tenant_id, number);

    CREATE TABLE job_rows (
      job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      phase INTEGER NOT NULL,
      action TEXT NOT NULL,
      input TEXT NOT NULL,
      subject TEXT NOT NULL,
      name TEXT NOT NULL,
      file_row INTEGER,
      state TEXT NOT NULL,
      outcome TEXT NOT NULL DEFAULT '',
      failure TEXT,
      facts TEXT,
      request_id TEXT,
      attempts INTEGER NOT NULL DEFAULT 0,
      updated_at TEXT,
      PRIMARY KEY (job_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX job_rows_by_state ON job_rows (job_id, state, phase, position);
    CREATE INDEX job_rows_by_subject ON job_rows (job_id, subject);

    -- One chain a tenant: each entry holds the hash of the one before it.
    CREATE TABLE trail (
      tenant_id TEXT NOT NULL,
      number INTEGER NOT NULL,
      at TEXT NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      subject TEXT NOT NULL,
      phase TEXT NOT NULL,
      outcome TEXT NOT NULL,
      request_id TEXT,
      job_id TEXT,
      detail TEXT NOT NULL,
      previous_hash TEXT NOT NULL,
      hash TEXT NOT NULL,
      PRIMARY KEY (tenant_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER trail_is_append_only BEFORE UPDATE ON trail
      BEGIN SELECT RAISE (ABORT, 'the audit trail is append-only'); END;
    CREATE INDEX trail_by_subject ON trail (tenant_id, subject, number);
  `,
};
