import type { ReactNode } from 'react';
import classes from './StepFooter.module.css';

interface StepFooterProps {
  /** At the left: keys, or what is still missing. */
  readonly note: ReactNode;
  /** Buttons, the one that leads on last. */
  readonly children: ReactNode;
}

/** The foot of a step, 52 px, always in sight. */
export function StepFooter({ note, children }: StepFooterProps) {
  return (
    <footer className={classes.foot}>
      <div className={classes.note}>{note}</div>
      {children}
    </footer>
  );
}
