import type { Failure } from '../../src-contract/failure-catalogue.ts';
import type { Job, JobKind, JobState, RowState } from '../../src-contract/jobs.ts';
import type { PlannedRow } from '../action/tenant-action.ts';
import type { ReadableLedger, WritableLedger } from './ledger-handles.ts';

interface JobTableRow {
  id: string;
  number: number;
  tenant_id: string;
  kind: string;
  title: string;
  reason: string;
  facts: string;
  state: string;
  why: string | null;
  waits_times: number;
  waits_ms: number;
  started_by: string;
  created_at: string;
  started_at: string | null;
  ended_at: string | null;
  undone_by: string | null;
  can_undo: number;
  on_failure: string;
}

/** A job as the ledger holds it; what only the running engine knows (rate, wait) is added by `run-job`. */
export interface StoredJob extends Omit<Job, 'rate' | 'waitsUntil' | 'proving'> {
  reason: string;
  /** What the first row that does not end as done does to the job. */
  onFailure: 'go-on' | 'stop';
  facts: Record<string, unknown>;
}

export const noCounts = { planned: 0, sent: 0, done: 0, failed: 0, skipped: 0, unknown: 0 };

function toJob(ledger: ReadableLedger, row: JobTableRow): StoredJob {
  const counts = { ...noCounts };
  const found = ledger
    .prepare<[string], { state: RowState; phase: number; n: number }>(
      'SELECT state, phase, count(*) AS n FROM job_rows WHERE job_id = ? GROUP BY state, phase',
    )
    .all(row.id);
  for (const { state, n } of found) counts[state] += n;
  const firstPhase = Math.min(...found.map(({ phase }) => phase));
  const ofFirstPhase = found.filter(({ phase }) => phase === firstPhase);
  return {
    id: row.id,
    number: row.number,
    tenantId: row.tenant_id,
    kind: row.kind as JobKind,
    title: row.title,
    reason: row.reason,
    facts: JSON.parse(row.facts),
    onFailure: row.on_failure === 'stop' ? 'stop' : 'go-on',
    state: row.state as JobState,
    counts,
    total: sum(found),
    inFirstPhase: sum(ofFirstPhase),
    startedBy: row.started_by,
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    why: row.why === null ? null : (JSON.parse(row.why) as Failure),
    waits: { times: row.waits_times, totalMs: row.waits_ms },
    undo:
      row.undone_by !== null ? 'done' : row.can_undo === 1 && counts.done > 0 ? 'offered' : 'not-possible',
  };
}

const sum = (counted: readonly { n: number }[]): number => counted.reduce((total, { n }) => total + n, 0);

/** One job with its counts, or null. */
export function readJob(ledger: ReadableLedger, jobId: string): StoredJob | null {
  const row = ledger.prepare<[string], JobTableRow>('SELECT * FROM jobs WHERE id = ?').get(jobId);
  return row === undefined ? null : toJob(ledger, row);
}

const openStates = "('queued', 'running', 'waiting', 'paused')";

/** Jobs, newest first; `open` are those that have not ended. All tenants when `tenantId` is null. At most 200. */
export function listJobs(ledger: ReadableLedger, tenantId: string | null, show: 'open' | 'all'): StoredJob[] {
  const rows = ledger
    .prepare<[{ tenantId: string | null }], JobTableRow>(
      `SELECT * FROM jobs WHERE (@tenantId IS NULL OR tenant_id = @tenantId) AND state <> 'planning'
       ${show === 'open' ? `AND state IN ${openStates}` : ''} ORDER BY number DESC LIMIT 200`,
    )
    .all({ tenantId });
  return rows.map((row) => toJob(ledger, row));
}

/**
 * Stores a job that is still being planned: nobody sees it and nothing runs before `finishPlanning`. A large plan is
 * stored in several commits, so that main is never held for long.
 */
export function insertJob(
  ledger: WritableLedger,
  job: {
    id: string;
    tenantId: string;
    kind: JobKind;
    title: string;
    reason: string;
    facts: Record<string, unknown>;
    startedBy: string;
    createdAt: string;
    canUndo: boolean;
    onFailure: 'go-on' | 'stop';
  },
): void {
  ledger
    .prepare(
      `INSERT INTO jobs (id, number, tenant_id, kind, title, reason, facts, state, started_by, created_at, can_undo, on_failure)
       VALUES (@id, (SELECT coalesce(max(number), 0) + 1 FROM jobs), @tenantId, @kind, @title, @reason, @facts, 'planning',
               @startedBy, @createdAt, @canUndo, @onFailure)`,
    )
    .run({
      id: job.id,
      tenantId: job.tenantId,
      kind: job.kind,
      title: job.title,
      reason: job.reason,
      facts: JSON.stringify(job.facts),
      startedBy: job.startedBy,
      createdAt: job.createdAt,
      canUndo: job.canUndo ? 1 : 0,
      onFailure: job.onFailure,
    });
}

/** Adds rows to a job that is being planned; `first` is the position of the first of them. */
export function insertRows(
  ledger: WritableLedger,
  jobId: string,
  rows: readonly PlannedRow[],
  first: number,
): void {
  const insert = ledger.prepare(
    `INSERT INTO job_rows (job_id, position, phase, action, input, subject, name, file_row, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'planned')`,
  );
  rows.forEach(({ phase, action, input, subject, name, fileRow }, index) => {
    insert.run(jobId, first + index, phase, action, JSON.stringify(input), subject, name, fileRow);
  });
}

/** Makes a planned job whole: from here on it is shown, and may run (F1: the whole plan is durable before the first call). */
export function finishPlanning(ledger: WritableLedger, jobId: string): void {
  ledger.prepare("UPDATE jobs SET state = 'queued' WHERE id = ? AND state = 'planning'").run(jobId);
}

/** Deletes plans that a crash cut off while they were being stored. Nothing of them was ever sent. */
export function dropUnfinishedPlans(ledger: WritableLedger): void {
  ledger.prepare("DELETE FROM jobs WHERE state = 'planning'").run();
}

/** Moves a job on. Fields left out stay as they are. */
export function updateJob(
  ledger: WritableLedger,
  jobId: string,
  change: {
    state: JobState;
    why: Failure | null;
    startedAt?: string;
    endedAt?: string | null;
    addWaitMs?: number;
  },
): void {
  ledger
    .prepare(
      `UPDATE jobs SET state = @state, why = @why,
         started_at = coalesce(started_at, @startedAt),
         ended_at = CASE WHEN @setEnded = 1 THEN @endedAt ELSE ended_at END,
         waits_times = waits_times + @waitTimes, waits_ms = waits_ms + @waitMs
       WHERE id = @jobId`,
    )
    .run({
      jobId,
      state: change.state,
      why: change.why === null ? null : JSON.stringify(change.why),
      startedAt: change.startedAt ?? null,
      setEnded: change.endedAt === undefined ? 0 : 1,
      endedAt: change.endedAt ?? null,
      waitTimes: change.addWaitMs === undefined ? 0 : 1,
      waitMs: change.addWaitMs ?? 0,
    });
}

/** Marks a job as put back by another one. */
export function markUndone(ledger: WritableLedger, jobId: string, undoJobId: string): void {
  ledger.prepare('UPDATE jobs SET undone_by = ? WHERE id = ?').run(undoJobId, jobId);
}
