import type { OutputOf } from '../../../src-contract/channels.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { FeatureRooms } from '../feature-rooms.ts';
import { readBulkDraft, reviewBulkDraft } from './bulk-invites-rows.ts';
import { fixAlikeBulkSlice } from './bulk-review-rows.ts';
import { completeReview } from './check-draft.ts';

/** Does to every row like the one that was fixed last what was done to it. Nothing is sent. Fails with `draft-gone`. */
export async function fixAlike(
  rooms: FeatureRooms,
  { draftId }: { draftId: string },
): Promise<Outcome<OutputOf<'bulk-invites/fix-alike'>>> {
  const draft = await rooms.cache.read(readBulkDraft, { draftId });
  if (!draft.ok) return draft;
  let fixed = 0;
  let from: number | null = 0;
  while (from !== null) {
    const slice: Outcome<{ fixed: number; next: number | null }> = await rooms.cache.read(fixAlikeBulkSlice, {
      draftId,
      from,
    });
    if (!slice.ok) return slice;
    fixed += slice.value.fixed;
    from = slice.value.next;
  }
  const counted = await rooms.cache.read(reviewBulkDraft, { draftId });
  if (!counted.ok) return counted;
  const review = completeReview(rooms, draft.value.tenantId, counted.value);
  return review.ok ? ok({ fixed, review: review.value }) : review;
}
