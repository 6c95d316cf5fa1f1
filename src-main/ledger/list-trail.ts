import type { TrailEntryDetail, TrailFilter, TrailLine, TrailResult } from '../../src-contract/audit-log.ts';
import type { ReadableLedger } from './ledger-handles.ts';
import { rowFits, type TrailRow } from './verify-trail.ts';

interface FilterBound {
  tenantId: string;
  since: string | null;
  actor: string | null;
  action: string | null;
  jobId: string | null;
  phase: string | null;
}

// Answered by the index `trail_for_filters` alone: the entries of a window only are read.
const matching = `FROM trail INDEXED BY trail_for_filters WHERE tenant_id = @tenantId
  AND (@phase IS NULL OR phase = @phase) AND (@since IS NULL OR at >= @since)
  AND (@actor IS NULL OR actor = @actor) AND (@action IS NULL OR action = @action)
  AND (@jobId IS NULL OR job_id = @jobId)`;

function bind(ledger: ReadableLedger, tenantId: string, filter: TrailFilter): FilterBound {
  const job =
    filter.job === null
      ? null
      : (ledger.prepare<[number], { id: string }>('SELECT id FROM jobs WHERE number = ?').get(filter.job)
          ?.id ??
        // A job that is not kept any more has no entries that could be told apart.
        '');
  return {
    tenantId,
    since: filter.since,
    actor: filter.actor,
    action: filter.action,
    jobId: job,
    phase: filter.show === 'results' ? 'result' : null,
  };
}

/** The result that an entry tells, and its words without it: outcomes are stored as `done: Deactivated`. */
export function resultOf(row: Pick<TrailRow, 'phase' | 'outcome'>): { result: TrailResult; words: string } {
  if (row.phase === 'intent') return { result: 'sending', words: row.outcome };
  const found = /^(done|failed|skipped|unknown)(?:: |$)/.exec(row.outcome);
  if (found === null) return { result: 'done', words: row.outcome };
  return { result: found[1] as TrailResult, words: row.outcome.slice(found[0].length) };
}

type JoinedRow = TrailRow & { job_number: number | null; job_title: string | null };

function toLine(row: JoinedRow): TrailLine {
  return {
    number: row.number,
    at: row.at,
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    result: resultOf(row).result,
    job: row.job_number,
  };
}

const joined = `SELECT t.*, j.number AS job_number, j.title AS job_title FROM trail AS t
  LEFT JOIN jobs AS j ON j.id = t.job_id`;

/** A window of a tenant's trail, newest first, and how many entries match. */
export function listTrail(
  ledger: ReadableLedger,
  tenantId: string,
  choice: { filter: TrailFilter; offset: number; limit: number },
): { lines: TrailLine[]; matches: number } {
  const bound = bind(ledger, tenantId, choice.filter);
  const numbers = ledger
    .prepare<[FilterBound & { offset: number; limit: number }], { number: number }>(
      `SELECT number ${matching} ORDER BY number DESC LIMIT @limit OFFSET @offset`,
    )
    .all({ ...bound, offset: choice.offset, limit: choice.limit });
  const lines = ledger
    .prepare<[string, string], JoinedRow>(
      `${joined} WHERE t.tenant_id = ? AND t.number IN (SELECT value FROM json_each(?)) ORDER BY t.number DESC`,
    )
    .all(tenantId, JSON.stringify(numbers.map(({ number }) => number)));
  const count = ledger.prepare<[FilterBound], { n: number }>(`SELECT count(*) AS n ${matching}`).get(bound);
  return { lines: lines.map(toLine), matches: count?.n ?? 0 };
}

/** Every actor, action and job that a tenant's trail names; jobs newest first, at most 200. */
export function listTrailChoices(
  ledger: ReadableLedger,
  tenantId: string,
): { actors: string[]; actions: string[]; jobs: { number: number; title: string }[] } {
  const names = (column: 'actor' | 'action'): string[] =>
    ledger
      .prepare<[string], { name: string }>(
        `SELECT DISTINCT ${column} AS name FROM trail INDEXED BY trail_for_filters WHERE tenant_id = ? ORDER BY name`,
      )
      .all(tenantId)
      .map(({ name }) => name);
  const jobs = ledger
    .prepare<[string], { number: number; title: string }>(
      "SELECT number, title FROM jobs WHERE tenant_id = ? AND state <> 'planning' ORDER BY number DESC LIMIT 200",
    )
    .all(tenantId);
  return { actors: names('actor'), actions: names('action'), jobs };
}

/** One entry with how it hangs in the chain; null when there is none of that number. */
export function readTrailEntry(
  ledger: ReadableLedger,
  tenantId: string,
  number: number,
): TrailEntryDetail | null {
  const read = ledger.prepare<[string, number], JoinedRow>(
    `${joined} WHERE t.tenant_id = ? AND t.number = ?`,
  );
  const row = read.get(tenantId, number);
  if (row === undefined) return null;
  const previous = read.get(tenantId, number - 1);
  const next = read.get(tenantId, number + 1);
  const { result: _result, words } = resultOf(row);
  return {
    ...toLine(row),
    outcome: words,
    requestId: row.request_id,
    jobId: row.job_number === null ? null : row.job_id,
    jobTitle: row.job_title,
    reason: row.detail,
    change: changeLines(row.change),
    previousHash: row.previous_hash,
    hash: row.hash,
    chain: !rowFits(row)
      ? 'changed'
      : row.previous_hash !== (previous?.hash ?? '')
        ? 'not-after-previous'
        : next !== undefined && next.previous_hash !== row.hash
          ? 'not-before-next'
          : 'fits',
    previous: previous?.number ?? null,
    next: next?.number ?? null,
  };
}

function changeLines(text: string | null): string[] {
  if (text === null) return [];
  try {
    const lines: unknown = JSON.parse(text);
    return Array.isArray(lines) ? lines.filter((line) => typeof line === 'string') : [];
  } catch {
    // Changed outside Tenantry: `chain` says so; the text is shown as it is.
    return [text];
  }
}
