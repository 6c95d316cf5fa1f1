import type { Handlers, OutputOf } from '../../../src-contract/channels.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import { readBulkDraft } from './bulk-invites-rows.ts';
import {
  compareBulkRows,
  decideBulkRow,
  editBulkRow,
  forgetBulkFixes,
  type ShownFix,
} from './bulk-review-rows.ts';
import { type CheckDoors, checkDraft, completeReview } from './check-draft.ts';
import { fixAlike } from './fix-alike.ts';
import type { FixLog } from './fix-log.ts';
import { latestFixed } from './kept-fixes.ts';
import type { Turns } from './turns.ts';
import { undoFix } from './undo-fix.ts';

type ReviewHandlers = Pick<
  Handlers,
  | 'bulk-invites/edit-row'
  | 'bulk-invites/decide-row'
  | 'bulk-invites/fix-alike'
  | 'bulk-invites/undo-fix'
  | 'bulk-invites/forget-fixes'
  | 'bulk-invites/latest-fixed'
  | 'bulk-invites/compare'
>;

/** Answers what is mended and decided in the review of a file. Each fix is kept until the file runs or is given up. */
export function reviewHandlers(doors: CheckDoors, fixLog: FixLog, turns: Turns): ReviewHandlers {
  const { rooms } = doors;
  const { cache, ledger } = rooms;
  const change = async (
    draftId: string,
    act: () => Promise<Outcome<ShownFix>>,
    keep: () => Promise<void>,
  ): Promise<Outcome<OutputOf<'bulk-invites/edit-row'>>> => {
    const draft = await cache.read(readBulkDraft, { draftId });
    if (!draft.ok) return draft;
    const changed = await act();
    if (!changed.ok) return changed;
    await keep();
    const review = completeReview(rooms, draft.value.tenantId, changed.value.review);
    return review.ok ? ok({ ...changed.value, review: review.value }) : review;
  };
  return {
    'bulk-invites/edit-row': (edited) => {
      const { draftId, ...cells } = edited;
      return turns.take(draftId, () =>
        change(
          draftId,
          () => cache.read(editBulkRow, edited),
          () => fixLog.keep(draftId, { did: 'edit', ...cells }),
        ),
      );
    },
    'bulk-invites/decide-row': (decided) => {
      const { draftId, ...decision } = decided;
      return turns.take(draftId, () =>
        change(
          draftId,
          () => cache.read(decideBulkRow, decided),
          () => fixLog.keep(draftId, { did: 'decide', ...decision }),
        ),
      );
    },
    'bulk-invites/fix-alike': (input) =>
      turns.take(input.draftId, async () => {
        const fixed = await fixAlike(rooms, input);
        if (fixed.ok && fixed.value.fixed > 0) await fixLog.keep(input.draftId, { did: 'alike' });
        return fixed;
      }),
    'bulk-invites/undo-fix': (input) => turns.take(input.draftId, () => undoFix(rooms, fixLog, input)),
    'bulk-invites/forget-fixes': ({ draftId }) =>
      turns.take(draftId, async () => {
        const forgotten = await cache.read(forgetBulkFixes, { draftId });
        if (!forgotten.ok) return forgotten;
        await fixLog.forget(draftId);
        const checked = await checkDraft(doors, { draftId, options: null });
        return checked.ok ? ok(checked.value.review) : checked;
      }),
    'bulk-invites/latest-fixed': async ({ tenantId }) =>
      ok({ file: ledger.read((readable) => latestFixed(readable, tenantId)) }),
    'bulk-invites/compare': (input) => cache.read(compareBulkRows, { ...input, limit: 50 }),
  };
}
