import type { Job, JobRow } from '../../../src-contract/jobs.ts';
import { useRead } from '../../bridge/use-read.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countText } from '../../kit/format-number.ts';
import { titleText, visibleText } from '../../kit/visible-text.ts';
import classes from './ReportStep.module.css';
import { statusOf } from './run-words.ts';

const shownAtMost = 200;

function Row({ row, isCancelled }: { readonly row: JobRow; readonly isCancelled: boolean }) {
  const sentence = row.failure?.sentence ?? row.outcome;
  const request = [statusOf(row.failure?.detail), row.requestId].filter((part) => part !== null).join(' ');
  return (
    <tr>
      <td className={classes.number}>{row.fileRow ?? '–'}</td>
      <td title={titleText(row.subject)}>
        <bdi>{visibleText(row.subject)}</bdi>
      </td>
      <td className={classes.wrap}>
        <bdi>{visibleText(sentence)}</bdi>{' '}
        {row.state === 'unknown' && (
          <span className={classes.dimmed}>
            {isCancelled ? 'Nothing more is sent for it.' : 'It is asked for before it is sent again.'}
          </span>
        )}
      </td>
      <td className={classes.mono} title={titleText(request)}>
        {request === '' ? '–' : visibleText(request)}
      </td>
    </tr>
  );
}

/** The rows that failed or whose end is not known; nothing when there are none. */
export function FailedRows({ job }: { readonly job: Job }) {
  const { value, failure, askAgain } = useRead('jobs/rows', {
    jobId: job.id,
    states: ['failed', 'unknown'],
    order: 'position',
    offset: 0,
    limit: shownAtMost,
  });
  if (failure && !value) return <FailureNotice failure={failure} onTryAgain={askAgain} />;
  if (!value || value.matches === 0) return null;
  return (
    <section className={classes.card} aria-label="Failed">
      <header className={classes.head}>
        <h2>Failed</h2> <span>{countText(value.matches)}</span>
      </header>
      <table className={classes.table} aria-label="Failed rows">
        <colgroup>
          <col className={classes.colNumber} />
          <col className={classes.colEmail} />
          <col />
          <col className={classes.colRequest} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">Row</th>
            <th scope="col">Email or team</th>
            <th scope="col">What happened</th>
            <th scope="col">Request</th>
          </tr>
        </thead>
        <tbody>
          {value.rows.map((row) => (
            <Row key={row.position} row={row} isCancelled={job.state === 'cancelled'} />
          ))}
        </tbody>
      </table>
      {value.matches > value.rows.length && (
        <p className={classes.more}>
          The first {countText(value.rows.length)} of {countText(value.matches)}. All are in the saved report.
        </p>
      )}
    </section>
  );
}
