import type { StoredRow } from '../ledger/job-rows.ts';

/** Gaps between two looks at a change that the tenant accepted and does not show yet: about 90 s in all. */
const gapsMs = [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000];

/** Rows that were accepted and are looked at again later, while the job goes on with others. */
export interface AwaitedProofs {
  /** Keeps a row for its next look. `given-up`: it was looked at often enough. */
  later(row: StoredRow): 'kept' | 'given-up';
  /** Keeps a row as before: the tenant could not be asked, so that it was not looked at. */
  again(row: StoredRow): void;
  count(): number;
  /** Rows whose next look is due; they stay kept. */
  due(): StoredRow[];
  /** The same, of those that fit; they are no longer kept. */
  takeDue(fits: (row: StoredRow) => boolean): StoredRow[];
  /** Every row, due or not; none is kept any more. */
  takeAll(): StoredRow[];
}

/** Makes the keeper of one job run. `nowMs` only grows, so that a clock set back delays nothing. */
export function awaitProofs(nowMs: () => number, gaps: readonly number[] = gapsMs): AwaitedProofs {
  const looks = new Map<number, number>();
  const kept = new Map<number, { row: StoredRow; dueMs: number }>();
  const due = (): StoredRow[] => {
    const now = nowMs();
    return [...kept.values()].filter(({ dueMs }) => dueMs <= now).map(({ row }) => row);
  };
  const take = (rows: StoredRow[]): StoredRow[] => {
    for (const { position } of rows) kept.delete(position);
    return rows;
  };
  return {
    later: (row) => {
      const seen = looks.get(row.position) ?? 0;
      const gap = gaps[seen];
      if (gap === undefined) return 'given-up';
      looks.set(row.position, seen + 1);
      kept.set(row.position, { row, dueMs: nowMs() + gap });
      return 'kept';
    },
    again: (row) => {
      kept.set(row.position, { row, dueMs: nowMs() + (gaps[0] ?? 0) });
    },
    count: () => kept.size,
    due,
    takeDue: (fits) => take(due().filter(fits)),
    takeAll: () => take([...kept.values()].map(({ row }) => row)),
  };
}
