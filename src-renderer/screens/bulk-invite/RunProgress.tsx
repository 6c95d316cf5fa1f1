import { IconAlertTriangle, IconClockExclamation, IconPlayerPause } from '@tabler/icons-react';
import type { Job } from '../../../src-contract/jobs.ts';
import { jobShare, settledRows } from '../../jobs/job-words.ts';
import { countText, percentText } from '../../kit/format-number.ts';
import { Note } from '../../kit/Note.tsx';
import { Ring } from '../../kit/Ring.tsx';
import { useNow } from '../../kit/use-now.ts';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './RunStep.module.css';
import { barShares, oldPlanText, rateText, restText, stepsText, waitWords } from './run-words.ts';

function Wait({ job }: { readonly job: Job }) {
  const words = waitWords(job, useNow(1000));
  if (!words || job.waitsUntil === null) return null;
  return (
    <div className={classes.wait} role="status">
      <Ring share={words.share} size={20} />
      <p>
        <strong>Waiting {words.left}.</strong> <bdi>{visibleText(job.why?.sentence ?? '')}</bdi>{' '}
        <span className={classes.dimmed}>
          Resumes by itself at {new Date(job.waitsUntil).toLocaleTimeString('en-GB')}.
        </span>
      </p>
      <span className={classes.nth}>{words.nth}</span>
    </div>
  );
}

function Held({ job }: { readonly job: Job }) {
  if (job.state !== 'paused') return null;
  if (job.why === null) {
    return (
      <Note icon={IconPlayerPause} look="warn">
        <strong>Paused.</strong> Nothing is being sent. What is done is kept; Resume goes on with the next
        row.
      </Note>
    );
  }
  return (
    <div role="alert">
      <Note icon={IconAlertTriangle} look="warn">
        <bdi>
          <strong>{visibleText(job.why.sentence)}</strong> {visibleText(job.why.changed)}{' '}
          {visibleText(job.why.next)}
        </bdi>
      </Note>
    </div>
  );
}

function OldPlan({ job }: { readonly job: Job }) {
  const words = oldPlanText(job, useNow());
  return words === null ? null : (
    <Note icon={IconClockExclamation} look="info">
      {words}
    </Note>
  );
}

/** The bar of a run with its rate and rest time, and why it stands still, if it does. */
export function RunProgress({ job }: { readonly job: Job }) {
  const shares = barShares(job);
  const share = jobShare(job);
  return (
    <div className={classes.progress}>
      <div
        className={classes.bar}
        role="progressbar"
        aria-label="Progress of the run"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(share * 100)}
        aria-valuetext={`${countText(settledRows(job))} of ${countText(job.total)}`}
      >
        <div style={{ width: `${shares.done}%` }} />
        <div data-look="failed" style={{ width: `${shares.failed}%` }} />
      </div>
      <p className={classes.rate}>
        <span>
          <strong>
            {countText(settledRows(job))} of {countText(job.total)}
          </strong>{' '}
          {percentText(share)}
        </span>
        {stepsText(job) !== null && <span>{stepsText(job)}</span>}
        {job.state === 'running' && rateText(job) !== null && <span>{rateText(job)}</span>}
        {restText(job) !== null && <span>{restText(job)}</span>}
        <span className={classes.safe}>Safe to close the window. After a restart it waits for Resume.</span>
      </p>
      <Wait job={job} />
      <Held job={job} />
      <OldPlan job={job} />
    </div>
  );
}
