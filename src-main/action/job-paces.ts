import { keepPace, type PaceKeeper } from './job-pace.ts';

/** Of so many jobs it is kept how fast they went. */
const mostPaces = 50;
/** After a longer pause the pace is kept anew: a night in it would leave no room for what goes on. */
const longPauseMs = 300_000;

/** The paces of the jobs that ran since the app was started. */
export interface JobPaces {
  /** The pace of a job that begins or goes on. */
  begin(jobId: string): PaceKeeper;
  find(jobId: string): PaceKeeper | null;
}

/** Makes the keeper of all paces. One for the app. */
export function createJobPaces(now: () => Date): JobPaces {
  const paces = new Map<string, PaceKeeper>();
  return {
    begin: (jobId) => {
      const nowMs = now().getTime();
      const known = paces.get(jobId);
      const isOld = nowMs - (known?.heldSince() ?? nowMs) > longPauseMs;
      const pace = known === undefined || isOld ? keepPace(nowMs) : known;
      paces.delete(jobId);
      paces.set(jobId, pace);
      for (const oldest of paces.keys()) if (paces.size > mostPaces) paces.delete(oldest);
      return pace;
    },
    find: (jobId) => paces.get(jobId) ?? null,
  };
}
