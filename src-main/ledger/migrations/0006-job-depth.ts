import type { Migration } from './migration.ts';

export const jobDepth: Migration = {
  number: 6,
  name: 'job-depth',
  sql: `
    -- 'stop': the first row that does not end as done holds the job, such as a deletion that must not go on.
    ALTER TABLE jobs ADD COLUMN on_failure TEXT NOT NULL DEFAULT 'go-on';
    -- How often Tenantry ended without closing while this row was sent and not answered.
    ALTER TABLE job_rows ADD COLUMN crashes INTEGER NOT NULL DEFAULT 0;
  `,
};
