import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { OutputOf } from '../../../src-contract/channels.ts';
import type { Failure } from '../../../src-contract/outcome.ts';
import type { User, UserFilter, UserSort } from '../../../src-contract/users.ts';
import { callOrThrow } from '../../bridge/call.ts';
import { useRead } from '../../bridge/use-read.ts';
import { windowOf, windowOffsets, windowSize } from './row-windows.ts';

export interface UserQuery {
  readonly tenantId: string;
  readonly filter: UserFilter;
  readonly sort: UserSort;
}

export interface UserRows {
  /** The query whose rows are shown: the wanted one, or the former until the wanted one has answered. */
  readonly query: UserQuery;
  readonly matches: number;
  readonly total: number;
  readonly asOf: string | null;
  readonly hasAnswer: boolean;
  readonly failure: Failure | null;
  readonly askAgain: () => void;
  /** Told which rows are drawn, so that their windows are read. */
  readonly onRange: (first: number, last: number) => void;
  /** The row at a place in the list; undefined until its window is here. */
  readonly rowAt: (index: number) => User | undefined;
  /** Where a person stands among the rows that are here; null when they are not among them. */
  readonly indexOf: (id: string) => number | null;
}

type Answer = OutputOf<'users/search'>;

/** How the windows of a query are read and remembered. */
export function windowQuery(query: UserQuery, offset: number) {
  const input = { ...query, offset, limit: windowSize };
  return {
    queryKey: ['users/search', input],
    queryFn: () => callOrThrow('users/search', input),
    gcTime: 60_000,
  };
}

/** The windows that are here, by offset: the same map as long as the same answers are in it. */
function useSameWhileEqual(answers: readonly (Answer | undefined)[]): ReadonlyMap<number, readonly User[]> {
  const held = useRef<{ answers: readonly (Answer | undefined)[]; map: Map<number, readonly User[]> }>(null);
  const isSame =
    held.current?.answers.length === answers.length &&
    held.current.answers.every((answer, at) => answer === answers[at]);
  if (held.current === null || !isSame) {
    const map = new Map<number, readonly User[]>();
    for (const answer of answers) if (answer) map.set(answer.offset, answer.rows);
    held.current = { answers, map };
  }
  return held.current.map;
}

/**
 * The rows of a query, in windows. A former query's rows stay until the first window of the wanted one is
 * here, so nothing goes blank while typing, and a late answer to a former query is never shown. In: the wanted
 * query (kept the same object while it means the same). `onRange` of the answer is told which rows are drawn.
 */
export function useUserRows(wanted: UserQuery): UserRows {
  const firstWindow = useRead('users/search', { ...wanted, offset: 0, limit: windowSize });
  const [shown, setShown] = useState(wanted);
  const hasAnswer = firstWindow.value !== undefined;
  if (hasAnswer && shown !== wanted) setShown(wanted);
  const query = hasAnswer || shown.tenantId !== wanted.tenantId ? wanted : shown;

  // Without `combine`: it would compare every row of every window at each step of scrolling.
  const [knownQuery] = useQueries({ queries: [windowQuery(query, 0)] });
  const known = knownQuery?.data;
  const matches = known?.matches ?? 0;
  const [offsets, setOffsets] = useState<readonly number[]>([0]);
  const onRange = useCallback(
    (first: number, last: number) => {
      const next = windowOffsets(first, last, matches);
      // The same windows are the same state: most steps of scrolling then draw the table alone.
      setOffsets((former) => (former.join() === next.join() ? former : next));
    },
    [matches],
  );
  const windows = useQueries({ queries: offsets.map((offset) => windowQuery(query, offset)) });
  const byOffset = useSameWhileEqual([known, ...windows.map(({ data }) => data)]);
  const rowAt = useCallback(
    (index: number) => byOffset.get(windowOf(index))?.[index % windowSize],
    [byOffset],
  );
  const indexOf = useCallback(
    (id: string) => {
      for (const [offset, rows] of byOffset) {
        const at = rows.findIndex((row) => row.id === id);
        if (at >= 0) return offset + at;
      }
      return null;
    },
    [byOffset],
  );
  const { failure, askAgain } = firstWindow;
  const total = known?.total ?? 0;
  const asOf = known?.asOf ?? null;
  const isHere = known !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: askAgain is new each time and does the same
  return useMemo(
    () => ({ query, matches, total, asOf, hasAnswer: isHere, failure, askAgain, onRange, rowAt, indexOf }),
    [query, matches, total, asOf, isHere, failure, onRange, rowAt, indexOf],
  );
}
