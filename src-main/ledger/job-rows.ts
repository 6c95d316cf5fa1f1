import type { Failure } from '../../src-contract/failure-catalogue.ts';
import type { JobRow, RowState } from '../../src-contract/jobs.ts';
import type { ReadableLedger, WritableLedger } from './ledger-handles.ts';

interface RowTableRow {
  position: number;
  phase: number;
  action: string;
  input: string;
  subject: string;
  name: string;
  file_row: number | null;
  state: string;
  outcome: string;
  failure: string | null;
  facts: string | null;
  request_id: string | null;
  attempts: number;
  updated_at: string | null;
}

/** A row with what the engine needs to run it. */
export interface StoredRow extends JobRow {
  phase: number;
  input: unknown;
  facts: Record<string, unknown>;
}

function toRow(row: RowTableRow): StoredRow {
  return {
    position: row.position,
    phase: row.phase,
    action: row.action,
    input: JSON.parse(row.input),
    subject: row.subject,
    name: row.name,
    fileRow: row.file_row,
    state: row.state as RowState,
    outcome: row.outcome,
    failure: row.failure === null ? null : (JSON.parse(row.failure) as Failure),
    facts: row.facts === null ? {} : JSON.parse(row.facts),
    requestId: row.request_id,
    attempts: row.attempts,
    updatedAt: row.updated_at,
  };
}

/** Rows of a job for a list, with how many match. No states given means all. */
export function listRows(
  ledger: ReadableLedger,
  jobId: string,
  choice: { states: readonly RowState[]; order: 'position' | 'newest-first'; offset: number; limit: number },
): { rows: StoredRow[]; matches: number } {
  const states = JSON.stringify(choice.states);
  const where = choice.states.length === 0 ? '' : 'AND state IN (SELECT value FROM json_each(@states))';
  const order = choice.order === 'position' ? 'position' : 'updated_at DESC, position DESC';
  const bound = { jobId, states, offset: choice.offset, limit: choice.limit };
  const rows = ledger
    .prepare<[typeof bound], RowTableRow>(
      `SELECT * FROM job_rows WHERE job_id = @jobId ${where} ORDER BY ${order} LIMIT @limit OFFSET @offset`,
    )
    .all(bound);
  const matches = ledger
    .prepare<[typeof bound], { n: number }>(
      `SELECT count(*) AS n FROM job_rows WHERE job_id = @jobId ${where}`,
    )
    .get(bound);
  return { rows: rows.map(toRow), matches: matches?.n ?? 0 };
}

/** The lowest phase with rows that still have to run, and how many of its rows were never sent; null when all have ended. */
export function nextPhase(ledger: ReadableLedger, jobId: string): { phase: number; planned: number } | null {
  const found = ledger
    .prepare<[string], { phase: number | null }>(
      "SELECT min(phase) AS phase FROM job_rows WHERE job_id = ? AND state IN ('planned', 'sent')",
    )
    .get(jobId);
  if (found?.phase === null || found?.phase === undefined) return null;
  const planned = ledger
    .prepare<[string, number], { n: number }>(
      "SELECT count(*) AS n FROM job_rows WHERE job_id = ? AND state = 'planned' AND phase = ?",
    )
    .get(jobId, found.phase);
  return { phase: found.phase, planned: planned?.n ?? 0 };
}

/** Rows of a phase that were sent and did not end: the tenant must be asked about each. */
export function sentRows(ledger: ReadableLedger, jobId: string, phase: number): StoredRow[] {
  return ledger
    .prepare<[string, number], RowTableRow>(
      "SELECT * FROM job_rows WHERE job_id = ? AND state = 'sent' AND phase = ? ORDER BY position",
    )
    .all(jobId, phase)
    .map(toRow);
}

/** The next rows of a phase after a position that were never sent. */
export function plannedRows(
  ledger: ReadableLedger,
  jobId: string,
  at: { phase: number; after: number; limit: number },
): StoredRow[] {
  return ledger
    .prepare<[string, number, number, number], RowTableRow>(
      `SELECT * FROM job_rows WHERE job_id = ? AND state = 'planned' AND phase = ? AND position > ?
       ORDER BY position LIMIT ?`,
    )
    .all(jobId, at.phase, at.after, at.limit)
    .map(toRow);
}

/** All rows of a job that ended as done, last first: the order in which they are put back. */
export function doneRows(ledger: ReadableLedger, jobId: string): StoredRow[] {
  return ledger
    .prepare<[string], RowTableRow>(
      "SELECT * FROM job_rows WHERE job_id = ? AND state = 'done' ORDER BY phase DESC, position DESC",
    )
    .all(jobId)
    .map(toRow);
}

/** Whether any row about this subject ended as done, or was skipped because it was so already. */
export function subjectWasDone(ledger: ReadableLedger, jobId: string, subject: string): boolean {
  const found = ledger
    .prepare<[string, string], { n: number }>(
      "SELECT count(*) AS n FROM job_rows WHERE job_id = ? AND subject = ? AND state = 'done'",
    )
    .get(jobId, subject);
  return (found?.n ?? 0) > 0;
}

/** Whether any row about this subject ended otherwise than done: what depends on it must not go on. */
export function subjectHasFailed(ledger: ReadableLedger, jobId: string, subject: string): boolean {
  const found = ledger
    .prepare<[string, string], { n: number }>(
      `SELECT count(*) AS n FROM job_rows
       WHERE job_id = ? AND subject = ? AND state IN ('failed', 'unknown', 'skipped')`,
    )
    .get(jobId, subject);
  return (found?.n ?? 0) > 0;
}

/** After this many ends of the app in the middle of one row, the row is set aside. */
const mostCrashes = 3;

/**
 * Counts the end of the app against every row that was sent and not answered, and sets those aside that were under way
 * each of the last three times. A row that only waits for its proof is not the cause of anything.
 */
export function countCrash(
  ledger: WritableLedger,
  jobId: string,
  failureOf: (subject: string, crashes: number) => Failure,
  at: string,
): void {
  const inFlight = "job_id = ? AND state = 'sent' AND coalesce(json_extract(facts, '$.accepted'), 0) = 0";
  ledger.prepare(`UPDATE job_rows SET crashes = crashes + 1 WHERE ${inFlight}`).run(jobId);
  const worn = ledger
    .prepare<[string, number], RowTableRow & { crashes: number }>(
      `SELECT * FROM job_rows WHERE ${inFlight} AND crashes >= ?`,
    )
    .all(jobId, mostCrashes);
  for (const row of worn) {
    const failure = failureOf(row.subject, row.crashes);
    updateRow(ledger, jobId, { ...toRow(row), state: 'unknown', outcome: failure.sentence, failure }, at);
  }
}

/** Moves a row on. Called before and after each request; each call is part of a durable commit. */
export function updateRow(
  ledger: WritableLedger,
  jobId: string,
  row: Pick<StoredRow, 'position' | 'state' | 'outcome' | 'failure' | 'facts' | 'requestId' | 'attempts'>,
  at: string,
): void {
  ledger
    .prepare(
      `UPDATE job_rows SET state = @state, outcome = @outcome, failure = @failure, facts = @facts,
         request_id = @requestId, attempts = @attempts, updated_at = @at
       WHERE job_id = @jobId AND position = @position`,
    )
    .run({
      jobId,
      position: row.position,
      state: row.state,
      outcome: row.outcome,
      failure: row.failure === null ? null : JSON.stringify(row.failure),
      facts: JSON.stringify(row.facts),
      requestId: row.requestId,
      attempts: row.attempts,
      at,
    });
}

/**
 * Plans failed and unknown rows again; unknown ones become `sent`, so that the tenant is asked before anything. Their tries
 * begin anew, but never at none: a row that was ever sent is asked about before it is sent again.
 */
export function planFailedAgain(ledger: WritableLedger, jobId: string): number {
  const unknown = ledger
    .prepare(
      `UPDATE job_rows SET state = 'sent', failure = NULL, crashes = 0, attempts = min(attempts, 1), facts = json_remove(facts, '$.accepted')
       WHERE job_id = ? AND state = 'unknown'`,
    )
    .run(jobId).changes;
  const failed = ledger
    .prepare(
      "UPDATE job_rows SET state = 'planned', failure = NULL, crashes = 0, attempts = min(attempts, 1) WHERE job_id = ? AND state = 'failed'",
    )
    .run(jobId).changes;
  // Later phases depend on who was done (a team takes only people who were invited): they are looked at again, and
  // send only what the tenant still lacks.
  ledger
    .prepare(
      `UPDATE job_rows SET state = 'sent', attempts = 0, facts = json_remove(facts, '$.accepted') WHERE job_id = @jobId AND state IN ('done', 'skipped')
       AND phase > (SELECT min(phase) FROM job_rows WHERE job_id = @jobId AND state IN ('planned', 'sent'))`,
    )
    .run({ jobId });
  return unknown + failed;
}

/** Ends rows of a cancelled job whose answer never came as `unknown`: nobody will ask the tenant about them any more. */
export function giveUpSentRows(
  ledger: WritableLedger,
  jobId: string,
  failureOf: (subject: string) => Failure,
  at: string,
): void {
  const sent = ledger
    .prepare<[string], RowTableRow>("SELECT * FROM job_rows WHERE job_id = ? AND state = 'sent'")
    .all(jobId);
  for (const row of sent.map(toRow)) {
    const failure = failureOf(row.subject);
    updateRow(ledger, jobId, { ...row, state: 'unknown', outcome: failure.sentence, failure }, at);
  }
}
