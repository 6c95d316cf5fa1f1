import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Note.module.css';

interface NoteProps {
  readonly icon: Icon;
  readonly look?: 'plain' | 'info' | 'ok' | 'warn' | 'danger';
  readonly children: ReactNode;
}

/** A framed note inside a screen or a dialog: a lock, a warning, something to know. */
export function Note({ icon: Icon, look = 'plain', children }: NoteProps) {
  return (
    <div className={classes.note} data-look={look}>
      <Icon size={16} aria-hidden />
      <div className={classes.words}>{children}</div>
    </div>
  );
}
