import type { Change } from '../../src-contract/change.ts';
import type { ChannelName } from '../../src-contract/channels.ts';
import type { Job } from '../../src-contract/jobs.ts';

/** Reads of a tenant's people; each has `tenantId` in its input. */
const ofUsers = [
  'users/search',
  'users/facets',
  'users/ids',
  'users/read',
  'users/summarise',
  'users/invite-choices',
  'users/check-invite',
  'teams/list',
  'teams/people',
  'heartbeat/read',
  'overview/read',
] as const satisfies readonly ChannelName[];

const ofJobs = ['jobs/rows', 'jobs/pace', 'bulk-invites/report'] as const satisfies readonly ChannelName[];

const ofProvisioning = [
  'provisioning/read',
  'provisioning/reminders',
  'setup-assistant/read',
] as const satisfies readonly ChannelName[];

const ofTrail = [
  'audit-log/list',
  'audit-log/choices',
  'audit-log/read',
  'audit-log/state',
] as const satisfies readonly ChannelName[];

const inputHas = (input: unknown, field: string, value: string): boolean =>
  typeof input === 'object' && input !== null && (input as Record<string, unknown>)[field] === value;

const tellsOnOverview = ({ state, endedAt }: Job): boolean => state === 'paused' || endedAt !== null;

/**
 * Whether an announced change makes an answer old. In: the change, and the query key [channel, input] of the
 * answer. Sync status and the jobs themselves travel with the announcement and are written instead of re-read.
 */
export function makesStale(change: Change, [channel, input]: readonly unknown[]): boolean {
  const isOneOf = (names: readonly string[]): boolean =>
    typeof channel === 'string' && names.includes(channel);
  switch (change.what) {
    case 'tenants':
      return isOneOf(['tenants/list', 'bulk-invites/split', 'bulk-invites/file-run']);
    case 'users':
      return isOneOf(ofUsers) && inputHas(input, 'tenantId', change.tenantId);
    case 'staged':
      return isOneOf(['staged/list', 'staged/compare']) && inputHas(input, 'tenantId', change.tenantId);
    case 'provisioning':
      return isOneOf(ofProvisioning) && inputHas(input, 'tenantId', change.tenantId);
    case 'overview':
      return isOneOf(['overview/read']) && inputHas(input, 'tenantId', change.tenantId);
    case 'heartbeat':
      return isOneOf(['heartbeat/read', 'overview/read']) && inputHas(input, 'tenantId', change.tenantId);
    case 'audit-log':
      return isOneOf(ofTrail) && inputHas(input, 'tenantId', change.tenantId);
    case 'job':
      // A run of one tenant changes what is said of the whole file; while it goes on its own announcements tell.
      if (isOneOf(['bulk-invites/file-run'])) {
        return change.job.kind === 'bulk-invite' && change.job.state !== 'running';
      }
      // Only what a job came to, or that it waits for somebody, is told on Overview.
      if (isOneOf(['overview/read'])) {
        return tellsOnOverview(change.job) && inputHas(input, 'tenantId', change.job.tenantId);
      }
      return (
        (isOneOf(ofJobs) && inputHas(input, 'jobId', change.job.id)) ||
        (isOneOf(['provisioning/switch-result']) && inputHas(input, 'tenantId', change.job.tenantId))
      );
    case 'bulk-reading':
    case 'offboarding-read':
      // Progress of one reading; nothing that was read before grows old by it.
      return false;
    case 'scim-run':
      // While it runs the announcement itself carries it.
      return isOneOf(['scim-probe/read', 'setup-assistant/read']) && change.run.endedAt !== null;
    case 'sync':
      // Whether the plan of a tenant may start hangs on whether the tenant answers.
      if (isOneOf(['bulk-invites/split'])) return change.status.phase !== 'syncing';
      // The list of tenants tells the age of each copy.
      return change.status.phase === 'idle' && isOneOf(['tenants/list', 'tenants/read']);
  }
}
