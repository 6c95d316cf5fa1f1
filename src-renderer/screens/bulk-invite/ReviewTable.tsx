// biome-ignore-all lint/a11y/useSemanticElements: table elements cannot hold rows laid out by hand
// biome-ignore-all lint/a11y/useFocusableInteractive: the row has the focus, not its cells
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type MouseEvent, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { CellEditor } from './CellEditor.tsx';
import { ReviewRow } from './ReviewRow.tsx';
import classes from './ReviewTable.module.css';
import type { EditColumn, Editing } from './row-edit.ts';
import type { ReviewRows } from './use-review-rows.ts';

const rowHeight = 32;
const columns = ['Row', 'Email', 'Name', 'Role', 'Teams', 'Verdict', 'Fix'] as const;

interface ReviewTableProps {
  readonly tenantId: string;
  /** Another tab or file begins at its top. */
  readonly listKey: string;
  readonly rows: ReviewRows;
  /** The row numbers get as much room as the largest of them needs. */
  readonly rowsInFile: number;
  /** What is said where there are no rows. */
  readonly emptyWords: string;
  readonly idpName: string | null;
  readonly focused: number;
  readonly editing: Editing | null;
  /** Rises when the focused row is to be brought into view. */
  readonly lookAt: number;
  /** Told which rows are drawn, and which of them are in view. */
  readonly onRange: (first: number, last: number) => void;
  readonly onView: (first: number, last: number) => void;
  readonly onFocus: (index: number) => void;
  readonly onEdit: (index: number, column: EditColumn | null) => void;
  readonly onUse: (index: number) => void;
  /** Decides what the row offers. */
  readonly onDecide: (index: number) => void;
  readonly onLeaveOut: (index: number) => void;
  /** Shows the rows about the same person side by side. */
  readonly onCompare: (index: number) => void;
  readonly onSave: (index: number, column: EditColumn, text: string) => void;
  readonly onCancel: () => void;
}

const editable: readonly string[] = ['email', 'role', 'teams'] satisfies EditColumn[];
const widthOf = (rowsInFile: number): CSSProperties & { '--row-number': string } => ({
  '--row-number': `${Math.max(44, 12 + String(rowsInFile).length * 8)}px`,
});
const isEditColumn = (column: string | undefined): column is EditColumn =>
  column !== undefined && editable.includes(column);

/** The rows of the file with their verdicts, as a virtual grid: 150,000 rows scroll like fifty. */
export function ReviewTable(props: ReviewTableProps) {
  const { tenantId, listKey, rows, rowsInFile, idpName, focused, editing, lookAt } = props;
  const { onRange, onView, onSave, onCancel } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.matches,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useLayoutEffect(() => onRange(first, last), [first, last, onRange]);
  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
  useLayoutEffect(() => onView(startIndex, endIndex), [startIndex, endIndex, onView]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [listKey]);

  const hasMoved = useRef(false);
  const isEditing = editing !== null;
  const focusRow = useCallback(
    () =>
      scroller.current
        ?.querySelector<HTMLElement>(`[role="row"][data-index="${focused}"]`)
        ?.focus({ preventScroll: true }),
    [focused],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: lookAt says when
  useEffect(() => {
    if (!hasMoved.current) {
      hasMoved.current = true;
      return;
    }
    if (isEditing) return;
    virtualizer.scrollToIndex(focused);
    requestAnimationFrame(focusRow);
  }, [focused, focusRow, isEditing, lookAt, virtualizer]);
  // The button that had the focus may be gone with what it did, or with the step before: then the row takes it.
  const { rowAt } = rows;
  // biome-ignore lint/correctness/useExhaustiveDependencies: rowAt is another one whenever the rows were read anew
  useEffect(() => {
    if (isEditing || document.activeElement !== document.body) return;
    if (rows.isEmpty) scroller.current?.focus({ preventScroll: true });
    else focusRow();
  }, [rowAt, rows.isEmpty, isEditing, focusRow]);

  const pointed = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    const index = Number(target?.closest<HTMLElement>('[data-index]')?.dataset.index ?? 'none');
    const act = target?.closest<HTMLElement>('[data-act]')?.dataset.act;
    const column = target?.closest<HTMLElement>('[data-column]')?.dataset.column;
    return Number.isInteger(index) && !target?.closest('input, select') ? { index, act, column } : null;
  };
  const click = (event: MouseEvent): void => {
    const at = pointed(event);
    if (!at) return;
    // A row that is settled leaves the list and the next one takes its place: the second click of two was not meant for that.
    if (at.act !== undefined && event.detail > 1) return;
    if (at.act === 'use') props.onUse(at.index);
    else if (at.act === 'decide') props.onDecide(at.index);
    else if (at.act === 'leave-out') props.onLeaveOut(at.index);
    else if (at.act === 'compare') props.onCompare(at.index);
    else if (at.act === 'edit') props.onEdit(at.index, null);
    else props.onFocus(at.index);
  };
  const doubleClick = (event: MouseEvent): void => {
    const at = pointed(event);
    if (at && !at.act && isEditColumn(at.column)) props.onEdit(at.index, at.column);
  };
  const isFocusDrawn = focused >= first && focused <= last;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the table are in use-review-keys
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label="Rows of the file"
      aria-rowcount={rows.matches + 1}
      aria-colcount={columns.length}
      style={widthOf(rowsInFile)}
      tabIndex={isFocusDrawn && rows.matches > 0 ? -1 : 0}
      onClick={click}
      onDoubleClick={doubleClick}
    >
      <div role="row" className={classes.head} aria-rowindex={1}>
        {columns.map((column) => (
          <span key={column} role="columnheader" className={column === 'Name' ? classes.name : undefined}>
            {column}
          </span>
        ))}
      </div>
      {rows.isEmpty && (
        <div role="row" className={classes.empty}>
          <span role="gridcell">{props.emptyWords}</span>
        </div>
      )}
      <div className={classes.body} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows.rowAt(index);
          const isEdited = row !== undefined && editing?.row === row.row;
          const editor = isEdited
            ? {
                column: editing.column,
                field: (
                  <CellEditor
                    key={`${row.row} ${editing.column}`}
                    tenantId={tenantId}
                    row={row}
                    column={editing.column}
                    onSave={(text) => onSave(index, editing.column, text)}
                    onCancel={onCancel}
                  />
                ),
              }
            : null;
          return (
            <ReviewRow
              key={index}
              row={row}
              index={index}
              top={start - rowHeight}
              isFocused={index === focused}
              idpName={idpName}
              editor={editor}
            />
          );
        })}
      </div>
    </div>
  );
}
