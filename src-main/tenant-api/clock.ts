import { setTimeout as wait } from 'node:timers/promises';

/** Time as the rooms see it, so that tests can turn it by hand. */
export interface Clock {
  /** Milliseconds since 1970 by this computer's clock: for moments that people read. It may jump. */
  wallMs(): number;
  /** Milliseconds that only grow: for spans. */
  monotonicMs(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it is aborted first. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** This computer's own time. */
export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  wait: async (ms, signal) => {
    try {
      await wait(ms, undefined, { signal });
    } catch (thrown) {
      throw signal.aborted ? signal.reason : thrown;
    }
  },
};
