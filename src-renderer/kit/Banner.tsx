import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Banner.module.css';

interface BannerProps {
  readonly icon: Icon;
  /** The first word or two, in bold: `Offline.` */
  readonly title: string;
  readonly children: ReactNode;
  /** What stands at the right end: when it goes on, and a button. */
  readonly actions?: ReactNode;
}

/** The band of 36 px above a screen: what is wrong with the connection. It never replaces the screen. */
export function Banner({ icon: Icon, title, children, actions }: BannerProps) {
  return (
    <div className={classes.banner} role="status">
      <Icon size={16} aria-hidden />
      <p className={classes.words}>
        <strong>{title}</strong> {children}
      </p>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
