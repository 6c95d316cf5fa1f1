import type { Job } from '../../../src-contract/jobs.ts';
import { isOpenJob } from '../../bridge/place-job.ts';
import { useChange } from '../../bridge/use-change.ts';
import { JobBar } from '../../jobs/JobBar.tsx';
import { JobStateBadge } from '../../jobs/JobStateBadge.tsx';
import { settledRows } from '../../jobs/job-words.ts';
import { openJob } from '../../jobs/open-job.ts';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { Moment } from '../../kit/Moment.tsx';
import { clockText, spanText } from '../../kit/moment-text.ts';
import { tellFailure } from '../../kit/toast.tsx';
import { useNow } from '../../kit/use-now.ts';
import classes from './JobsPanel.module.css';

/** What there is to say beside how far it is: the time left, the wait, since when it is held, how long it took. */
function noteOf(job: Job, nowMs: number): string {
  if (job.state === 'waiting' && job.waitsUntil) return `goes on at ${clockText(job.waitsUntil, nowMs)}`;
  if (job.state === 'paused') return job.why?.sentence ?? 'paused';
  if (isOpenJob(job)) {
    if (job.rate === null || job.rate === 0) return '';
    // What is accepted and not proved yet takes no request of its own any more.
    const rest = job.counts.planned + job.counts.sent - job.proving;
    return rest <= 0 ? '' : `about ${spanText((rest / job.rate) * 1000)} left`;
  }
  if (job.startedAt === null || job.endedAt === null) return '';
  const tookMs = Date.parse(job.endedAt) - Date.parse(job.startedAt);
  return tookMs < 1000 ? 'under 1 s' : spanText(tookMs);
}

/** One job: state, title, progress, who and when, and what can be done about it. */
export function JobRow({ job }: { readonly job: Job }) {
  const now = useNow();
  const pause = useChange('jobs/pause');
  const resume = useChange('jobs/resume');
  const cancel = useChange('jobs/cancel');
  const isOpen = isOpenJob(job);
  const send = async (change: typeof pause | typeof resume | typeof cancel): Promise<void> => {
    const outcome = await change.send({ jobId: job.id });
    if (!outcome.ok) tellFailure(outcome.failure);
  };
  const named = (verb: string): string => `${verb} job ${job.number}`;
  return (
    <li className={classes.row}>
      <JobStateBadge job={job} />
      <DirectoryText text={job.title} look="strong" />
      <span className={classes.bar}>
        <JobBar job={job} />
      </span>
      <span className={classes.figures}>
        {countText(settledRows(job))} of {countText(job.total)}
      </span>
      <span className={classes.dimmed}>
        <Moment at={job.startedAt ?? job.createdAt} as="clock" />
      </span>
      <span className={classes.who}>
        <DirectoryText text={job.startedBy} look="dimmed" />
      </span>
      <span className={classes.note}>
        <DirectoryText text={noteOf(job, now)} look="dimmed" />
      </span>
      <span className={classes.actions}>
        {isOpen && job.state !== 'paused' && (
          <LinkButton label={named('Pause')} onClick={() => void send(pause)}>
            Pause
          </LinkButton>
        )}
        {job.state === 'paused' && (
          <LinkButton label={named('Resume')} onClick={() => void send(resume)}>
            Resume
          </LinkButton>
        )}
        {isOpen && (
          <LinkButton label={named('Cancel')} onClick={() => void send(cancel)}>
            Cancel
          </LinkButton>
        )}
        <LinkButton
          label={named(job.kind === 'bulk-invite' ? 'Report of' : 'Open')}
          onClick={() => openJob(job)}
        >
          {job.kind === 'bulk-invite' ? 'Report' : 'Open'}
        </LinkButton>
      </span>
    </li>
  );
}
