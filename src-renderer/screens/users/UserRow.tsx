// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid is made of plain elements, drawn by the thousand
// biome-ignore-all lint/a11y/useFocusableInteractive: the row has the focus (roving tabindex), not its cells
import { memo } from 'react';
import type { User } from '../../../src-contract/users.ts';
import { badgeProps } from '../../kit/badge-props.ts';
import checkClasses from '../../kit/CheckBox.module.css';
import { dayText, relativeText } from '../../kit/moment-text.ts';
import { roleLabel } from '../../kit/role-label.ts';
import { sourceWord } from '../../kit/source-word.ts';
import { statusWord } from '../../kit/status-word.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { TeamsCell } from './TeamsCell.tsx';
import classes from './UsersTable.module.css';

/** `narrow` beside an open drawer: fewer columns. */
export type RowLayout = 'wide' | 'narrow';

interface UserRowProps {
  readonly user: User | undefined;
  readonly index: number;
  readonly top: number;
  readonly layout: RowLayout;
  readonly isSelected: boolean;
  readonly isFocused: boolean;
  /** Whether the drawer shows this person. */
  readonly isOpen: boolean;
  /** The minute from which relative times count; ms. */
  readonly now: number;
}

function lastAccess(user: User, now: number) {
  if (user.lastAccessedAt !== null) {
    return relativeText(user.lastAccessedAt, now);
  }
  if (user.status === 'pending') return <span className={classes.dimmed}>Never</span>;
  return <span className={classes.dimmed}>Not reported</span>;
}

function Cells({ user, layout, isSelected, now }: { user: User } & Omit<UserRowProps, 'user'>) {
  const isWide = layout === 'wide';
  return (
    <>
      <span role="gridcell" className={classes.check} data-part="check">
        <span
          role="checkbox"
          className={checkClasses.box}
          aria-checked={isSelected}
          aria-label={`Select ${visibleText(user.name).slice(0, 100)}`}
        />
      </span>
      <span role="gridcell" className={classes.name}>
        {visibleText(user.name)}
      </span>
      <span role="gridcell" className={classes.email}>
        {visibleText(user.email)}
      </span>
      <span role="gridcell" {...badgeProps(user.status)}>
        {statusWord(user.status)}
      </span>
      {isWide && (
        <span role="gridcell" {...badgeProps(user.role === 'tenant-admin' ? 'admin' : 'none')}>
          {visibleText(roleLabel(user.role))}
        </span>
      )}
      <span role="gridcell" {...badgeProps(user.source)}>
        {sourceWord(user.source)}
      </span>
      {isWide && (
        <span role="gridcell" data-part="teams">
          <TeamsCell teams={user.teams} />
        </span>
      )}
      <span role="gridcell" className={classes.figures} data-part="last-access">
        {lastAccess(user, now)}
      </span>
      {isWide && (
        <span role="gridcell" className={classes.figures} data-part="created">
          {user.createdAt === null ? (
            <span className={classes.dimmed}>Not reported</span>
          ) : (
            dayText(user.createdAt)
          )}
        </span>
      )}
    </>
  );
}

/** Widths of the grey bars of a row that is still being read, in per cent; each column has its own. */
const boneWidths = [82, 88, 70, 78, 62, 74, 66, 76];
const columnsOf = { wide: 8, narrow: 5 } as const satisfies Record<RowLayout, number>;

function Bones({ index, layout }: { readonly index: number; readonly layout: RowLayout }) {
  const columns = boneWidths.slice(0, columnsOf[layout]);
  return (
    <>
      <span role="gridcell" />
      {columns.map((width) => (
        <span role="gridcell" key={width} aria-label="Loading">
          <span className={classes.bone} style={{ width: `${width - ((index * 7) % 24)}%` }} />
        </span>
      ))}
    </>
  );
}

/** One row of the table: plain elements, no Mantine, no handlers of its own. */
export const UserRow = memo(function UserRow(props: UserRowProps) {
  const { user, index, top, layout, isSelected, isFocused, isOpen } = props;
  return (
    <div
      role="row"
      className={classes.row}
      data-index={index}
      data-layout={layout}
      data-focused={isFocused || undefined}
      data-open={isOpen || undefined}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-busy={user === undefined || undefined}
      tabIndex={isFocused ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
    >
      {user ? <Cells {...props} user={user} /> : <Bones index={index} layout={layout} />}
    </div>
  );
});
