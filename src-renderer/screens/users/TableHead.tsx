// biome-ignore-all lint/a11y/useSemanticElements: the head of a virtual grid is made of plain elements
// biome-ignore-all lint/a11y/useFocusableInteractive: the buttons in the heads have the focus
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { UserSort } from '../../../src-contract/users.ts';
import checkClasses from '../../kit/CheckBox.module.css';
import type { RowLayout } from './UserRow.tsx';
import classes from './UsersTable.module.css';

interface Column {
  readonly name: string;
  readonly sort: UserSort['column'] | null;
  readonly isNarrow: boolean;
}

const columns = [
  { name: 'Name', sort: 'name', isNarrow: true },
  { name: 'Email', sort: 'email', isNarrow: true },
  { name: 'Status', sort: 'status', isNarrow: true },
  { name: 'Role', sort: 'role', isNarrow: false },
  { name: 'Source', sort: 'source', isNarrow: true },
  { name: 'Teams', sort: null, isNarrow: false },
  { name: 'Last access', sort: 'lastAccess', isNarrow: true },
  { name: 'Created', sort: 'created', isNarrow: false },
] as const satisfies readonly Column[];

/** The sort in words, for the filter bar: `name`, `last access`. */
export function sortWord(sort: UserSort): string {
  return columns.find((column) => column.sort === sort.column)?.name.toLowerCase() ?? '';
}

/** How many columns a layout has, the box to tick included. */
export function columnCount(layout: RowLayout): number {
  return 1 + columns.filter(({ isNarrow }) => layout === 'wide' || isNarrow).length;
}

interface TableHeadProps {
  readonly layout: RowLayout;
  readonly sort: UserSort;
  readonly onSort: (sort: UserSort) => void;
  readonly ticked: 'none' | 'some' | 'all';
  readonly onTick: () => void;
}

/** The head of the table: ticks all that match, sorts by a click. */
export function TableHead({ layout, sort, onSort, ticked, onTick }: TableHeadProps) {
  const sortBy = (column: UserSort['column']): void => {
    const isTurned = sort.column === column && sort.direction === 'ascending';
    onSort({ column, direction: isTurned ? 'descending' : 'ascending' });
  };
  const Arrow = sort.direction === 'ascending' ? IconChevronUp : IconChevronDown;
  return (
    <div role="row" className={classes.head} data-layout={layout} aria-rowindex={1}>
      <span role="columnheader" className={classes.check}>
        <button
          type="button"
          role="checkbox"
          className={checkClasses.box}
          aria-checked={ticked === 'some' ? 'mixed' : ticked === 'all'}
          aria-label="Select all that match"
          onClick={onTick}
        />
      </span>
      {columns
        .filter(({ isNarrow }) => layout === 'wide' || isNarrow)
        .map(({ name, sort: by }) => {
          const isSorted = by === sort.column;
          return (
            <span role="columnheader" key={name} aria-sort={isSorted ? sort.direction : undefined}>
              {by === null ? (
                <span className={classes.headName}>{name}</span>
              ) : (
                <button
                  type="button"
                  className={classes.headName}
                  data-sorted={isSorted || undefined}
                  onClick={() => sortBy(by)}
                >
                  {name}
                  {isSorted && <Arrow size={14} aria-hidden />}
                </button>
              )}
            </span>
          );
        })}
    </div>
  );
}
