import { useCallback, useEffect, useRef, useState } from 'react';
import type { BulkReview } from '../../../src-contract/bulk-invites.ts';
import type { Failure } from '../../../src-contract/outcome.ts';
import { call } from '../../bridge/call.ts';
import { useBlockedBecause } from '../../session/use-sync-status.ts';
import { bulkViewOf, takeReview } from './bulk-view.ts';
import { rereadRows } from './use-review-rows.ts';

/** Up to so many ready rows the tenant is asked by itself; more wait for a click, since each costs a request. */
export const askedByItself = 300;

export interface DryRun {
  readonly is: 'waits' | 'asking' | 'done' | 'stopped' | 'failed' | 'not-offered' | 'broken';
  readonly failure: Failure | null;
  readonly start: () => void;
  readonly stop: () => void;
}

/** The tenant's dry run of the rows that are ready: a few at a time, until all are asked about or somebody stops it. */
export function useDryRun(view: string, review: BulkReview, rows: 'checking' | 'checked'): DryRun {
  const { draftId, unasked, willInvite } = review;
  const [is, setIs] = useState<DryRun['is']>('waits');
  const [failure, setFailure] = useState<Failure | null>(null);
  const away = useBlockedBecause();
  const running = useRef(false);

  const stop = useCallback(() => {
    running.current = false;
  }, []);
  const start = useCallback(async (): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setFailure(null);
    setIs('asking');
    let refused: number | undefined;
    let ended: DryRun['is'] = 'stopped';
    while (running.current) {
      const outcome = await call('bulk-invites/dry-run', { draftId });
      if (!outcome.ok) {
        setFailure(outcome.failure);
        ended = 'failed';
        break;
      }
      const { is: now, review: counted } = outcome.value;
      // Another file may be open by now; what was asked about this one is of no use then.
      if (bulkViewOf(view).review?.draftId !== draftId) break;
      if (refused !== counted.willInvite) await rereadRows(draftId);
      takeReview(view, counted);
      refused = counted.willInvite;
      if (now !== 'more') {
        ended = now;
        break;
      }
    }
    running.current = false;
    setIs(ended);
  }, [draftId, view]);

  useEffect(() => stop, [stop]);
  const mayAsk = away === null && rows === 'checked' && unasked > 0;
  const goesByItself = mayAsk && willInvite <= askedByItself && (is === 'waits' || is === 'done');
  useEffect(() => {
    if (goesByItself) void start();
  }, [goesByItself, start]);
  return { is, failure, start: () => void start(), stop };
}
