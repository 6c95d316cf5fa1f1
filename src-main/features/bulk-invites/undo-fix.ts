import type { OutputOf } from '../../../src-contract/channels.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { FeatureRooms } from '../feature-rooms.ts';
import { readBulkDraft, reviewBulkDraft } from './bulk-invites-rows.ts';
import { beginBulkUndo, readBulkRow, undoBulkSlice } from './bulk-review-rows.ts';
import { completeReview } from './check-draft.ts';
import type { FixLog } from './fix-log.ts';

/** Takes the latest fix of an open file back. Nothing is sent. Fails with `draft-gone`, and with `job-state` during a start. */
export async function undoFix(
  rooms: FeatureRooms,
  fixLog: FixLog,
  { draftId }: { draftId: string },
): Promise<Outcome<OutputOf<'bulk-invites/undo-fix'>>> {
  const { cache } = rooms;
  const draft = await cache.read(readBulkDraft, { draftId });
  if (!draft.ok) return draft;
  const undone = await cache.read(beginBulkUndo, { draftId });
  if (!undone.ok) return undone;
  for (;;) {
    const slice = await cache.read(undoBulkSlice, { draftId });
    if (!slice.ok) return slice;
    if (slice.value.isDone) break;
  }
  await fixLog.keep(draftId);
  const { row: number, rows } = undone.value;
  const row = number === null ? ok(null) : await cache.read(readBulkRow, { draftId, row: number });
  if (!row.ok) return row;
  const counted = await cache.read(reviewBulkDraft, { draftId });
  if (!counted.ok) return counted;
  const review = completeReview(rooms, draft.value.tenantId, counted.value);
  return review.ok ? ok({ row: row.value, rows, review: review.value }) : review;
}
