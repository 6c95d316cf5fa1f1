import type { StoredRow } from '../ledger/job-rows.ts';
import type { AwaitedProofs } from './await-proofs.ts';
import type { ActionContext, TenantAction } from './tenant-action.ts';

/** A page of a list counts as so many looks at one row. */
const looksAPage = 10;
/** Between two readings of a list, so that a quick run does not read it all the time; less once nothing else is left to do. */
const gapMs = 5000;
const lastGapMs = 500;
/** So few rows are always looked at one by one. */
const fewRows = 4;
const mostSingles = 16;
/** How often rows that are looked at one by one are searched for among many that are not. */
const searchMs = 25;

/** What a reading of a list has shown: rows that are done, and rows that were looked for often enough. */
export interface WaveResult {
  proved: { row: StoredRow; outcome: string; facts: Record<string, unknown> }[];
  givenUp: StoredRow[];
  /** The tenant could not be asked: one row by which to find out what that means for the job. */
  ask: StoredRow | null;
}

/** How accepted rows are proved. */
export interface ProofWaves {
  /** Whether an accepted row of this action is left to a reading of many; otherwise it is looked at by itself, at once. */
  takes(action: string): boolean;
  /** Rows that are due and are looked at one by one. */
  takeSingles(): StoredRow[];
  /** Begins a reading when it is worth it; null when it is not. */
  begin(): Promise<WaveResult> | null;
  /** The job is being stopped: reads once more for the rows that are kept; `singles` are to be looked at by themselves. */
  beginLast(): { wave: Promise<WaveResult> | null; singles: StoredRow[] };
  /** Rows that a reading is looking for. */
  reading(): number;
}

interface WaveDoors {
  actions: ReadonlyMap<string, TenantAction>;
  proofs: AwaitedProofs;
  /** Null when the tenant cannot be asked. */
  context(): ActionContext | null;
  /** Rows that were not begun yet. */
  left(): number;
  nowMs(): number;
}

/**
 * Decides how accepted rows are proved: many by reading the tenant's list, where that takes fewer requests than one look a row,
 * or one by one. Only what the list shows counts; a row that it does not show is looked for again, by itself in the end.
 */
export function openProofWaves(doors: WaveDoors): ProofWaves {
  const { proofs } = doors;
  /** Requests that a whole reading takes, as the last one told. */
  let pages = 1;
  let lastMs = Number.NEGATIVE_INFINITY;
  let searchedMs = Number.NEGATIVE_INFINITY;
  let reading = 0;
  const isMany = (action: string): boolean => doors.actions.get(action)?.lookAtMany !== undefined;
  const enough = (): number => looksAPage * (pages + 1);
  const isWorthIt = (): boolean => proofs.count() + reading + doors.left() >= enough();

  const read = async (
    rows: readonly StoredRow[],
    mostPages: number,
  ): Promise<{ proved: WaveResult['proved']; isCutShort: boolean }> => {
    const context = doors.context();
    const action = doors.actions.get(rows[0]?.action ?? '');
    if (context === null || action?.lookAtMany === undefined) return { proved: [], isCutShort: true };
    const asked = rows.flatMap((row) => {
      const input = action.input.safeParse(row.input);
      return input.success ? [{ row, input: input.data, facts: row.facts }] : [];
    });
    const told = await action.lookAtMany(context, asked, mostPages);
    pages = told.pages ?? pages;
    const proved = asked.flatMap(({ row }, index) => {
      const seen = told.seen.get(index);
      return seen === undefined ? [] : [{ row, ...seen }];
    });
    return { proved, isCutShort: told.isCutShort };
  };

  const start = (rows: StoredRow[], mostPages: number): Promise<WaveResult> => {
    reading = rows.length;
    return read(rows, mostPages)
      .then(({ proved, isCutShort }) => {
        const shown = new Set(proved.map(({ row }) => row.position));
        const missing = rows.filter(({ position }) => !shown.has(position));
        if (!isCutShort) {
          return { proved, givenUp: missing.filter((row) => proofs.later(row) === 'given-up'), ask: null };
        }
        const ask = missing.shift() ?? null;
        for (const row of missing) proofs.again(row);
        return { proved, givenUp: [], ask };
      })
      .finally(() => {
        reading = 0;
        lastMs = doors.nowMs();
      });
  };

  return {
    takes: (action) => isMany(action) && isWorthIt(),
    takeSingles: () => {
      const now = doors.nowMs();
      if (proofs.count() === 0 || now - searchedMs < searchMs) return [];
      searchedMs = now;
      const isWave = isWorthIt();
      return proofs.takeDue(({ action }) => !isWave || !isMany(action));
    },
    begin: () => {
      const gap = doors.left() === 0 ? lastGapMs : gapMs;
      if (reading > 0 || doors.nowMs() - lastMs < gap || proofs.count() < enough()) return null;
      const due = proofs.due();
      const first = due.find(({ action }) => isMany(action));
      if (first === undefined) return null;
      const isOne = ({ action }: StoredRow): boolean => action === first.action;
      const count = due.filter(isOne).length;
      return count < enough() ? null : start(proofs.takeDue(isOne), Math.floor(count / looksAPage));
    },
    beginLast: () => {
      const rows = proofs.takeAll();
      const first = rows.find(({ action }) => isMany(action));
      const many = rows.filter(({ action }) => action === first?.action);
      const isWave = reading === 0 && many.length > fewRows;
      return {
        wave: isWave ? start(many, Number.POSITIVE_INFINITY) : null,
        singles: (isWave ? rows.filter(({ action }) => action !== first?.action) : rows).slice(
          0,
          mostSingles,
        ),
      };
    },
    reading: () => reading,
  };
}
