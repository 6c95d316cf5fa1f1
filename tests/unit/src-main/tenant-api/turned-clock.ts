import type { Clock } from '../../../../src-main/tenant-api/clock.ts';

/** A clock that stands still until it is turned. */
export interface TurnedClock extends Clock {
  /** Moves on by `ms`, waking everyone who is due, in order. */
  turn(ms: number): Promise<void>;
}

/** Lets everything that is ready run, without waiting for time to pass. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 20; round++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Makes a clock that the test turns by hand; wall time starts at `startMs`. */
export function createTurnedClock(startMs = Date.UTC(2026, 10, 23, 10)): TurnedClock {
  let passed = 0;
  const sleepers = new Set<{ due: number; wake: () => void }>();
  return {
    wallMs: () => startMs + passed,
    monotonicMs: () => passed,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const end = (): void => {
          sleepers.delete(sleeper);
          signal.removeEventListener('abort', giveUp);
        };
        const giveUp = (): void => {
          end();
          reject(signal.reason);
        };
        const wake = (): void => {
          end();
          resolve();
        };
        const sleeper = { due: passed + ms, wake };
        sleepers.add(sleeper);
        signal.addEventListener('abort', giveUp, { once: true });
      }),
    turn: async (ms) => {
      const end = passed + ms;
      for (;;) {
        await settle();
        const next = [...sleepers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
        if (!next) break;
        passed = Math.max(passed, next.due);
        next.wake();
      }
      passed = end;
      await settle();
    },
  };
}
