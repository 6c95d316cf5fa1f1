import { useQueries } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { TrailFilter, TrailLine } from '../../../src-contract/audit-log.ts';
import type { Failure } from '../../../src-contract/outcome.ts';
import { callOrThrow } from '../../bridge/call.ts';
import { useRead } from '../../bridge/use-read.ts';

/** The last 200 entries are there at once: design guide, section 8. */
const windowSize = 200;

export interface TrailRows {
  readonly matches: number;
  readonly hasAnswer: boolean;
  readonly failure: Failure | null;
  readonly askAgain: () => void;
  readonly onRange: (first: number, last: number) => void;
  readonly rowAt: (index: number) => TrailLine | undefined;
}

/** The entries of a filter, read in windows as they are scrolled to. Keep the filter the same object while it means the same. */
export function useTrailRows(tenantId: string, filter: TrailFilter): TrailRows {
  const first = useRead(
    'audit-log/list',
    { tenantId, filter, offset: 0, limit: windowSize },
    { former: 'keep' },
  );
  const [offsets, setOffsets] = useState<readonly number[]>([0]);
  const matches = first.value?.matches ?? 0;
  const onRange = useCallback((from: number, to: number) => {
    const begin = Math.floor(Math.max(0, from - windowSize / 4) / windowSize);
    const end = Math.floor((to + windowSize / 4) / windowSize);
    const next = Array.from({ length: end - begin + 1 }, (_, at) => (begin + at) * windowSize);
    setOffsets((former) => (former.join() === next.join() ? former : next));
  }, []);
  const windows = useQueries({
    queries: offsets
      .filter((offset) => offset > 0 && offset < matches)
      .map((offset) => {
        const input = { tenantId, filter, offset, limit: windowSize };
        return {
          queryKey: ['audit-log/list', input],
          queryFn: () => callOrThrow('audit-log/list', input),
          gcTime: 60_000,
        };
      }),
  });
  const answers = [first.value, ...windows.map(({ data }) => data)];
  const rowAt = (index: number): TrailLine | undefined => {
    const offset = Math.floor(index / windowSize) * windowSize;
    return answers.find((answer) => answer?.offset === offset)?.lines[index - offset];
  };
  const { failure, askAgain } = first;
  const hasAnswer = first.value !== undefined;
  return { matches, hasAnswer, failure, askAgain, onRange, rowAt };
}
