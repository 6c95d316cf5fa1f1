import type { Migration } from './migration.ts';

export const scimTokenEnds: Migration = {
  number: 10,
  name: 'scim-token-ends',
  sql: `
    -- When the SCIM token of a connection ends, where that is known, so that reminders come offline too. Never the token.
    CREATE TABLE scim_token_ends (
      tenant_id TEXT NOT NULL,
      sso_id TEXT NOT NULL,
      sso_name TEXT NOT NULL,
      last_four TEXT,
      expires_at TEXT NOT NULL,
      -- The last reminder that somebody has put away, in days before the end; null for none.
      seen_days INTEGER,
      PRIMARY KEY (tenant_id, sso_id)
    ) STRICT;

    -- When a token that was made here was first copied; null means that nobody has it.
    ALTER TABLE scim_rotations ADD COLUMN copied_at TEXT;
    -- Of earlier ones nobody knows; they are not to be called lost.
    UPDATE scim_rotations SET copied_at = ended_at WHERE state = 'done';
  `,
};
