import type { Job, JobState } from '../../src-contract/jobs.ts';

const openStates: readonly JobState[] = ['queued', 'running', 'waiting', 'paused'];

/** Whether a job still has work ahead of it. */
export function isOpenJob(job: Job): boolean {
  return openStates.includes(job.state);
}

/**
 * Puts an announced job into a list that was read before: in its old place, or on top when it is new; out of a
 * list of open jobs once it has ended. In: the list's own input. Out: a new list.
 */
export function placeJob(
  jobs: readonly Job[],
  job: Job,
  listed: { tenantId: string | null; show: 'open' | 'all' },
): Job[] {
  const belongs =
    (listed.tenantId === null || listed.tenantId === job.tenantId) &&
    (listed.show === 'all' || isOpenJob(job));
  if (!belongs) return jobs.filter(({ id }) => id !== job.id);
  if (!jobs.some(({ id }) => id === job.id)) return [job, ...jobs];
  return jobs.map((known) => (known.id === job.id ? job : known));
}
