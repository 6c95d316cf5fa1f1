import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { FeatureRooms, FilePlace } from '../feature-rooms.ts';
import { placeOfBytes } from './file-place.ts';
import { readBulkJob } from './report.ts';
import { reportCsv } from './report-csv.ts';

/**
 * The rows of a run whose people are gone from the tenant, as a file that is read like any other. Fails with `job-gone`, and
 * with `file-empty` when there are none.
 */
export async function fileOfGone(
  rooms: Pick<FeatureRooms, 'jobs' | 'ledger'>,
  jobId: string,
): Promise<Outcome<{ tenantId: string; place: FilePlace }>> {
  const job = readBulkJob(rooms.jobs, jobId);
  const tenantId = rooms.jobs.read(jobId)?.tenantId;
  if (!job.ok) return job;
  if (tenantId === undefined) return failed(describeFailure('job-gone'));
  // Nothing is neutralised: no spreadsheet comes between.
  const { text, rows } = await reportCsv(rooms.ledger, job.value, 'gone', 'raw');
  if (rows === 0) return failed(describeFailure('file-empty'));
  const fileName = `${job.value.facts.fileName.replace(/\.[^.]*$/, '')}-to-invite-anew.csv`;
  return ok({ tenantId, place: placeOfBytes(fileName, new TextEncoder().encode(text)) });
}
