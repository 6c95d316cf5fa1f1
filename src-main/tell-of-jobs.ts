import type { Change } from '../src-contract/change.ts';
import type { Job } from '../src-contract/jobs.ts';
import { peopleJobs } from './action/people-jobs.ts';

/** What is done when a job gets on. */
export interface JobListeners {
  announce(change: Change): void;
  startSync(tenantId: string): void;
  /** Forgets what was read of who may be edited in a tenant. */
  forgetAccess(tenantId: string): void;
  /** Whether it switched the mode, or put back a job that did: an undo changes who may be edited as well. */
  isModeSwitch(job: Job): boolean;
}

/** Out: takes each state of a job, tells the page what is old by it, and reads the tenant again where that is due. */
export function tellOfJobs({
  announce,
  startSync,
  forgetAccess,
  isModeSwitch,
}: JobListeners): (job: Job) => void {
  return (job) => {
    const { tenantId, kind } = job;
    const isOver = job.endedAt !== null;
    announce({ what: 'job', job });
    if (peopleJobs.has(kind)) announce({ what: 'users', tenantId });
    if (isOver && (peopleJobs.has(kind) || kind === 'scim-token' || kind === 'switch-mode')) {
      announce({ what: 'provisioning', tenantId });
    }
    // What a job found out holds for the tenant: a sync asks, and then every screen says that it is signed out.
    if (job.state === 'paused' && job.why?.code === 'signed-out') startSync(tenantId);
    if (isOver && isModeSwitch(job)) {
      // A switch changes who may be edited.
      forgetAccess(tenantId);
      startSync(tenantId);
    }
  };
}
