/** The clock and the one timer of the schedule; tests bring their own. */
export interface SyncTimers {
  /** Milliseconds of the wall clock: a moment that passed during sleep lies in the past afterwards. */
  now(): number;
  /** Calls back once after a while; answers how to call that off. */
  after(ms: number, callback: () => void): () => void;
}

/** The clock of this computer. A timer of it does not keep the process alive. */
export const systemTimers: SyncTimers = {
  now: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
