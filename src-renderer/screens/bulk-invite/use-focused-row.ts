import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { ReviewRows } from './use-review-rows.ts';

export interface FocusedRow {
  /** Where the focused row stands in the list. */
  readonly focus: number;
  readonly setFocused: (index: number) => void;
  /** Goes to a row of the file, where the list holds it, and brings it into view. */
  readonly goTo: (row: number) => void;
  /** Another list is shown, from its top. */
  readonly beginAtTop: () => void;
  /** Acts on the focused row, or shows it first when it was scrolled away: nothing happens to a row that nobody sees. */
  readonly seen: (act: () => void) => () => void;
  /** Rises when the focused row is to be brought into view. */
  readonly lookAt: number;
  /** Told which rows are in view. */
  readonly onView: (first: number, last: number) => void;
}

/** Keeps the focus of the review on a row, not on a place: what comes or goes above it leaves it where it is. */
export function useFocusedRow(rows: ReviewRows): FocusedRow {
  const [focused, moveFocus] = useState(0);
  const focus = Math.min(focused, Math.max(0, rows.matches - 1));
  const rowNumber = useRef<number | null>(null);
  const inView = useRef({ first: 0, last: 0 });
  const [lookAt, setLookAt] = useState(0);
  const onView = useCallback((first: number, last: number) => {
    inView.current = { first, last };
  }, []);
  useLayoutEffect(() => {
    const known = rowNumber.current;
    const here = rows.rowAt(focus)?.row ?? null;
    const at = known === null || known === here ? null : rows.indexOf(known);
    if (at !== null) moveFocus(at);
    else if (here !== null) rowNumber.current = here;
  }, [rows, focus]);
  return {
    focus,
    setFocused: (index) => {
      rowNumber.current = rows.rowAt(index)?.row ?? null;
      moveFocus(index);
    },
    goTo: (row) => {
      rowNumber.current = row;
      setLookAt((turn) => turn + 1);
    },
    beginAtTop: () => {
      rowNumber.current = null;
      moveFocus(0);
    },
    seen: (act) => () => {
      const { first, last } = inView.current;
      if (focus >= first && focus <= last) act();
      else setLookAt((turn) => turn + 1);
    },
    lookAt,
    onView,
  };
}
