import { Button } from '@mantine/core';
import { useState } from 'react';
import type { RowState } from '../../src-contract/jobs.ts';
import { useRead } from '../bridge/use-read.ts';
import { DirectoryText } from '../kit/DirectoryText.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { countText } from '../kit/format-number.ts';
import { visibleText } from '../kit/visible-text.ts';
import classes from './JobDialog.module.css';

const rowStateWords = {
  planned: 'Not sent yet',
  sent: 'Sent, no answer yet',
  done: 'Done',
  failed: 'Failed',
  skipped: 'Skipped',
  unknown: 'Not known',
} as const satisfies Record<RowState, string>;

const problems: RowState[] = ['failed', 'unknown'];
const every: RowState[] = ['planned', 'sent', 'done', 'failed', 'skipped', 'unknown'];
const step = 200;
const most = 1000;

/** The rows of a job, a window at a time. `problems`: only those that failed or whose end is not known. */
export function JobRows({ jobId, show }: { readonly jobId: string; readonly show: 'problems' | 'all' }) {
  const [limit, setLimit] = useState(step);
  const { value, failure, askAgain } = useRead(
    'jobs/rows',
    { jobId, states: show === 'problems' ? problems : every, order: 'position', offset: 0, limit },
    { former: 'keep' },
  );
  if (failure && !value) return <FailureNotice failure={failure} onTryAgain={askAgain} />;
  if (!value) return null;
  return (
    <>
      <ul className={classes.rows} aria-label="Rows">
        {value.rows.map((row) => (
          <li key={row.position} className={classes.row}>
            <DirectoryText text={row.name || row.subject} look="strong" />
            <DirectoryText text={row.subject} look="dimmed" />
            <span>{rowStateWords[row.state]}</span>
            <span className={classes.outcome}>{visibleText(row.failure?.sentence ?? row.outcome)}</span>
          </li>
        ))}
      </ul>
      {value.matches > value.rows.length && (
        <p className={classes.dimmed}>
          {countText(value.rows.length)} of {countText(value.matches)} shown{' '}
          {limit < most && <Button onClick={() => setLimit(Math.min(most, limit + step))}>Show more</Button>}
        </p>
      )}
    </>
  );
}
