import type { ReadableLedger } from './ledger-handles.ts';
import { type TrailEntry, trailHash } from './record-trail.ts';

/** An entry as the table has it. */
export interface TrailRow {
  tenant_id: string;
  number: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  phase: string;
  outcome: string;
  request_id: string | null;
  job_id: string | null;
  detail: string;
  change: string | null;
  previous_hash: string;
  hash: string;
}

/** The newest entry as it was noted in a second place. */
export interface TrailHead {
  readonly number: number;
  readonly hash: string;
}

/** What does not fit, and where. Entries before `entry` fit. */
export interface TrailBreak {
  readonly entry: number;
  readonly what:
    | 'changed'
    | 'missing'
    | 'exchanged'
    | 'end-missing'
    | 'rewritten'
    | 'added-outside'
    | 'note-missing'
    | 'note-changed';
  /** Moment of the last entry that fits; null when it is the first that does not. */
  readonly lastFitAt: string | null;
}

export type TrailCheck =
  | { readonly is: 'unbroken'; readonly entries: number; readonly head: TrailHead | null }
  | ({ readonly is: 'broken' } & TrailBreak);

/** The entry of a row, as it was hashed. A change that is no JSON becomes one that no hash fits. */
export function entryOfRow(row: TrailRow): TrailEntry {
  return {
    tenantId: row.tenant_id,
    at: row.at,
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    phase: row.phase as TrailEntry['phase'],
    outcome: row.outcome,
    requestId: row.request_id,
    jobId: row.job_id,
    detail: row.detail,
    ...(row.change === null ? {} : { change: parsedChange(row.change) }),
  };
}

function parsedChange(text: string): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(text);
    // Written in another form it would be another text: only the one that we write may fit.
    if (JSON.stringify(parsed) === text) return parsed as readonly string[];
  } catch {
    // Told by the hash, which fits nothing that was not hashed.
  }
  return ['damaged', text];
}

/** Whether a row's own hash fits what it says. */
export function rowFits(row: TrailRow): boolean {
  return trailHash(entryOfRow(row), row.number, row.previous_hash) === row.hash;
}

const rowsAtOnce = 100;
/** Longest time that main is held in one go; F6 allows 20 ms. */
const sliceMs = 6;

/**
 * Checks a tenant's whole chain, and that the noted head is still in it. Reads and hashes in slices and gives the event
 * loop a turn after each; entries that are added meanwhile are checked as well.
 */
export async function verifyTrail(
  read: <Output>(query: (ledger: ReadableLedger) => Output) => Output,
  tenantId: string,
  noted: TrailHead | null,
): Promise<TrailCheck> {
  let last: { number: number; hash: string; at: string } | null = null;
  for (;;) {
    const began = performance.now();
    do {
      const after: number = last?.number ?? Number.MIN_SAFE_INTEGER;
      const rows = read((ledger) =>
        ledger
          .prepare<[string, number, number], TrailRow>(
            'SELECT * FROM trail WHERE tenant_id = ? AND number > ? ORDER BY number LIMIT ?',
          )
          .all(tenantId, after, rowsAtOnce),
      );
      if (rows.length === 0) return endOf(last, noted);
      for (const row of rows) {
        const what = misfit(row, last, noted);
        if (what !== null) return { is: 'broken', ...what, lastFitAt: last?.at ?? null };
        last = row;
      }
    } while (performance.now() - began < sliceMs);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function misfit(
  row: TrailRow,
  last: TrailHead | null,
  noted: TrailHead | null,
): Pick<TrailBreak, 'entry' | 'what'> | null {
  const expected = (last?.number ?? 0) + 1;
  if (row.number !== expected)
    return { entry: Math.min(row.number, expected), what: row.number < expected ? 'exchanged' : 'missing' };
  if (!rowFits(row)) return { entry: row.number, what: 'changed' };
  if (row.previous_hash !== (last?.hash ?? '')) return { entry: row.number, what: 'exchanged' };
  if (noted?.number === row.number && noted.hash !== row.hash)
    return { entry: row.number, what: 'rewritten' };
  return null;
}

function endOf(last: (TrailHead & { at: string }) | null, noted: TrailHead | null): TrailCheck {
  const entries = last?.number ?? 0;
  if (noted !== null && noted.number > entries) {
    return { is: 'broken', entry: entries + 1, what: 'end-missing', lastFitAt: last?.at ?? null };
  }
  return {
    is: 'unbroken',
    entries,
    head: last === null ? null : { number: last.number, hash: last.hash },
  };
}
