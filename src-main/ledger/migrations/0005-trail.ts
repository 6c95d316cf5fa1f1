import type { Migration } from './migration.ts';

export const trailShape: Migration = {
  number: 5,
  name: 'trail',
  sql: `
    -- What an action changed, as lines: a JSON array of texts. NULL in entries that tell none.
    ALTER TABLE trail ADD COLUMN change TEXT;

    -- Everything that the Activity screen filters by, so that a filter never reads the entries themselves.
    CREATE INDEX trail_for_filters ON trail (tenant_id, number, phase, at, actor, action, job_id);

    -- Only while a tenant is being removed may its entries go.
    CREATE TABLE trail_forgetting (tenant TEXT PRIMARY KEY) STRICT;
    CREATE TRIGGER trail_is_never_deleted BEFORE DELETE ON trail
      WHEN NOT EXISTS (SELECT 1 FROM trail_forgetting WHERE tenant = OLD.tenant_id)
      BEGIN SELECT RAISE (ABORT, 'the audit trail is append-only'); END;
    -- INSERT OR REPLACE deletes without asking the trigger above.
    CREATE TRIGGER trail_is_never_replaced BEFORE INSERT ON trail
      WHEN EXISTS (SELECT 1 FROM trail WHERE tenant_id = NEW.tenant_id AND number = NEW.number)
      BEGIN SELECT RAISE (ABORT, 'the audit trail is append-only'); END;

    -- Tenants whose newest entry is also noted in a second place (trail-heads.json).
    CREATE TABLE trail_anchored (tenant_id TEXT PRIMARY KEY, since TEXT NOT NULL) STRICT;
  `,
};
