import { useCallback, useEffect, useRef, useState } from 'react';
import type { BulkSplit } from '../../../src-contract/bulk-tenants.ts';
import type { Failure } from '../../../src-contract/outcome.ts';
import { call } from '../../bridge/call.ts';
import { bulkViewOf, changeBulkView, firstTab } from './bulk-view.ts';
import { rereadRows } from './use-review-rows.ts';

type Failures = Readonly<Record<string, Failure>>;

function needsCheck({ draftId, rows, isChecked }: BulkSplit['plans'][number]): boolean {
  if (draftId === null) return false;
  const { review } = bulkViewOf(draftId);
  return !isChecked || review === null || review.total !== rows;
}

/**
 * Has main check every plan that is not checked yet, all side by side: one tenant that does not answer holds up no other. The
 * reviews go to the views of their plans. Out: the failures by draft, and a way to try again.
 */
export function usePlanChecks(
  split: BulkSplit | null,
  reread: () => Promise<unknown>,
): { readonly failures: Failures; readonly tryAgain: (draftId: string) => void } {
  const [failures, setFailures] = useState<Failures>({});
  const checking = useRef(new Set<string>());
  const latest = useRef(reread);
  latest.current = reread;

  const check = useCallback(async (draftId: string): Promise<void> => {
    checking.current.add(draftId);
    const outcome = await call('bulk-invites/check', { draftId, options: null });
    if (outcome.ok) {
      const isFirst = bulkViewOf(draftId).review === null;
      const tab = firstTab(outcome.value);
      changeBulkView(draftId, { review: outcome.value, ...(isFirst ? { tab } : {}) });
      void rereadRows(draftId);
    } else setFailures((known) => ({ ...known, [draftId]: outcome.failure }));
    await latest.current();
    checking.current.delete(draftId);
  }, []);

  useEffect(() => {
    for (const plan of split?.plans ?? []) {
      const { draftId } = plan;
      if (draftId === null || checking.current.has(draftId) || failures[draftId]) continue;
      if (needsCheck(plan)) void check(draftId);
    }
  }, [split, failures, check]);

  const tryAgain = useCallback((draftId: string): void => {
    setFailures(({ [draftId]: _gone, ...others }) => others);
  }, []);
  return { failures, tryAgain };
}
