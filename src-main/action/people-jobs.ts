import type { Job } from '../../src-contract/jobs.ts';

/** Job kinds after which the list of people is read again, while they run and when they end. */
export const peopleJobs: ReadonlySet<Job['kind']> = new Set([
  'invite',
  'bulk-invite',
  'invite-again',
  'withdraw-invite',
  'deactivate',
  'activate',
  'change-role',
  'offboard',
  'save-team',
  'delete-team',
  'add-to-teams',
  'staged',
  'undo',
]);
