import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { OutputOf } from '../../../src-contract/channels.ts';
import type { RehearsalList, RehearsalRow } from '../../../src-contract/mode-rehearsals.ts';
import type { Failure } from '../../../src-contract/outcome.ts';
import { callOrThrow, failureOf } from '../../bridge/call.ts';

const windowSize = 200;

type Answer = OutputOf<'provisioning/rehearsal-rows'>;

export interface RehearsedRows {
  /** Undefined until the first window is there. */
  readonly matches: number | undefined;
  readonly rowAt: (index: number) => RehearsalRow | undefined;
  readonly failure: Failure | null;
}

/** The rows of one list in windows: only those near the screen are read. In: rehearsal, list, text, first and last index. */
export function useRehearsalRows(
  of: { readonly rehearsalId: string; readonly list: RehearsalList; readonly text: string },
  range: { readonly first: number; readonly last: number },
): RehearsedRows {
  const { rehearsalId, list, text } = of;
  const offsets = useMemo(() => {
    const from = Math.floor(range.first / windowSize);
    const to = Math.floor(range.last / windowSize);
    const near = Array.from({ length: to - from + 1 }, (_, index) => (from + index) * windowSize);
    return [...new Set([0, ...near])];
  }, [range.first, range.last]);
  const { answers, failure } = useQueries({
    queries: offsets.map((offset) => {
      const input = { rehearsalId, list, text, offset, limit: windowSize };
      return {
        queryKey: ['provisioning/rehearsal-rows', input],
        queryFn: () => callOrThrow('provisioning/rehearsal-rows', input),
        gcTime: 30_000,
        retry: false,
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
  return { matches: answers[0]?.matches, rowAt, failure };
}
