import type { Handlers, OutputOf } from '../../../src-contract/channels.ts';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import { forgetBulkFixes } from './bulk-fixes-rows.ts';
import { readBulkDraft } from './bulk-invites-rows.ts';
import { compareBulkRows, decideBulkRow, editBulkRow, type ShownFix } from './bulk-review-rows.ts';
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
export function reviewHandlers(
  doors: CheckDoors,
  fixLog: FixLog,
  turns: Turns,
  now: () => Date,
): ReviewHandlers {
  const { rooms } = doors;
  const { cache, ledger } = rooms;
  const change = (
    draftId: string,
    act: () => Promise<Outcome<ShownFix>>,
  ): Promise<Outcome<OutputOf<'bulk-invites/edit-row'>>> =>
    turns.take(draftId, async () => {
      const draft = await cache.read(readBulkDraft, { draftId });
      if (!draft.ok) return draft;
      const tenant = rooms.tenant(draft.value.tenantId);
      if (!tenant.ok) return tenant;
      const changed = await act();
      if (!changed.ok) return changed;
      await fixLog.keep(draftId);
      const review = completeReview(rooms, draft.value.tenantId, changed.value.review);
      return review.ok ? ok({ ...changed.value, review: review.value }) : review;
    });
  return {
    'bulk-invites/edit-row': (edited) => change(edited.draftId, () => cache.read(editBulkRow, edited)),
    'bulk-invites/decide-row': (decided) => change(decided.draftId, () => cache.read(decideBulkRow, decided)),
    'bulk-invites/fix-alike': (input) =>
      turns.take(input.draftId, async () => {
        const fixed = await fixAlike(rooms, input);
        if (fixed.ok) await fixLog.keep(input.draftId);
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
      ok({ file: ledger.read((readable) => latestFixed(readable, tenantId, now().toISOString())) }),
    'bulk-invites/compare': (input) => cache.read(compareBulkRows, { ...input, limit: 50 }),
  };
}
