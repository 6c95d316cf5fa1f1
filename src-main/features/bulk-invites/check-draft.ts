import type { BulkOptions, BulkReview } from '../../../src-contract/bulk-invites.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { FeatureRooms } from '../feature-rooms.ts';
import {
  type CheckAsker,
  checkBulkSlice,
  openBulkCheck,
  readBulkDraft,
  reviewBulkDraft,
} from './bulk-invites-rows.ts';
import { findFormerRun } from './former-run.ts';
import { askNumber } from './number-asked.ts';
import type { ThreadReview } from './review-draft.ts';
import type { TenantFacts } from './tenant-facts.ts';

export interface CheckDoors {
  rooms: FeatureRooms;
  tenantFacts(tenantId: string): Promise<TenantFacts>;
}

/** A review with what only main needs of it. */
export interface CheckedDraft {
  review: BulkReview;
  tenantId: string;
  fileName: string;
  sha256: string;
}

/**
 * Gives every row of an open file its verdict against file, copy and mode. `options` null keeps those chosen before.
 * Nothing is sent. Fails with `draft-gone`, `no-email-column` or `tenant-gone`; for an admin also with `job-state` during a start.
 */
export async function checkDraft(
  doors: CheckDoors,
  input: { draftId: string; options: BulkOptions | null },
  asker: CheckAsker = 'admin',
): Promise<Outcome<CheckedDraft>> {
  const { cache } = doors.rooms;
  const { draftId } = input;
  const draft = await cache.read(readBulkDraft, { draftId });
  if (!draft.ok) return draft;
  const { tenantId, fileName } = draft.value;
  const facts = await doors.tenantFacts(tenantId);
  const opened = await cache.read(openBulkCheck, { ...input, facts, asker });
  if (!opened.ok) return opened;
  for (;;) {
    const slice = await cache.read(checkBulkSlice, { draftId });
    if (!slice.ok) return slice;
    if (slice.value.isDone) break;
  }
  const counted = await cache.read(reviewBulkDraft, { draftId });
  if (!counted.ok) return counted;
  const review = completeReview(doors.rooms, tenantId, counted.value);
  return review.ok ? ok({ review: review.value, tenantId, fileName, sha256: counted.value.sha256 }) : review;
}

/** Adds what main knows to the thread's counts: the age of the copy, a run of the same file before, what to type. */
export function completeReview(
  rooms: FeatureRooms,
  tenantId: string,
  counted: ThreadReview,
): Outcome<BulkReview> {
  const tenant = rooms.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const { sha256, acknowledge, tenantSize, ...review } = counted;
  const people = review.willInvite + review.willReactivate + review.willUpdate;
  const { environment } = tenant.value;
  return ok({
    ...review,
    ranBefore: findFormerRun(rooms.jobs, tenantId, sha256),
    asOf: tenant.value.lastSyncAt,
    asks: { ...askNumber({ environment, people, tenantSize }), acknowledge },
  });
}
