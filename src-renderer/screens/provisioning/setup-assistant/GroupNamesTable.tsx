// biome-ignore-all lint/a11y/useSemanticElements: a virtual table is made of plain elements
// biome-ignore-all lint/a11y/useFocusableInteractive: its cells hold the controls
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { FittedName } from '../../../../src-contract/setup-assistant.ts';
import { LinkButton } from '../../../kit/LinkButton.tsx';
import { titleText, visibleText } from '../../../kit/visible-text.ts';
import { CopyNameButton } from './CopyNameButton.tsx';
import { type ClashChoice, chosenTeam } from './chosen-team.ts';
import classes from './GroupNamesTable.module.css';
import { noteOf } from './names-words.ts';

const rowHeight = 32;

interface GroupNamesTableProps {
  readonly tenantId: string;
  readonly names: readonly FittedName[];
  readonly choices: ReadonlyMap<string, ClashChoice>;
  readonly onChoose: (group: string, choice: ClashChoice) => void;
}

function Note({
  name,
  choice,
  onChoose,
}: {
  readonly name: FittedName;
  readonly choice: ClashChoice | undefined;
  readonly onChoose: (choice: ClashChoice) => void;
}) {
  const { clash } = name;
  const words = noteOf(name);
  const now = choice ?? clash?.advised;
  return (
    <>
      {clash !== null && <IconAlertTriangle size={14} aria-hidden />}
      <bdi className={classes.note} title={titleText(words)}>
        {visibleText(words)}
      </bdi>
      {clash !== null && (
        <LinkButton onClick={() => onChoose(now === 'apart' ? 'same' : 'apart')}>
          {now === 'apart' ? 'Take it over' : 'Keep apart'}
        </LinkButton>
      )}
    </>
  );
}

/** Each group, what it becomes, and why; a team in the way is a decision made in its row. */
export function GroupNamesTable({ tenantId, names, choices, onChoose }: GroupNamesTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: names.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: rowHeight,
  });
  return (
    <div
      ref={scroller}
      className={classes.table}
      role="table"
      aria-label="Group names"
      aria-rowcount={names.length + 1}
    >
      <div className={classes.head} role="row" aria-rowindex={1}>
        <span role="columnheader">Group</span>
        <span role="columnheader">Team name</span>
        <span role="columnheader">Why</span>
      </div>
      <div className={classes.rows} style={{ height: virtualizer.getTotalSize() }} role="rowgroup">
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const name = names[index];
          if (name === undefined) return null;
          const choice = choices.get(name.group);
          const team = chosenTeam(name, choice);
          const isSame = team === name.group;
          return (
            <div
              key={name.group}
              className={classes.row}
              role="row"
              aria-rowindex={index + 2}
              data-clash={name.clash !== null || undefined}
              style={{ transform: `translateY(${start - rowHeight}px)` }}
            >
              <span role="cell" className={classes.group} title={titleText(name.group)}>
                <bdi>{visibleText(name.group)}</bdi>
              </span>
              <span role="cell" className={classes.team}>
                <bdi title={team}>{team}</bdi>
                {isSame ? (
                  <IconCheck size={14} role="img" aria-label="as it is" />
                ) : (
                  <CopyNameButton tenantId={tenantId} group={name.group} team={team} />
                )}
              </span>
              <span role="cell" className={classes.why}>
                <Note name={name} choice={choice} onChoose={(chosen) => onChoose(name.group, chosen)} />
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
