import { IconAlertCircle, IconCheck, IconPlayerSkipForward } from '@tabler/icons-react';
import type { Job, JobRow, RowState } from '../../../src-contract/jobs.ts';
import { useRead } from '../../bridge/use-read.ts';
import { CopyButton } from '../../kit/CopyButton.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countText } from '../../kit/format-number.ts';
import { titleText, visibleText } from '../../kit/visible-text.ts';
import classes from './RunRows.module.css';
import { statusOf } from './run-words.ts';

const problemStates: RowState[] = ['failed', 'unknown'];
const latestStates: RowState[] = ['done', 'skipped'];
const problemsShown = 50;
const latestShown = 8;

const timeText = (moment: string | null): string =>
  moment === null ? '–' : new Date(moment).toLocaleTimeString('en-GB');

function problemLine(row: JobRow): string {
  const parts = [statusOf(row.failure?.detail), row.failure?.sentence ?? row.outcome];
  return [row.subject, ...parts].filter(Boolean).join('\t');
}

function Problem({ row }: { readonly row: JobRow }) {
  const status = statusOf(row.failure?.detail);
  const facts = [
    status !== null && `Status ${status}`,
    row.state === 'unknown' ? 'asked before it is sent again' : 'not sent again by itself',
    row.attempts > 1 && `${countText(row.attempts)} tries`,
    row.requestId !== null && `request ${visibleText(row.requestId)}`,
  ].filter((fact) => fact !== false);
  return (
    <li className={classes.problem} data-state={row.state}>
      <time>{timeText(row.updatedAt)}</time>
      <bdi className={classes.subject} title={titleText(row.subject)}>
        {visibleText(row.subject)}
      </bdi>
      <IconAlertCircle size={14} role="img" aria-label={row.state === 'unknown' ? 'Not known' : 'Failed'} />
      <div className={classes.what}>
        <bdi>{visibleText(row.failure?.sentence ?? row.outcome)}</bdi>
        <p>{facts.join(', ')}</p>
      </div>
    </li>
  );
}

function Latest({ row }: { readonly row: JobRow }) {
  const Icon = row.state === 'skipped' ? IconPlayerSkipForward : IconCheck;
  const words = visibleText(row.failure?.sentence ?? row.outcome);
  return (
    <li className={classes.latest} data-state={row.state}>
      <time>{timeText(row.updatedAt)}</time>
      <bdi className={classes.subject} title={titleText(row.subject)}>
        {visibleText(row.subject)}
      </bdi>
      <Icon size={14} role="img" aria-label={row.state === 'skipped' ? 'Skipped' : 'Done'} />
      <bdi className={classes.outcome} title={words}>
        {words}
      </bdi>
    </li>
  );
}

/** What went wrong, newest first, and what was done last. */
export function RunRows({ job }: { readonly job: Job }) {
  const newest = { jobId: job.id, order: 'newest-first' as const, offset: 0 };
  const problems = useRead('jobs/rows', { ...newest, states: problemStates, limit: problemsShown });
  const latest = useRead('jobs/rows', { ...newest, states: latestStates, limit: latestShown });
  const rows = problems.value?.rows ?? [];
  const matches = problems.value?.matches ?? 0;
  const failure = problems.failure ?? latest.failure;
  return (
    <section className={classes.card} aria-label="Rows of the run">
      <header className={classes.head}>
        <h2>Problems</h2> <span>{countText(matches)}</span>
        {rows.length > 0 && (
          <div className={classes.copy}>
            <CopyButton
              text={rows.map(problemLine).join('\n').slice(0, 20_000)}
              label="Copy all"
              look="button"
            />
          </div>
        )}
      </header>
      {failure && <FailureNotice failure={failure} />}
      {rows.length === 0 && problems.value && <p className={classes.none}>None so far.</p>}
      <ul aria-label="Problems">
        {rows.map((row) => (
          <Problem key={row.position} row={row} />
        ))}
      </ul>
      {matches > rows.length && (
        <p className={classes.none}>
          The newest {countText(rows.length)} of {countText(matches)}. All are in the report.
        </p>
      )}
      <header className={classes.head} data-second>
        <h2>Latest</h2> <span>newest first</span>
      </header>
      <ul aria-label="Latest">
        {(latest.value?.rows ?? []).map((row) => (
          <Latest key={row.position} row={row} />
        ))}
      </ul>
      <p className={classes.foot}>
        After a lost answer Tenantry asks whether the person exists before it tries again. Nobody is invited
        twice.
      </p>
    </section>
  );
}
