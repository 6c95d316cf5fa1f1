import type { Clock } from '../../../src-main/tenant-api/clock.ts';

/** A clock on which short waits are over at once, and which tells what was waited. */
export interface LeapingClock extends Clock {
  /** Waits that were leapt, in order. */
  waited: number[];
}

/**
 * Makes a clock that leaps over waits of up to `upToMs` (between tries, in line) and stands still for longer ones (time
 * limits), so that nothing in a test takes time.
 */
export function createLeapingClock(upToMs = 25_000): LeapingClock {
  const start = Date.now();
  let passed = 0;
  const waited: number[] = [];
  return {
    waited,
    wallMs: () => start + passed,
    monotonicMs: () => passed,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        if (ms <= upToMs) {
          passed += ms;
          waited.push(ms);
          resolve();
          return;
        }
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      }),
  };
}
