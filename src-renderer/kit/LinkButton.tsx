import type { MouseEventHandler, ReactNode } from 'react';
import classes from './LinkButton.module.css';

interface LinkButtonProps {
  readonly onClick: MouseEventHandler<HTMLButtonElement>;
  readonly children: ReactNode;
  readonly label?: string | undefined;
}

/** A button that looks like a link: the page has no addresses to link to. */
export function LinkButton({ onClick, children, label }: LinkButtonProps) {
  return (
    <button type="button" className={classes.link} onClick={onClick} aria-label={label}>
      {children}
    </button>
  );
}
