import classes from './KeyCap.module.css';

/** One key, or keys pressed together, as a cap: `Ctrl K`. */
export function KeyCap({ keys }: { readonly keys: string }) {
  return <kbd className={classes.cap}>{keys}</kbd>;
}
