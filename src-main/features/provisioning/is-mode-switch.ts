import type { Job } from '../../../src-contract/jobs.ts';
import type { Jobs } from '../../action/jobs-door.ts';

/** Whether a job switched the mode, or put back one that did: after it other people may be edited. */
export function isModeSwitch(jobs: Pick<Jobs, 'facts' | 'read'>, job: Pick<Job, 'id' | 'kind'>): boolean {
  if (job.kind !== 'undo') return job.kind === 'switch-mode';
  const { undoOf } = jobs.facts(job.id);
  return typeof undoOf === 'string' && jobs.read(undoOf)?.kind === 'switch-mode';
}
