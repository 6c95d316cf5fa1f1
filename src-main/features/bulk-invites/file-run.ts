import type { BulkReport } from '../../../src-contract/bulk-report.ts';
import type { FileRun } from '../../../src-contract/bulk-tenants.ts';
import type { Job } from '../../../src-contract/jobs.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { ReadableLedger } from '../../ledger/ledger-handles.ts';
import type { FeatureRooms } from '../feature-rooms.ts';
import { readBulkJob, reportOf } from './report.ts';
import type { RunFacts } from './run-facts.ts';

/**
 * What became of a file in all its tenants, by the job of any of them; null when it went to one tenant as ever. Fails with
 * `job-gone`.
 */
export function readFileRun(
  rooms: Pick<FeatureRooms, 'ledger' | 'jobs' | 'tenant'>,
  jobId: string,
): Outcome<FileRun | null> {
  const asked = readBulkJob(rooms.jobs, jobId, 'facts');
  if (!asked.ok) return asked;
  const { fileRun, fileName } = asked.value.facts;
  if (fileRun === null) return ok(null);
  const runs = rooms.ledger.read((ledger) => listRuns(ledger, fileRun.id));
  // The newest run knows best how the rows were divided: some may have been given to a tenant after the first start.
  const { parts, heldRows, rowsRead } = newestFacts(rooms, runs) ?? fileRun;
  return ok({
    fileName,
    rowsRead,
    heldRows,
    parts: parts.map((part) => {
      const isConnected = rooms.tenant(part.tenantId).ok;
      const run = runs.find(({ tenantId }) => tenantId === part.tenantId);
      const job = run === undefined ? null : rooms.jobs.read(run.jobId);
      const figures = job === null ? null : figuresOf(rooms, job);
      return { ...part, isConnected, jobId: job?.id ?? null, state: job?.state ?? null, figures };
    }),
  });
}

interface RunOfFile {
  jobId: string;
  tenantId: string;
}

function listRuns(ledger: ReadableLedger, fileRunId: string): RunOfFile[] {
  return ledger
    .prepare<[string], RunOfFile>(
      `SELECT id AS jobId, tenant_id AS tenantId FROM jobs
       WHERE kind = 'bulk-invite' AND state <> 'planning' AND json_extract(facts, '$.fileRun.id') = ?
       ORDER BY number DESC`,
    )
    .all(fileRunId);
}

function newestFacts(rooms: Pick<FeatureRooms, 'jobs'>, runs: readonly RunOfFile[]): RunFacts['fileRun'] {
  const [newest] = runs;
  if (newest === undefined) return null;
  const job = readBulkJob(rooms.jobs, newest.jobId, 'facts');
  return job.ok ? job.value.facts.fileRun : null;
}

function figuresOf(rooms: Pick<FeatureRooms, 'jobs'>, job: Job): FileRun['parts'][number]['figures'] {
  // The page counts a run that goes on by its own announcements.
  if (job.endedAt === null) return null;
  const whole = readBulkJob(rooms.jobs, job.id, 'rows');
  return whole.ok ? sumUp(reportOf(job.id, whole.value)) : null;
}

function sumUp(report: BulkReport): FileRun['parts'][number]['figures'] {
  const before = report.skippedBefore.reduce((sum, { count }) => sum + count, 0);
  return {
    done: report.invited + report.invitedMailFailed + report.reactivated + report.updated,
    failed: report.failed,
    unknown: report.unknown,
    toDo: report.notRun,
    skipped: report.skippedInRun + before,
  };
}
