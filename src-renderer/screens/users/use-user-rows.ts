import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
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

/**
 * The rows of a query, in windows. A former query's rows stay until the first window of the wanted one is
 * here, so nothing goes blank while typing, and a late answer to a former query is never shown. In: the wanted
 * query (kept the same object while it means the same), and which rows are on screen.
 */
export function useUserRows(wanted: UserQuery, range: { first: number; last: number }): UserRows {
  const firstWindow = useRead('users/search', { ...wanted, offset: 0, limit: windowSize });
  const [shown, setShown] = useState(wanted);
  const hasAnswer = firstWindow.value !== undefined;
  if (hasAnswer && shown !== wanted) setShown(wanted);
  const query = hasAnswer || shown.tenantId !== wanted.tenantId ? wanted : shown;

  const known = useQueries({
    queries: [windowQuery(query, 0)],
    combine: ([first]) => first?.data as Answer | undefined,
  });
  const matches = known?.matches ?? 0;
  const offsets = windowOffsets(range.first, range.last, matches);
  const windows = useQueries({
    queries: offsets.map((offset) => windowQuery(query, offset)),
    combine: (answers) => answers.map(({ data }) => data as Answer | undefined),
  });

  const byOffset = useMemo(() => {
    const map = new Map<number, readonly User[]>();
    if (known) map.set(0, known.rows);
    for (const answer of windows) if (answer) map.set(answer.offset, answer.rows);
    return map;
  }, [known, windows]);
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
  return {
    query,
    matches,
    total: known?.total ?? 0,
    asOf: known?.asOf ?? null,
    hasAnswer: known !== undefined,
    failure: firstWindow.failure,
    askAgain: firstWindow.askAgain,
    rowAt,
    indexOf,
  };
}
