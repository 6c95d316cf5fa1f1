import { nextPhase, plannedRows, type StoredRow, sentRows } from '../ledger/job-rows.ts';
import type { Ledger } from '../ledger/ledger-handles.ts';

/** Rows read from the ledger at once: some 2 ms of main's time. */
const windowSize = 500;

/** Hands out the rows of a job that still have to run, one by one, in order, and each once. */
export interface RowFeed {
  /** The next row of the phase under way, or null when there is none left to begin. */
  next(): StoredRow | null;
  /** Takes a row back that did not end; it comes before all others. */
  back(row: StoredRow): void;
  /** How many rows of this phase were not handed out yet. */
  left(): number;
  /** Goes to the next phase that has rows to run; false when there is none. Only once every row of this one has ended. */
  turn(): boolean;
}

/** Makes the feed of one run. Rows that were sent before come first within a phase, since they must be settled. */
export function openRowFeed(ledger: Ledger, jobId: string): RowFeed {
  let phase: number | null = null;
  let returned: StoredRow[] = [];
  let window: StoredRow[] = [];
  let after = -1;
  let planned = 0;

  return {
    next: () => {
      const back = returned.shift();
      if (back !== undefined) return back;
      if (window.length === 0 && phase !== null && planned > 0) {
        const at = { phase, after, limit: windowSize };
        window = ledger.read((readable) => plannedRows(readable, jobId, at)).reverse();
        after = window[0]?.position ?? after;
        if (window.length === 0) planned = 0;
      }
      const row = window.pop() ?? null;
      if (row !== null) planned -= 1;
      return row;
    },
    back: (row) => {
      returned.unshift(row);
    },
    left: () => returned.length + planned,
    turn: () => {
      const found = ledger.read((readable) => nextPhase(readable, jobId));
      if (found === null) return false;
      phase = found.phase;
      returned = ledger.read((readable) => sentRows(readable, jobId, found.phase));
      planned = found.planned;
      window = [];
      after = -1;
      return true;
    },
  };
}
