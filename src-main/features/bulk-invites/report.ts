import { z } from 'zod';
import type { BulkReport } from '../../../src-contract/bulk-report.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { EndedRow, Jobs } from '../../action/jobs-door.ts';
import { endOf, isGone } from './row-end.ts';
import { type RunFacts, runFactsSchema } from './run-facts.ts';

export interface BulkJob {
  facts: RunFacts;
  rows: EndedRow[];
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

const teamInput = z.object({ create: z.enum(['yes', 'no']) });

/** Whether a team was missing at the review: then it is new, also where the answer to its write was lost. */
function wasToBeMade({ input }: EndedRow): boolean {
  const known = teamInput.safeParse(input);
  return known.success && known.data.create === 'yes';
}

/** What a bulk invite came to. All figures but `gone` and those of teams add up to `rowsRead` and `addedBySplit` (condition 71). */
export function reportOf(jobId: string, job: BulkJob): BulkReport {
  const ends = job.rows.filter((row) => row.fileRow !== null).map(endOf);
  const teams = job.rows.filter((row) => row.action === 'teams/add-members' && row.state === 'done');
  const count = (...wanted: ReturnType<typeof endOf>[]) => ends.filter((end) => wanted.includes(end)).length;
  return {
    jobId,
    fileName: job.facts.fileName,
    rowsRead: job.facts.rowsRead,
    addedBySplit: job.facts.splits.filter(({ part }) => part > 1).length,
    invited: count('invited'),
    invitedMailFailed: count('invited-mail-failed'),
    reactivated: count('reactivated'),
    updated: count('updated'),
    failed: count('failed'),
    unknown: count('unknown'),
    notRun: count('not-run'),
    skippedInRun: count('skipped'),
    gone: job.rows.filter(isGone).length,
    skippedBefore: job.facts.skippedBefore,
    teamsChanged: teams.length,
    teamsMade: teams.filter(wasToBeMade).map(({ subject }) => subject),
  };
}
