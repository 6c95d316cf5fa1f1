import { IconAlertTriangle, IconCircleCheckFilled, IconCircleXFilled } from '@tabler/icons-react';
import { countText } from '../../kit/format-number.ts';
import { clockText } from '../../kit/moment-text.ts';
import { useNow } from '../../kit/use-now.ts';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './TestResults.module.css';
import type { TokenTest } from './token-test.ts';

const icons = { passed: IconCircleCheckFilled, look: IconAlertTriangle, failed: IconCircleXFilled };
const words = { passed: 'passed', look: 'look', failed: 'failed' };

/** What a connection test found, check by check, with how long each took. */
export function TestResults({ test }: { readonly test: TokenTest }) {
  const now = useNow();
  return (
    <section className={classes.test} aria-label="Connection test">
      <p className={classes.title}>
        <strong>Connection test</strong> {clockText(test.at, now)}, with the token just made
      </p>
      <ul>
        {test.checks.map(({ name, result, sentence, tookMs }) => {
          const Icon = icons[result];
          return (
            <li key={name} className={classes.check} data-result={result}>
              <Icon size={14} role="img" aria-label={words[result]} />
              <span className={classes.name}>{visibleText(name)}</span>
              <bdi className={classes.sentence} title={visibleText(sentence)}>
                {visibleText(sentence)}
              </bdi>
              <span className={classes.took}>{countText(tookMs)} ms</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
