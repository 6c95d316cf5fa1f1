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
  // By hand: the promise of node:timers makes an error with a stack for each wait that is given up, and each request gives one up.
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const giveUp = (): void => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      }, ms);
      signal.addEventListener('abort', giveUp, { once: true });
    }),
};
