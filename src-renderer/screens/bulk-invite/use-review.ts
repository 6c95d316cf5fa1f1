import { useRef, useState } from 'react';
import type { BulkOptions, BulkReview, BulkRow } from '../../../src-contract/bulk-invites.ts';
import type { InputOf, OutputOf } from '../../../src-contract/channels.ts';
import type { Failure, Outcome } from '../../../src-contract/outcome.ts';
import { call } from '../../bridge/call.ts';
import { countOf } from '../../kit/format-number.ts';
import { takeReview } from './bulk-view.ts';
import { type EditColumn, withCell } from './row-edit.ts';
import { rereadRows } from './use-review-rows.ts';
import { fixedText, undoneText } from './verdict-words.ts';

export interface ReviewWork {
  readonly isChecking: boolean;
  readonly isStarting: boolean;
  readonly failure: Failure | null;
  /** Options as chosen, also while the check with them is still under way. */
  readonly options: BulkOptions;
  /** What the latest fix came to, for the foot and for screen readers. */
  readonly told: string;
  /** How many other rows the latest fix would mend in the same way. */
  readonly alike: number;
  readonly choose: (options: BulkOptions) => Promise<void>;
  readonly checkAgain: () => Promise<void>;
  readonly save: (row: BulkRow, column: EditColumn, text: string) => Promise<void>;
  /** Decides what the row offers. */
  readonly decide: (row: BulkRow) => Promise<void>;
  readonly leaveOut: (row: BulkRow) => Promise<void>;
  /** Does to the rows like the one fixed last what was done to it. */
  readonly fixAlike: () => Promise<void>;
  /** Takes the latest fix or decision back. Out: the number of the row that it was made in; null when there was none. */
  readonly undo: () => Promise<number | null>;
  /** Undoes all that was fixed and decided. */
  readonly forgetFixes: () => Promise<void>;
  readonly start: (typed: string, acknowledged: boolean) => Promise<void>;
}

/** What can be done in the review: options, fixes, start. Each answer of main replaces the review in that view. */
export function useReview(view: string, review: BulkReview, onStarted: (jobId: string) => void): ReviewWork {
  const { draftId } = review;
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState<'checking' | 'starting' | null>(null);
  const [told, setTold] = useState('');
  const [alike, setAlike] = useState(0);
  const [chosen, setChosen] = useState<BulkOptions | null>(null);
  const latestChoice = useRef<BulkOptions | null>(null);
  const isDeciding = useRef(false);

  // Rows first, counts after: whoever sees the new counts and clicks, clicks on rows that stand where they are seen.
  const showReviewed = async (counted: BulkReview): Promise<void> => {
    await rereadRows(draftId);
    takeReview(view, counted);
  };
  const check = async (options: BulkOptions | null): Promise<Failure | null> => {
    setBusy('checking');
    const outcome = await call('bulk-invites/check', { draftId, options });
    setBusy(null);
    if (!outcome.ok) return outcome.failure;
    setAlike(0);
    setTold('');
    await showReviewed(outcome.value);
    return null;
  };
  const save = async (row: BulkRow, column: EditColumn, text: string): Promise<void> => {
    await show(await call('bulk-invites/edit-row', { draftId, ...withCell(row, column, text) }));
  };
  const show = async (outcome: Outcome<OutputOf<'bulk-invites/edit-row'>>): Promise<void> => {
    setFailure(outcome.ok ? null : outcome.failure);
    if (!outcome.ok) return;
    const { row: fixed, review: counted } = outcome.value;
    setTold(fixedText(fixed, counted.idpName, outcome.value.nowSent));
    setAlike(outcome.value.alike);
    await showReviewed(counted);
  };
  const decideOn = async (
    row: number,
    decision: InputOf<'bulk-invites/decide-row'>['decision'],
  ): Promise<void> => {
    // Asked twice at once, the second would be about a row that offers something else by then.
    if (isDeciding.current) return;
    isDeciding.current = true;
    const outcome = await call('bulk-invites/decide-row', { draftId, row, decision });
    await show(outcome);
    isDeciding.current = false;
  };
  const decide = async ({ row, offer }: BulkRow): Promise<void> => {
    if (offer !== 'none') await decideOn(row, offer);
  };
  const leaveOut = ({ row }: BulkRow): Promise<void> => decideOn(row, 'leave-out');
  const fixAlike = async (): Promise<void> => {
    setAlike(0);
    setBusy('checking');
    const outcome = await call('bulk-invites/fix-alike', { draftId });
    setBusy(null);
    setFailure(outcome.ok ? null : outcome.failure);
    if (!outcome.ok) return;
    setTold(`${countOf(outcome.value.fixed, 'row', 'rows')} fixed in the same way`);
    await showReviewed(outcome.value.review);
  };
  const undo = async (): Promise<number | null> => {
    if (isDeciding.current) return null;
    isDeciding.current = true;
    setAlike(0);
    setBusy('checking');
    const outcome = await call('bulk-invites/undo-fix', { draftId });
    setBusy(null);
    isDeciding.current = false;
    setFailure(outcome.ok ? null : outcome.failure);
    if (!outcome.ok) return null;
    const { row, rows, review: counted } = outcome.value;
    setTold(undoneText(row, rows, counted.idpName));
    await showReviewed(counted);
    return row?.row ?? null;
  };
  const forgetFixes = async (): Promise<void> => {
    setAlike(0);
    setBusy('checking');
    const outcome = await call('bulk-invites/forget-fixes', { draftId });
    setBusy(null);
    setFailure(outcome.ok ? null : outcome.failure);
    if (!outcome.ok) return;
    setTold('All fixes are undone');
    await showReviewed(outcome.value);
  };
  const start = async (typed: string, acknowledged: boolean): Promise<void> => {
    setBusy('starting');
    const agreed = {
      expectInvites: review.willInvite,
      expectReactivations: review.willReactivate,
      expectUpdates: review.willUpdate,
      typed,
      acknowledged,
    };
    const outcome = await call('bulk-invites/start', { draftId, ...agreed });
    setBusy(null);
    if (outcome.ok) {
      onStarted(outcome.value.jobId);
      return;
    }
    setFailure(outcome.failure);
    // The admin agreed to other numbers than there are now: show those of now.
    if (outcome.failure.code === 'plan-differs') await check(null);
  };
  return {
    isChecking: busy === 'checking' || chosen !== null,
    isStarting: busy === 'starting',
    failure,
    told,
    alike,
    options: chosen ?? review.options,
    choose: async (options) => {
      latestChoice.current = options;
      setChosen(options);
      const refused = await check(options);
      // A later choice is still being checked: what stands on screen is that one.
      if (latestChoice.current !== options) return;
      setFailure(refused);
      setChosen(null);
    },
    checkAgain: async () => setFailure(await check(null)),
    save,
    decide,
    leaveOut,
    fixAlike,
    undo,
    forgetFixes,
    start,
  };
}
