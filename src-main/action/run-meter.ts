import type { HoldWhy, JobState } from '../../src-contract/jobs.ts';
import { rateOf } from './job-figures.ts';
import type { PaceKeeper } from './job-pace.ts';

/** Measures one run of a job, from its start or from Resume: a pause says nothing of how fast the tenant is. */
export interface RunMeter {
  /** A row ended, or was accepted. */
  ended(): void;
  holds(why: HoldWhy): void;
  goesOn(): void;
  /** The run is over, for good or until Resume. */
  ends(as: JobState): void;
  /** Rows a second over the last 60 s, waits included; null until known. */
  rate(): number | null;
}

/** Begins to measure; all of it is told to the pace of the job as well. */
export function beginMeter(pace: PaceKeeper, now: () => Date): RunMeter {
  const finishedAt: number[] = [];
  const beganAt = now().toISOString();
  const nowMs = (): number => now().getTime();
  pace.goesOn(nowMs());
  return {
    ended: () => {
      finishedAt.push(nowMs());
      pace.ended(nowMs());
    },
    holds: (why) => pace.holds(nowMs(), why),
    goesOn: () => pace.goesOn(nowMs()),
    ends: (state) => {
      if (state === 'paused') pace.holds(nowMs(), 'paused');
      else pace.goesOn(nowMs());
    },
    rate: () => rateOf(finishedAt, beganAt, now()),
  };
}
