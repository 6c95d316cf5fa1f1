import { setTimeout as delay } from 'node:timers/promises';
import type { Failure } from '../../src-contract/failure-catalogue.ts';
import type { Job } from '../../src-contract/jobs.ts';

const firstWaitMs = 30_000;
const longestWaitMs = 300_000;

/** The tenant asked for the wait, or it is out of reach. */
export type WaitBy = 'asked' | 'no-answer';

interface WaitDoors {
  now(): Date;
  stopping: AbortSignal;
  job(): Pick<Job, 'waits' | 'waitsUntil'>;
  /** Stores how the job stands and shows it. */
  waits(change: Pick<Job, 'why' | 'waits' | 'waitsUntil'>, addMs: number, by: WaitBy): Promise<void>;
  goesOn(): Promise<void>;
}

/** The wait of a whole job: since the tenant asked for it, or is out of reach. */
export interface JobWaits {
  /** Begins a wait, unless one is under way. `askedMs`: as long as the tenant asked for, or null when it did not answer. */
  begin(askedMs: number | null, why: Failure): Promise<void>;
  /** Resolves when no wait is under way, or the job stops. */
  over(): Promise<void>;
  /** A row ended: the next wait for a tenant out of reach is short again. */
  answered(): void;
  /** Ends a wait for a tenant that was out of reach. One that the tenant asked for is waited out. */
  tryNow(): void;
}

/** Makes the waits of one run. They are counted by the clock that only grows; the shown moment is by the wall clock. */
export function createJobWaits(doors: WaitDoors): JobWaits {
  let waitCount = 0;
  let endMs = 0;
  let cut: AbortController | null = null;
  return {
    begin: async (askedMs, why) => {
      const { waits, waitsUntil } = doors.job();
      if (waitsUntil !== null) return;
      const ms = askedMs ?? Math.min(longestWaitMs, firstWaitMs * 2 ** waitCount);
      waitCount += 1;
      endMs = performance.now() + ms;
      cut = askedMs === null ? new AbortController() : null;
      const until = new Date(doors.now().getTime() + ms).toISOString();
      await doors.waits(
        { why, waitsUntil: until, waits: { times: waits.times + 1, totalMs: waits.totalMs + ms } },
        ms,
        askedMs === null ? 'no-answer' : 'asked',
      );
    },
    over: async () => {
      const until = doors.job().waitsUntil;
      if (until === null) return;
      const signal = cut === null ? doors.stopping : AbortSignal.any([doors.stopping, cut.signal]);
      await delay(Math.max(0, endMs - performance.now()), null, { signal }).catch(() => null);
      // Several rows wait for the same moment; the first one to wake ends the wait for all.
      if (doors.job().waitsUntil !== until || doors.stopping.aborted) return;
      await doors.goesOn();
    },
    answered: () => {
      waitCount = 0;
    },
    tryNow: () => cut?.abort(),
  };
}
