import type { Job } from '../../src-contract/jobs.ts';
import { chooseTenant, goTo, showDialog, useSession } from '../session/session.ts';

/** Shows a job: a bulk invite on its own screen, any other in a dialog. Goes to its tenant first. */
export function openJob(job: Pick<Job, 'id' | 'kind' | 'tenantId'>): void {
  if (useSession.getState().tenantId !== job.tenantId) chooseTenant(job.tenantId);
  if (job.kind === 'bulk-invite') goTo({ screen: 'bulk-invite', jobId: job.id });
  else showDialog({ kind: 'job', jobId: job.id });
}
