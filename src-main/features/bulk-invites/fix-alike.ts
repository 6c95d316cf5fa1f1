import type { OutputOf } from '../../../src-contract/channels.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { FeatureRooms } from '../feature-rooms.ts';
import { readBulkDraft, reviewBulkDraft } from './bulk-invites-rows.ts';
import { fixAlikeBulkSlice } from './bulk-review-rows.ts';
import { completeReview } from './check-draft.ts';

/** Does to every row like the one that was fixed last what was done to it, slice by slice. Out: to how many. Fails with `draft-gone`. */
export async function fixAlikeInThread(
  cache: FeatureRooms['cache'],
  draftId: string,
): Promise<Outcome<number>> {
  let fixed = 0;
  let from: number | null = 0;
  while (from !== null) {
    const slice: Outcome<{ fixed: number; next: number | null }> = await cache.read(fixAlikeBulkSlice, {
      draftId,
      from,
    });
    if (!slice.ok) return slice;
    fixed += slice.value.fixed;
    from = slice.value.next;
  }
  return ok(fixed);
}

/** The same for the page, with the review of what it came to. */
export async function fixAlike(
  rooms: FeatureRooms,
  { draftId }: { draftId: string },
): Promise<Outcome<OutputOf<'bulk-invites/fix-alike'>>> {
  const draft = await rooms.cache.read(readBulkDraft, { draftId });
  if (!draft.ok) return draft;
  const fixed = await fixAlikeInThread(rooms.cache, draftId);
  if (!fixed.ok) return fixed;
  const counted = await rooms.cache.read(reviewBulkDraft, { draftId });
  if (!counted.ok) return counted;
  const review = completeReview(rooms, draft.value.tenantId, counted.value);
  return review.ok ? ok({ fixed: fixed.value, review: review.value }) : review;
}
