import type { ReactNode } from 'react';
import classes from './Settings.module.css';

interface SettingsRowProps {
  readonly name: string;
  readonly note?: ReactNode;
  /** The value, or the control that changes it. */
  readonly children?: ReactNode;
}

/** One line of a settings card: what it is, and its value or control. */
export function SettingsRow({ name, note, children }: SettingsRowProps) {
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <div>{name}</div>
        {note && <div className={classes.note}>{note}</div>}
      </div>
      <div className={classes.value}>{children}</div>
    </div>
  );
}

/** A titled card of settings lines. */
export function SettingsGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.group} aria-label={title}>
      <h2>{title}</h2>
      <div className={classes.rows}>{children}</div>
    </section>
  );
}
