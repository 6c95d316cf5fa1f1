import { describeFailure, type Failure } from '../../src-contract/failure-catalogue.ts';
import type { Job, JobState } from '../../src-contract/jobs.ts';

/** Why a job is on hold that the end of the app cut off. */
export function wasInterrupted({ total, counts }: Pick<Job, 'total' | 'counts'>): Failure {
  const ended = total - counts.planned - counts.sent;
  return describeFailure('was-interrupted', { count: `${ended} of ${total} done` });
}

/** Rows a second over the last 60 s, or since the job began or went on, waits included. */
export function rateOf(finishedAt: number[], beganAt: string, now: Date): number | null {
  const edge = now.getTime() - 60_000;
  while (finishedAt.length > 0 && (finishedAt[0] ?? 0) < edge) finishedAt.shift();
  const since = Math.max(edge, Date.parse(beganAt));
  const seconds = (now.getTime() - since) / 1000;
  return seconds < 1 || finishedAt.length < 2 ? null : finishedAt.length / seconds;
}

/** The state in which a run ends by how its rows stand. Rows that are left over hold the job, unless it was cancelled. */
export function endStateOf(counts: Job['counts'], wasCancelled: 'cancelled' | 'not-cancelled'): JobState {
  const { failed, unknown, done, skipped, planned, sent } = counts;
  if (planned + sent > 0) return wasCancelled === 'cancelled' ? 'cancelled' : 'paused';
  if (failed + unknown === 0) return 'done';
  return done + skipped === 0 ? 'failed' : 'done-with-failures';
}
