import type { Migration } from './migration.ts';

export const bulkInvites: Migration = {
  number: 3,
  name: 'bulk-invites',
  sql: `
    -- Every row of a file that was run, for its report. Stored before the job, so it goes by an id of its own, which
    -- the job has in its facts.
    CREATE TABLE bulk_rows (
      run_id TEXT NOT NULL,
      row INTEGER NOT NULL,
      cells_json TEXT NOT NULL,
      verdict TEXT NOT NULL,
      reason TEXT NOT NULL,
      needs_fix INTEGER NOT NULL,
      PRIMARY KEY (run_id, row)
    ) STRICT, WITHOUT ROWID;

    -- Removing a tenant removes its jobs; the people in their files go with them.
    CREATE TRIGGER bulk_rows_go_with_their_job AFTER DELETE ON jobs WHEN OLD.kind = 'bulk-invite'
      BEGIN DELETE FROM bulk_rows WHERE run_id = json_extract (OLD.facts, '$.runId'); END;
  `,
};
