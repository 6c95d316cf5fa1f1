import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './EmptyState.module.css';

interface EmptyStateProps {
  readonly icon: Icon;
  readonly title: string;
  readonly children?: ReactNode;
  /** The next step: never a dead end. */
  readonly actions?: ReactNode;
  readonly look?: 'plain' | 'warn' | 'danger';
}

/** What stands where a list is empty or cannot be had: why, and the next step. */
export function EmptyState({ icon: Icon, title, children, actions, look = 'plain' }: EmptyStateProps) {
  return (
    <div className={classes.empty} data-look={look}>
      <Icon size={28} stroke={1.5} aria-hidden />
      <h3>{title}</h3>
      {children && <div className={classes.words}>{children}</div>}
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
