import type { BulkReview } from '../../../src-contract/bulk-invites.ts';
import type { FeatureRooms } from '../feature-rooms.ts';

/** The newest job of this tenant that ran this very file (requirement F3); null when none did. */
export function findFormerRun(
  jobs: FeatureRooms['jobs'],
  tenantId: string,
  sha256: string,
): BulkReview['ranBefore'] {
  const former = jobs.list(tenantId, 'bulk-invite').find((job) => jobs.facts(job.id).sha256 === sha256);
  return former === undefined ? null : { jobId: former.id, at: former.createdAt };
}
