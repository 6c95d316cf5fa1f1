import type { ReactNode } from 'react';
import classes from './ScreenHeader.module.css';

interface ScreenHeaderProps {
  readonly title: string;
  /** Beside the title, dimmed: a count, an age. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** A line under it, where the screen's content follows at once. */
  readonly line?: 'yes' | 'no';
}

/** The header of a screen, 56 px: title, note, actions. */
export function ScreenHeader({ title, note, actions, line = 'yes' }: ScreenHeaderProps) {
  return (
    <header className={classes.header} data-line={line}>
      <h1>{title}</h1>
      {note !== undefined && <div className={classes.note}>{note}</div>}
      <div className={classes.actions}>{actions}</div>
    </header>
  );
}
