import { Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconLock, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { JobRow } from '../../../src-contract/jobs.ts';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { Ring } from '../../kit/Ring.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './PlanSteps.module.css';

interface PlanLineProps {
  readonly name: string;
  readonly kind: string;
  readonly what: string;
  readonly icon: ReactNode;
  readonly note: { readonly text: string; readonly look: 'plain' | 'warn' } | null;
  /** `always`: it goes with the rest and cannot be chosen by itself. */
  readonly tick: 'ticked' | 'unticked' | 'always';
  readonly onTick: () => void;
  readonly lockedBecause: string | null;
  /** Its row of the job; undefined before it runs. */
  readonly row: JobRow | undefined;
  /** Below the line, such as the choice of a new manager. */
  readonly children?: ReactNode;
}

/** How the row of a line stands, as a sign with its word for those who do not see it. */
export function RowMark({ row }: { readonly row: JobRow }) {
  switch (row.state) {
    case 'done':
      return <IconCheck size={16} className={classes.done} role="img" aria-label="Done" />;
    case 'failed':
    case 'unknown':
    case 'skipped':
      return <IconX size={16} className={classes.failed} role="img" aria-label="Not done" />;
    case 'sent':
      return (
        <span role="img" aria-label="Under way">
          <Ring share="unknown" />
        </span>
      );
    case 'planned':
      return <span className={classes.waiting} role="img" aria-label="Not yet" />;
  }
}

/** One thing that goes: ticked before the run, marked as it is proved while it runs. */
export function PlanLine(props: PlanLineProps) {
  const { name, kind, what, icon, note, tick, onTick, lockedBecause, row, children } = props;
  const isBad = row !== undefined && ['failed', 'unknown', 'skipped'].includes(row.state);
  return (
    <li className={classes.line}>
      <div className={classes.cells}>
        <span className={classes.tick}>
          {row ? (
            <RowMark row={row} />
          ) : (
            <Checkbox
              aria-label={`Remove ${visibleText(name)}`}
              checked={tick !== 'unticked' && lockedBecause === null}
              disabled={tick === 'always' || lockedBecause !== null}
              onChange={onTick}
            />
          )}
        </span>
        {icon}
        <DirectoryText text={name} />
        <span className={classes.kind}>{kind}</span>
        <DirectoryText text={what} />
        <span className={classes.lineNote} data-look={note?.look}>
          {note?.look === 'warn' && <IconAlertTriangle size={14} aria-hidden />}
          {note?.text}
        </span>
      </div>
      {lockedBecause !== null && (
        <p className={classes.below}>
          <IconLock size={14} aria-hidden /> {visibleText(lockedBecause)}
        </p>
      )}
      {isBad && <p className={classes.bad}>{visibleText(row.failure?.sentence ?? row.outcome)}</p>}
      {children}
    </li>
  );
}
