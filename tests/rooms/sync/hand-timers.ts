import type { SyncTimers } from '../../../src-main/sync/sync-timers.ts';

export interface HandTimers extends SyncTimers {
  /** Lets time pass: timers that come due are called in order. */
  pass(ms: number): void;
  /** Lets the clock jump without a timer being called, as when the computer sleeps. */
  sleep(ms: number): void;
  /** How many timers wait. */
  waiting(): number;
}

/** A clock and timers that a test moves by hand. */
export function createHandTimers(): HandTimers {
  let now = Date.now();
  /** What timers go by; stands still while the computer sleeps. */
  let awake = 0;
  const timers = new Map<number, { at: number; callback: () => void }>();
  let lastId = 0;
  return {
    now: () => now,
    after: (ms, callback) => {
      lastId += 1;
      const id = lastId;
      timers.set(id, { at: awake + ms, callback });
      return () => timers.delete(id);
    },
    pass: (ms) => {
      const end = awake + ms;
      for (;;) {
        const next = [...timers].sort(([, one], [, other]) => one.at - other.at)[0];
        if (next === undefined || next[1].at > end) break;
        const [id, { at, callback }] = next;
        timers.delete(id);
        now += at - awake;
        awake = at;
        callback();
      }
      now += end - awake;
      awake = end;
    },
    sleep: (ms) => {
      now += ms;
    },
    waiting: () => timers.size,
  };
}
