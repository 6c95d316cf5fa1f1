import type { ScimRun } from '../../../src-contract/scim-probe.ts';
import { Ring } from '../../kit/Ring.tsx';
import { useNow } from '../../kit/use-now.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { CheckList } from './CheckList.tsx';
import { runWords } from './scim-run-words.ts';
import classes from './TestResults.module.css';

interface TestResultsProps {
  readonly run: ScimRun;
  readonly shows?: 'telling' | 'all';
  /** At the right end of the head, such as `Test again`. */
  readonly action?: React.ReactNode;
}

/** What a connection test found, check by check, with how long each took. */
export function TestResults({ run, shows = 'telling', action }: TestResultsProps) {
  const now = useNow();
  return (
    <section className={classes.test} aria-label="Connection test">
      <div className={classes.title}>
        <p>
          <strong>Connection test</strong> {runWords(run, now)}
        </p>
        {action}
      </div>
      <CheckList checks={run.checks} shows={shows} />
      {run.now !== null && (
        <p className={classes.now} role="status">
          <Ring share="unknown" />
          {visibleText(run.now)}
        </p>
      )}
    </section>
  );
}
