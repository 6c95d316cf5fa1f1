import type { Migration } from './migration.ts';

export const provisioningSeen: Migration = {
  number: 12,
  name: 'provisioning-seen',
  sql: `
    -- What a tenant last reported of its provisioning, so that a switch can be rehearsed while it is out of reach.
    CREATE TABLE provisioning_seen (
      tenant_id TEXT PRIMARY KEY,
      answer TEXT NOT NULL
    ) STRICT;
  `,
};
