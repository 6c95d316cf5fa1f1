// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid is made of plain elements
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus; its rows are told by aria-selected
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useEffect, useLayoutEffect, useRef } from 'react';
import type { TrailFilter } from '../../../src-contract/audit-log.ts';
import { TrailRow } from './TrailRow.tsx';
import classes from './TrailTable.module.css';
import type { TrailRows } from './use-trail-rows.ts';

const rowHeight = 32;
const overscan = 12;

interface TrailTableProps {
  readonly rows: TrailRows;
  readonly filter: TrailFilter;
  readonly focus: number;
  /** Number of the entry whose details are shown. */
  readonly shown: number | null;
  readonly onChoose: (index: number) => void;
}

/** The entries, as a virtual grid: only the rows on screen are drawn, however long the trail is. */
export function TrailTable({ rows, filter, focus, shown, onChoose }: TrailTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { matches, onRange } = rows;
  const virtualizer = useVirtualizer({
    count: matches,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useLayoutEffect(() => onRange(first, last), [first, last, onRange]);

  // Another filter begins at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter is what it waits for
  useLayoutEffect(() => scroller.current?.scrollTo({ top: 0 }), [filter]);
  useEffect(() => virtualizer.scrollToIndex(focus), [focus, virtualizer]);

  const point = (event: MouseEvent): void => {
    if (!(event.target instanceof Element)) return;
    const index = Number(event.target.closest<HTMLElement>('[data-index]')?.dataset.index ?? 'none');
    if (Number.isInteger(index)) onChoose(index);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the table are in use-trail-keys
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label="Entries"
      aria-rowcount={matches + 1}
      aria-colcount={6}
      aria-activedescendant={focus >= first && focus <= last ? `trail-row-${focus}` : undefined}
      tabIndex={0}
      onClick={point}
    >
      <div role="rowgroup" className={classes.top}>
        <div role="row" className={classes.head} aria-rowindex={1}>
          {['No.', 'Time', 'Who', 'What', 'Whom', 'From'].map((name) => (
            <span key={name} role="columnheader" data-column={name}>
              {name}
            </span>
          ))}
        </div>
      </div>
      <div className={classes.body} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const line = rows.rowAt(index);
          return (
            <TrailRow
              key={index}
              line={line}
              index={index}
              top={start - rowHeight}
              isShown={line !== undefined && line.number === shown}
            />
          );
        })}
      </div>
    </div>
  );
}
