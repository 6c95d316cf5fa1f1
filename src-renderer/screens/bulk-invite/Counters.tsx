import { countText } from '../../kit/format-number.ts';
import classes from './Counters.module.css';
import type { Counter } from './run-words.ts';

/** Figures side by side, each with what it counts. */
export function Counters({ counters }: { readonly counters: readonly Counter[] }) {
  return (
    <dl className={classes.counters}>
      {counters.map(({ label, count, below, look }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={classes.count} data-look={look}>
            {countText(count)}
          </dd>
          <dd className={classes.below}>{below}</dd>
        </div>
      ))}
    </dl>
  );
}
