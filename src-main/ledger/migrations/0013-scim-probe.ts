import type { Migration } from './migration.ts';

export const scimProbe: Migration = {
  number: 13,
  name: 'scim-probe',
  sql: `
    -- The last tests and probes of a tenant's SCIM service, so that a result keeps its time. Never a token.
    CREATE TABLE scim_runs (
      id TEXT PRIMARY KEY,
      tenant_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      started_at TEXT NOT NULL,
      result_json TEXT NOT NULL
    ) STRICT;
    CREATE INDEX scim_runs_of_tenant ON scim_runs (tenant_id, kind, started_at);

    -- What a probe makes at the other side, stored before it is made. What is neither gone nor refused is a leftover.
    CREATE TABLE scim_probe_things (
      id TEXT PRIMARY KEY,
      run_id TEXT NOT NULL,
      tenant_id TEXT NOT NULL,
      scim_url TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('person', 'group')),
      name TEXT NOT NULL,
      remote_id TEXT,
      state TEXT NOT NULL CHECK (state IN ('intent', 'made', 'gone', 'left')),
      note TEXT NOT NULL,
      made_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX scim_probe_things_of_tenant ON scim_probe_things (tenant_id, state);
  `,
};
