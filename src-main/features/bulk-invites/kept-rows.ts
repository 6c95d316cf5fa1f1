import type { Verdict } from '../../../src-contract/bulk-invites.ts';
import type { Ledger, ReadableLedger, WritableLedger } from '../../ledger/ledger-handles.ts';
import type { FileRow } from './plan-rows.ts';

interface KeptTableRow {
  row: number;
  cells_json: string;
  verdict: string;
  reason: string;
  needs_fix: number;
}

/** What `cells_json` holds; runs of former versions have the cells alone. */
type KeptCells = string[] | { cells: string[]; line: number | null };

/** Keeps a chunk of a file's rows for the report. */
export function keepRows(ledger: WritableLedger, runId: string, rows: readonly FileRow[]): void {
  const insert = ledger.prepare(
    'INSERT INTO bulk_rows (run_id, row, cells_json, verdict, reason, needs_fix) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const { row, cells, verdict, reason, needsFix, line } of rows) {
    insert.run(runId, row, JSON.stringify({ cells, line }), verdict, reason, needsFix ? 1 : 0);
  }
}

/** The next rows of a run after a row number, in file order. */
export function readKeptRows(
  ledger: ReadableLedger,
  runId: string,
  window: { afterRow: number; limit: number },
): FileRow[] {
  return ledger
    .prepare<[string, number, number], KeptTableRow>(
      `SELECT row, cells_json, verdict, reason, needs_fix FROM bulk_rows
       WHERE run_id = ? AND row > ? ORDER BY row LIMIT ?`,
    )
    .all(runId, window.afterRow, window.limit)
    .map((kept) => {
      const stored = JSON.parse(kept.cells_json) as KeptCells;
      const { cells, line } = Array.isArray(stored) ? { cells: stored, line: null } : stored;
      return {
        row: kept.row,
        cells,
        verdict: kept.verdict as Verdict,
        reason: kept.reason,
        needsFix: kept.needs_fix === 1,
        line,
      };
    });
}

/** Forgets the rows of a run that did not start, chunk by chunk so that main never stalls. */
export async function forgetRun(ledger: Ledger, runId: string): Promise<void> {
  for (;;) {
    const gone = await ledger.write(
      (writable) =>
        writable
          .prepare(
            `DELETE FROM bulk_rows WHERE run_id = @runId AND row IN
               (SELECT row FROM bulk_rows WHERE run_id = @runId LIMIT 2000)`,
          )
          .run({ runId }).changes,
    );
    if (gone === 0) return;
  }
}

/** Runs whose rows were stored and whose job never was: Tenantry ended in between. */
export function findOrphanRuns(ledger: ReadableLedger): string[] {
  return ledger
    .prepare<[], { run_id: string }>(
      `SELECT DISTINCT run_id FROM bulk_rows WHERE run_id NOT IN
         (SELECT json_extract(facts, '$.runId') FROM jobs
          WHERE kind = 'bulk-invite' AND json_extract(facts, '$.runId') IS NOT NULL)`,
    )
    .all()
    .map((found) => found.run_id);
}
