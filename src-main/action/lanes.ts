import type { StoredRow } from '../ledger/job-rows.ts';

/** How often what waits for its proof is looked after while nothing else happens. */
const tickMs = 50;

export interface LaneDoors {
  stopping: AbortSignal;
  /** Resolves when the job as a whole does not wait, or stops. */
  waitOver(): Promise<void>;
  /** How many rows may run at once now. */
  most(): number;
  /** The next row to run, or null when none can be begun now. */
  next(): StoredRow | null;
  run(row: StoredRow): Promise<void>;
  /** A piece of work beside the rows, when one is due. */
  beside(): Promise<void> | null;
  /** Whether something is kept that `next` or `beside` will hand out in time. */
  isExpecting(): boolean;
  /** Goes on to what follows when everything has ended; false when nothing does. */
  turn(): boolean;
}

/**
 * Runs rows side by side until there are none or the signal is aborted; then what is under way is waited for. How many at once
 * may change at any moment. Rejects with what the first of them threw.
 */
export async function runLanes(doors: LaneDoors): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const broken: unknown[] = [];
  let rows = 0;
  let ring = (): void => undefined;

  const begin = (work: Promise<void>, isRow: 0 | 1): void => {
    rows += isRow;
    const entry: Promise<void> = work
      .catch((error: unknown) => {
        broken.push(error);
      })
      .finally(() => {
        rows -= isRow;
        underWay.delete(entry);
        ring();
      });
    underWay.add(entry);
  };
  const somethingEnds = (): Promise<void> =>
    new Promise((resolve) => {
      let timer: NodeJS.Timeout | null = null;
      const done = (): void => {
        if (timer !== null) clearTimeout(timer);
        doors.stopping.removeEventListener('abort', done);
        resolve();
      };
      if (doors.isExpecting()) timer = setTimeout(done, tickMs);
      ring = done;
      doors.stopping.addEventListener('abort', done, { once: true });
    });

  for (;;) {
    await doors.waitOver();
    if (doors.stopping.aborted || broken.length > 0) break;
    const beside = doors.beside();
    if (beside !== null) begin(beside, 0);
    while (rows < doors.most()) {
      const row = doors.next();
      if (row === null) break;
      begin(doors.run(row), 1);
    }
    if (underWay.size === 0 && !doors.isExpecting() && !doors.turn()) break;
    if (underWay.size > 0 || doors.isExpecting()) await somethingEnds();
  }
  await Promise.allSettled(underWay);
  if (broken.length > 0) throw broken[0];
}
