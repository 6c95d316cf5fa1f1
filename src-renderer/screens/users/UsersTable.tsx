// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid is made of plain elements
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { useNow } from '../../kit/use-now.ts';
import { titleCell } from './cell-title.ts';
import { columnCount, TableHead } from './TableHead.tsx';
import { type RowLayout, UserRow } from './UserRow.tsx';
import classes from './UsersTable.module.css';
import type { RowAction } from './use-row-actions.ts';
import type { UserRows } from './use-user-rows.ts';
import type { UsersView } from './users-view.ts';

const rowHeight = 32;
const overscan = 12;
/** Keeps the last rows from lying under the bulk bar. */
const barRoom = 64;

interface UsersTableProps {
  readonly rows: UserRows;
  readonly view: UsersView;
  readonly layout: RowLayout;
  readonly ticked: 'none' | 'some' | 'all';
  readonly onAction: (action: RowAction) => void;
  /** Skeleton rows to draw below, while a first sync runs. */
  readonly expected: number;
  /** What stands under the head when there are no rows. */
  readonly empty: ReactNode;
  /** What stands below the last row. */
  readonly after: ReactNode;
}

function pointedRow(event: MouseEvent): { index: number; part: 'check' | 'row' } | null {
  if (!(event.target instanceof Element)) return null;
  const index = Number(event.target.closest<HTMLElement>('[data-index]')?.dataset.index ?? 'none');
  if (!Number.isInteger(index)) return null;
  return { index, part: event.target.closest('[data-part="check"]') ? 'check' : 'row' };
}

/** The people, as a virtual grid: only the rows on screen are drawn, whatever the size of the tenant. */
export function UsersTable(props: UsersTableProps) {
  const { rows, view, layout, ticked, onAction, expected, empty, after } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow(30_000);
  const count = Math.max(rows.matches, expected);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
    scrollPaddingEnd: view.selected.size > 0 ? barRoom : 0,
    paddingEnd: view.selected.size > 0 ? barRoom : 0,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { query, onRange } = rows;
  useLayoutEffect(() => onRange(first, last), [first, last, onRange]);

  const { index: focused } = view.focus;
  const shownQuery = useRef<typeof query | null>(null);
  useLayoutEffect(() => {
    // Another query begins at its top; coming back to the screen, at the focused person.
    if (shownQuery.current === null) virtualizer.scrollToIndex(focused);
    else if (shownQuery.current !== query) scroller.current?.scrollTo({ top: 0 });
    shownQuery.current = query;
  }, [query, focused, virtualizer]);

  const hasMoved = useRef(false);
  useEffect(() => {
    if (!hasMoved.current) {
      hasMoved.current = true;
      return;
    }
    virtualizer.scrollToIndex(focused);
    const active = document.activeElement;
    if (active !== document.body && !scroller.current?.contains(active)) return;
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-index="${focused}"]`)
        ?.focus({ preventScroll: true }),
    );
  }, [focused, virtualizer]);

  const isFocusDrawn = focused >= first && focused <= last;
  const point = (event: MouseEvent): void => {
    const pointed = pointedRow(event);
    if (!pointed) return;
    const { index, part } = pointed;
    if (event.shiftKey) onAction({ do: 'extend-to', index });
    else if (part === 'check' || event.ctrlKey || event.metaKey) onAction({ do: 'toggle', index });
    else onAction({ do: 'open', index });
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the table are in use-users-keys
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label="People"
      aria-multiselectable="true"
      aria-rowcount={rows.matches + 1}
      aria-colcount={columnCount(layout)}
      tabIndex={isFocusDrawn && rows.matches > 0 ? -1 : 0}
      onClick={point}
      onPointerOver={({ target }) => titleCell(target, rows.rowAt)}
    >
      <TableHead
        layout={layout}
        sort={view.sort}
        onSort={(sort) => onAction({ do: 'sort', sort })}
        ticked={ticked}
        onTick={() => onAction({ do: ticked === 'all' ? 'select-none' : 'select-all' })}
      />
      {count === 0 ? (
        empty
      ) : (
        <div className={classes.body} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const user = index < rows.matches ? rows.rowAt(index) : undefined;
            return (
              <UserRow
                key={index}
                user={user}
                index={index}
                top={start - rowHeight}
                layout={layout}
                now={now}
                isSelected={user !== undefined && view.selected.has(user.id)}
                isOpen={user !== undefined && user.id === view.openId}
                isFocused={index === focused && rows.matches > 0}
              />
            );
          })}
        </div>
      )}
      {after}
    </div>
  );
}
