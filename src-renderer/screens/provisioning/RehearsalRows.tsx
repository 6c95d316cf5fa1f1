import { Button, TextInput } from '@mantine/core';
import { IconArrowLeft, IconSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { Rehearsal, RehearsalList } from '../../../src-contract/mode-rehearsals.ts';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countText } from '../../kit/format-number.ts';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './Rehearsal.module.css';
import { useRehearsalRows } from './use-rehearsal-rows.ts';

const rowHeight = 32;

interface RehearsalRowsProps {
  readonly rehearsal: Rehearsal;
  readonly list: RehearsalList;
  readonly onBack: () => void;
  /** Another preview took the place of this one. */
  readonly onGone: () => void;
}

/** The names of one list, to be searched; windows of them, so that 100,000 scroll like fifty. */
export function RehearsalRows({ rehearsal, list, onBack, onGone }: RehearsalRowsProps) {
  const [text, setText] = useState('');
  const [range, setRange] = useState({ first: 0, last: 0 });
  const scroller = useRef<HTMLElement>(null);
  const { rehearsalId } = rehearsal;
  const { matches, rowAt, failure } = useRehearsalRows({ rehearsalId, list, text }, range);
  const virtualizer = useVirtualizer({
    count: matches ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => setRange({ first, last }), [first, last]);
  const named = rehearsal.lists.find((one) => one.list === list);
  const title = named?.title ?? 'admins get in without the identity provider';
  return (
    <>
      <div className={classes.rowsHead}>
        <Button leftSection={<IconArrowLeft size={16} />} onClick={onBack}>
          Back
        </Button>
        <h3>
          {matches !== undefined && `${countText(matches)} `}
          {text === '' ? visibleText(title) : `match, ${visibleText(title)}`}
        </h3>
        <TextInput
          aria-label="Search in this list"
          placeholder="Name or email"
          leftSection={<IconSearch size={14} />}
          value={text}
          data-autofocus
          onChange={(event) => {
            setText(event.currentTarget.value);
            scroller.current?.scrollTo({ top: 0 });
          }}
        />
      </div>
      {named && named.sentence !== '' && (
        <p className={classes.sentence}>
          <bdi>{visibleText(named.sentence)}</bdi>
        </p>
      )}
      {failure && <FailureNotice failure={failure} onTryAgain={onGone} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keys */}
      <section ref={scroller} className={classes.scroller} aria-label={title} tabIndex={0}>
        {matches === 0 && !failure && (
          <p className={classes.empty}>{text === '' ? 'Nobody' : `Nobody matches "${visibleText(text)}".`}</p>
        )}
        <ul className={classes.inner} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rowAt(index);
            return (
              <li key={index} className={classes.row} style={{ transform: `translateY(${start}px)` }}>
                {row && (
                  <>
                    <DirectoryText text={row.name} look="strong" />
                    <DirectoryText text={row.detail === row.name ? '' : row.detail} />
                    <DirectoryText text={row.note} look="dimmed" />
                  </>
                )}
              </li>
            );
          })}
        </ul>
      </section>
    </>
  );
}
