import type { BulkRow } from '../../../src-contract/bulk-invites.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import { cacheRead, type ReadableCache } from '../../cache/cache-handles.ts';
import type { CheckRun } from './check-rows.ts';
import { type Decision, decideRow, rowsOfPerson } from './decide-row.ts';
import type { Draft } from './draft.ts';
import { findDraft, findStillOpen } from './drafts.ts';
import { type DryRunTold, type DryRunWish, nextToAsk, takeDryRun } from './dry-run-rows.ts';
import { type EditedRow, editRow, type FixedRow } from './edit-row.ts';
import { beginUndo, type Undone, undoUntil } from './fix-steps.ts';
import { fixAlikeUntil } from './fixes-alike.ts';
import { peopleOf } from './read-copy.ts';
import { reviewDraft, showRow, type ThreadReview } from './review-draft.ts';

/** How long one call may hold the cache thread. */
const sliceMs = 12;

type Named<Input> = Input & { draftId: string };

/** A row that was changed as the page shows it, and how many others the same change would mend. */
export interface ShownFix {
  row: BulkRow;
  review: ThreadReview;
  alike: number;
  nowSent: number | null;
}

/** Changes one row, checks it again and with it the rows that it was or is now a duplicate of. */
export const editBulkRow = cacheRead(
  'bulk/edit-row',
  (cache, input: Named<EditedRow>): Outcome<ShownFix> =>
    onCheckedDraft(cache, input, (draft, check) => showFix(draft, check, editRow(draft, check, input))),
);

/** Decides what a row offers. */
export const decideBulkRow = cacheRead(
  'bulk/decide-row',
  (cache, input: Named<{ row: number; decision: Decision }>): Outcome<ShownFix> =>
    onCheckedDraft(cache, input, (draft, check) =>
      showFix(draft, check, decideRow(draft, check, input.row, input.decision)),
    ),
);

/** Does the latest fix to a slice of the rows like it. Called until `next` is null. */
export const fixAlikeBulkSlice = cacheRead(
  'bulk/fix-alike-slice',
  (cache, input: Named<{ from: number }>): Outcome<{ fixed: number; next: number | null }> =>
    onCheckedDraft(cache, input, (draft, check) =>
      ok(fixAlikeUntil(draft, check, input.from, performance.now() + sliceMs)),
    ),
);

/** Takes the latest fix or decision back: `undoBulkSlice` puts its rows back. */
export const beginBulkUndo = cacheRead(
  'bulk/begin-undo',
  (cache, input: Named<object>): Outcome<Undone> =>
    onCheckedDraft(cache, input, (draft) => ok(beginUndo(draft))),
);

/** Puts back a slice of the rows of the fix that is undone. Called until it is done. */
export const undoBulkSlice = cacheRead(
  'bulk/undo-slice',
  (cache, input: Named<object>): Outcome<{ isDone: boolean }> =>
    onCheckedDraft(cache, input, (draft, check) =>
      ok({ isDone: undoUntil(draft, check, performance.now() + sliceMs) }),
    ),
);

/** One row as the page shows it; null where the file has none of this number. */
export const readBulkRow = cacheRead(
  'bulk/read-row',
  (_cache, input: Named<{ row: number }>): Outcome<BulkRow | null> => {
    const found = findDraft(input.draftId);
    if (!found.ok) return found;
    const row = found.value.rows.at(found.value.rows.find(input.row));
    return ok(row === undefined ? null : showRow(found.value, row));
  },
);

/** The next rows that the tenant's dry run is asked about. */
export const nextDryRun = cacheRead(
  'bulk/next-dry-run',
  (_cache, input: Named<{ limit: number }>): Outcome<DryRunWish[]> => {
    const found = findDraft(input.draftId);
    return found.ok ? ok(nextToAsk(found.value, input.limit)) : found;
  },
);

/** Keeps what the tenant's dry run said of rows. */
export const tellDryRun = cacheRead(
  'bulk/tell-dry-run',
  (cache, input: Named<{ told: readonly DryRunTold[] }>): Outcome<null> =>
    onCheckedDraft(cache, input, (draft, check) => {
      takeDryRun(draft, check, input.told);
      return ok(null);
    }),
);

/** The rows about the same person as this one. */
export const compareBulkRows = cacheRead(
  'bulk/compare',
  (cache, input: Named<{ row: number; limit: number }>): Outcome<{ rows: BulkRow[]; matches: number }> =>
    onCheckedDraft(cache, input, (draft, check) => {
      const rows = rowsOfPerson(draft, check, input.row);
      return ok({
        rows: rows.slice(0, input.limit).map((row) => showRow(draft, row)),
        matches: rows.length,
      });
    }),
);

/** Hands a draft with its check to `act`, its doors to people opened for this call. Fails as `findStillOpen`. */
function onCheckedDraft<Value>(
  cache: ReadableCache,
  { draftId }: Named<object>,
  act: (draft: Draft, check: CheckRun) => Outcome<Value>,
): Outcome<Value> {
  const found = findStillOpen(draftId);
  if (!found.ok) return found;
  const { check } = found.value;
  if (check === null) return failed(describeFailure('draft-gone'));
  Object.assign(check.against, peopleOf(cache, found.value.tenantId));
  found.value.lists.clear();
  return act(found.value, check);
}

function showFix(draft: Draft, check: CheckRun, fixed: FixedRow | null): Outcome<ShownFix> {
  if (fixed === null) return failed(describeFailure('input-invalid', { why: 'the row does not offer this' }));
  return ok({
    row: showRow(draft, fixed.row),
    review: reviewDraft(draft, check),
    alike: fixed.alike,
    nowSent: fixed.nowSent,
  });
}
