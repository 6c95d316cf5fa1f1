import type { StoredRow } from '../ledger/job-rows.ts';

/** Gaps between two looks at a change that the tenant accepted and does not show yet: about 90 s in all. */
const gapsMs = [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000];

/** Rows that were accepted and are looked at again later, while the job goes on with others. */
export interface AwaitedProofs {
  /** Keeps a row for its next look. `given-up`: it was looked at often enough. */
  later(row: StoredRow): 'kept' | 'given-up';
  has(position: number): boolean;
  count(): number;
  /** Rows whose next look is due; they are no longer kept. */
  takeDue(): StoredRow[];
  /** Resolves when a row is due or the signal is aborted. */
  untilDue(signal: AbortSignal): Promise<void>;
}

/** Makes the keeper of one job run. `nowMs` only grows, so that a clock set back delays nothing. */
export function awaitProofs(nowMs: () => number, gaps: readonly number[] = gapsMs): AwaitedProofs {
  const looks = new Map<number, number>();
  const kept = new Map<number, { row: StoredRow; dueMs: number }>();
  return {
    later: (row) => {
      const seen = looks.get(row.position) ?? 0;
      const gap = gaps[seen];
      if (gap === undefined) return 'given-up';
      looks.set(row.position, seen + 1);
      kept.set(row.position, { row, dueMs: nowMs() + gap });
      return 'kept';
    },
    has: (position) => kept.has(position),
    count: () => kept.size,
    takeDue: () => {
      const due = [...kept.values()].filter(({ dueMs }) => dueMs <= nowMs()).map(({ row }) => row);
      for (const { position } of due) kept.delete(position);
      return due;
    },
    untilDue: (signal) =>
      new Promise((resolve) => {
        const first = Math.min(...[...kept.values()].map(({ dueMs }) => dueMs));
        if (signal.aborted || !Number.isFinite(first)) return resolve();
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, Math.max(0, first - nowMs()));
        signal.addEventListener('abort', done, { once: true });
      }),
  };
}
