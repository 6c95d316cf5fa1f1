import type { BulkReport } from '../../../src-contract/bulk-invites.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import type { JobRow } from '../../../src-contract/jobs.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Jobs } from '../../action/jobs-door.ts';
import { type RunFacts, runFactsSchema } from './run-facts.ts';

export interface BulkJob {
  facts: RunFacts;
  rows: JobRow[];
}

/** A bulk invite job with its rows (`facts`: without them); fails with `job-gone`, also for a job of another kind. */
export function readBulkJob(jobs: Jobs, jobId: string, wanted: 'rows' | 'facts' = 'rows'): Outcome<BulkJob> {
  const job = jobs.read(jobId);
  if (job === null || job.kind !== 'bulk-invite') return failed(describeFailure('job-gone'));
  const facts = runFactsSchema.safeParse(jobs.facts(jobId));
  return facts.success
    ? ok({ facts: facts.data, rows: wanted === 'rows' ? jobs.rows(jobId) : [] })
    : failed(describeFailure('job-gone'));
}

/** What a bulk invite came to. All figures but `teamsChanged` add up to `rowsRead` (condition 71). */
export function reportOf(jobId: string, job: BulkJob): BulkReport {
  const people = job.rows.filter((row) => row.fileRow !== null);
  const count = (fits: (row: JobRow) => boolean) => people.filter(fits).length;
  return {
    jobId,
    fileName: job.facts.fileName,
    rowsRead: job.facts.rowsRead,
    invited: count((row) => row.state === 'done' && row.action === 'users/invite'),
    reactivated: count((row) => row.state === 'done' && row.action === 'users/activate'),
    updated: count(
      (row) => row.state === 'done' && (row.action === 'users/change-role' || row.action === 'users/keep'),
    ),
    failed: count((row) => row.state === 'failed'),
    unknown: count((row) => row.state === 'unknown'),
    notRun: count((row) => row.state === 'planned' || row.state === 'sent'),
    skippedInRun: count((row) => row.state === 'skipped'),
    skippedBefore: job.facts.skippedBefore,
    teamsChanged: job.rows.filter((row) => row.action === 'teams/add-members' && row.state === 'done').length,
  };
}
