import { firstShape } from './0001-first-shape.ts';
import { provisioningShape } from './0002-provisioning.ts';
import { bulkInvites } from './0003-bulk-invites.ts';
import { trailShape } from './0005-trail.ts';
import { jobDepth } from './0006-job-depth.ts';
import { stagedChanges } from './0007-staged-changes.ts';
import { csvMappings } from './0008-csv-mappings.ts';
import { setupAssistant } from './0009-setup-assistant.ts';
import { scimTokenEnds } from './0010-scim-token-ends.ts';
import { heartbeatAndOverview } from './0011-heartbeat-and-overview.ts';
import { provisioningSeen } from './0012-provisioning-seen.ts';
import { scimProbe } from './0013-scim-probe.ts';
import { csvFixes } from './0014-csv-fixes.ts';
import type { Migration } from './migration.ts';

/** In order; the file's user_version is the number of the last one that ran. */
export const migrations: readonly Migration[] = [
  firstShape,
  provisioningShape,
  bulkInvites,
  trailShape,
  jobDepth,
  stagedChanges,
  csvMappings,
  setupAssistant,
  scimTokenEnds,
  heartbeatAndOverview,
  provisioningSeen,
  scimProbe,
  csvFixes,
];
