import { KeyCap } from './KeyCap.tsx';
import classes from './KeyTable.module.css';
import { keyList } from './key-list.ts';

/** Words between key caps. */
const joiners = ['or', 'then'];

/** All keys that work, by place. */
export function KeyTable() {
  return (
    <div className={classes.places}>
      {keyList.map(({ where, keys }) => (
        <section key={where} aria-label={where}>
          <h4>{where}</h4>
          <dl className={classes.keys}>
            {keys.map(([caps, does]) => (
              <div key={caps} className={classes.line}>
                <dt>{does}</dt>
                <dd>
                  {caps
                    .split('  ')
                    .map((part) => (joiners.includes(part) ? part : <KeyCap key={part} keys={part} />))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
