import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { BulkRow } from '../../../src-contract/bulk-invites.ts';
import type { OutputOf } from '../../../src-contract/channels.ts';
import type { Failure } from '../../../src-contract/outcome.ts';
import { callOrThrow, failureOf } from '../../bridge/call.ts';
import { queryClient } from '../../bridge/query-client.ts';
import type { ReviewTab } from './bulk-view.ts';

const windowSize = 200;

type Answer = OutputOf<'bulk-invites/rows'>;

export interface ReviewRows {
  readonly matches: number;
  /** The tab is known to hold no row; false while that is being read. */
  readonly isEmpty: boolean;
  readonly rowAt: (index: number) => BulkRow | undefined;
  /** Where a row of the file stands among those that are here; null when it is not among them. */
  readonly indexOf: (row: number) => number | null;
  readonly failure: Failure | null;
  readonly askAgain: () => void;
}

/** Reads the rows of a draft that are on screen anew, and forgets the others: it was checked again. Out: once they are there. */
export function rereadRows(draftId: string): Promise<void> {
  return queryClient.invalidateQueries({
    predicate: ({ queryKey: [channel, input] }) =>
      channel === 'bulk-invites/rows' && (input as { draftId?: string }).draftId === draftId,
  });
}

/** The rows of a checked draft in windows: only those near the screen are read. In: draft, tab, first and last index. */
export function useReviewRows(
  draftId: string,
  show: ReviewTab,
  range: { readonly first: number; readonly last: number },
): ReviewRows {
  const offsets = useMemo(() => {
    const from = Math.floor(range.first / windowSize);
    const to = Math.floor(range.last / windowSize);
    const near = Array.from({ length: to - from + 1 }, (_, index) => (from + index) * windowSize);
    return [...new Set([0, ...near])];
  }, [range.first, range.last]);
  const { answers, failure } = useQueries({
    queries: offsets.map((offset) => {
      const input = { draftId, show, offset, limit: windowSize };
      return {
        queryKey: ['bulk-invites/rows', input],
        queryFn: () => callOrThrow('bulk-invites/rows', input),
        gcTime: 30_000,
      };
    }),
    combine: (queries) => ({
      answers: queries.map(({ data }) => data as Answer | undefined),
      failure: failureOf(queries.find(({ error }) => error !== null)?.error),
    }),
  });
  const rowAt = useCallback(
    (index: number) => {
      const at = offsets.indexOf(Math.floor(index / windowSize) * windowSize);
      return answers[at]?.rows[index % windowSize];
    },
    [answers, offsets],
  );
  const indexOf = useCallback(
    (row: number) => {
      for (const [at, offset] of offsets.entries()) {
        const index = answers[at]?.rows.findIndex((each) => each.row === row) ?? -1;
        if (index >= 0) return offset + index;
      }
      return null;
    },
    [answers, offsets],
  );
  const matches = answers[0]?.matches;
  return {
    matches: matches ?? 0,
    isEmpty: matches === 0,
    rowAt,
    indexOf,
    failure,
    askAgain: () => void rereadRows(draftId),
  };
}
