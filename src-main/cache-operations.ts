import type { CacheOperation } from './cache/cache-handles.ts';
import { dropCopy } from './cache/drop-copy.ts';
import * as bulkFixes from './features/bulk-invites/bulk-fixes-rows.ts';
import * as bulkInvites from './features/bulk-invites/bulk-invites-rows.ts';
import * as bulkReview from './features/bulk-invites/bulk-review-rows.ts';
import * as bulkTenants from './features/bulk-invites/bulk-tenants-rows.ts';
import * as heartbeat from './features/heartbeat/heartbeat-rows.ts';
import * as overview from './features/overview/overview-rows.ts';
import * as provisioning from './features/provisioning/provisioning-rows.ts';
import * as rehearsal from './features/provisioning/rehearsal/rehearsal-rows.ts';
import * as scimProbe from './features/scim-probe/scim-probe-rows.ts';
import * as setupAssistant from './features/setup-assistant/setup-assistant-rows.ts';
import * as listedTeams from './features/teams/listed-teams-rows.ts';
import * as teams from './features/teams/teams-rows.ts';
import * as domains from './features/users/domains-rows.ts';
import * as invites from './features/users/invites-rows.ts';
import * as roles from './features/users/roles-rows.ts';
import * as users from './features/users/users-rows.ts';
import * as sync from './sync/sync-rows.ts';

/** Everything that the cache thread can be asked for: the operations that the `…-rows` files export. */
export const cacheOperations: readonly CacheOperation[] = [
  dropCopy,
  ...[
    bulkFixes,
    bulkInvites,
    bulkReview,
    bulkTenants,
    heartbeat,
    overview,
    provisioning,
    rehearsal,
    setupAssistant,
    scimProbe,
    teams,
    listedTeams,
    domains,
    invites,
    roles,
    users,
    sync,
  ].flatMap((rows) => Object.values(rows as Record<string, unknown>).filter(isOperation)),
];

function isOperation(value: unknown): value is CacheOperation {
  return typeof value === 'object' && value !== null && 'kind' in value && 'run' in value && 'name' in value;
}
