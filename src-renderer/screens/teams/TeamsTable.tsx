// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid is made of plain elements
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus; its rows are told by aria-activedescendant
import {
  IconAlertTriangle,
  IconChevronDown,
  IconChevronUp,
  IconHandClick,
  IconRefresh,
} from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import type { Team } from '../../../src-contract/teams.ts';
import { countText } from '../../kit/format-number.ts';
import { titleText, visibleText } from '../../kit/visible-text.ts';
import classes from './TeamsTable.module.css';
import type { TeamColumn, TeamsView } from './teams-view.ts';

const rowHeight = 32;

const columns = [
  { name: 'Team', column: 'name' },
  { name: 'People', column: 'people' },
  { name: 'Manager', column: 'managers' },
  { name: 'Source', column: 'source' },
] as const satisfies readonly { name: string; column: TeamColumn }[];

interface TeamsTableProps {
  readonly teams: readonly Team[];
  readonly view: TeamsView;
  readonly empty: ReactNode;
  readonly onOpen: (index: number) => void;
  readonly onSort: (column: TeamColumn) => void;
}

function Managers({ team }: { readonly team: Team }) {
  if (team.managerCount === 0) {
    return (
      <span className={classes.warn}>
        <IconAlertTriangle size={14} aria-hidden /> None
      </span>
    );
  }
  const rest = team.managerCount - 1;
  const [first = ''] = team.managers;
  return (
    <span title={titleText(team.managers.join(', '))}>
      <bdi>{visibleText(first)}</bdi>
      {rest > 0 && ` +${rest}`}
    </span>
  );
}

function Source({ source }: { readonly source: Team['source'] }) {
  const Icon = source === 'scim' ? IconRefresh : IconHandClick;
  return (
    <span className={classes.source}>
      <Icon size={14} aria-hidden /> {source === 'scim' ? 'SCIM' : 'Manual'}
    </span>
  );
}

/** The teams, as a virtual grid. */
export function TeamsTable({ teams, view, empty, onOpen, onSort }: TeamsTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: teams.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
  });
  const { focus } = view;
  useEffect(() => {
    if (focus < teams.length) virtualizer.scrollToIndex(focus);
  }, [focus, teams.length, virtualizer]);
  const point = (event: MouseEvent): void => {
    if (!(event.target instanceof Element)) return;
    const index = Number(event.target.closest<HTMLElement>('[data-index]')?.dataset.index ?? 'none');
    if (Number.isInteger(index)) onOpen(index);
  };
  const Arrow = view.sort.direction === 'ascending' ? IconChevronUp : IconChevronDown;
  const items = virtualizer.getVirtualItems();
  const isFocusDrawn = items.some(({ index }) => index === focus);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the table are in use-teams-keys
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      aria-label="Teams"
      aria-rowcount={teams.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={isFocusDrawn ? `team-row-${focus}` : undefined}
      tabIndex={0}
      onClick={point}
    >
      <div role="rowgroup" className={classes.top}>
        <div role="row" className={classes.head} aria-rowindex={1}>
          {columns.map(({ name, column }) => {
            const isSorted = view.sort.column === column;
            return (
              <span
                role="columnheader"
                key={column}
                data-column={column}
                aria-sort={isSorted ? view.sort.direction : undefined}
              >
                <button
                  type="button"
                  className={classes.headName}
                  data-sorted={isSorted || undefined}
                  onClick={() => onSort(column)}
                >
                  {name}
                  {isSorted && <Arrow size={14} aria-hidden />}
                </button>
              </span>
            );
          })}
        </div>
      </div>
      {teams.length === 0 ? (
        empty
      ) : (
        <div className={classes.body} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const team = teams[index];
            if (team === undefined) return null;
            return (
              <div
                key={team.id}
                id={`team-row-${index}`}
                role="row"
                className={classes.row}
                data-index={index}
                data-focused={index === focus || undefined}
                aria-rowindex={index + 2}
                aria-selected={team.id === view.openId}
                style={{ transform: `translateY(${start - rowHeight}px)` }}
              >
                <span role="gridcell" className={classes.name} title={titleText(team.name)}>
                  {visibleText(team.name)}
                </span>
                <span role="gridcell" data-column="people">
                  {countText(team.people)}
                </span>
                <span role="gridcell">
                  <Managers team={team} />
                </span>
                <span role="gridcell">
                  <Source source={team.source} />
                </span>
              </div>
            );
          })}
        </div>
      )}
    </div>
  );
}
