import type { Job } from '../../../src-contract/jobs.ts';
import { useRead } from '../../bridge/use-read.ts';
import { JobStateBadge } from '../../jobs/JobStateBadge.tsx';
import { countOf } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { useNow } from '../../kit/use-now.ts';
import rows from './RunRows.module.css';
import classes from './RunStep.module.css';
import { rateText, restText, roughSpan } from './run-words.ts';

interface RunFactsProps {
  readonly job: Job;
  readonly onLeave: () => void;
}

/** The facts of a run that are not worth a figure: at the same time, waits, last saved. */
export function RunFacts({ job, onLeave }: RunFactsProps) {
  const now = useNow(1000);
  const { value } = useRead('jobs/rows', {
    jobId: job.id,
    states: ['done', 'failed', 'skipped', 'unknown'],
    order: 'newest-first',
    offset: 0,
    limit: 1,
  });
  const saved = value?.rows[0];
  const savedAt = saved?.updatedAt ?? null;
  const { waits, startedAt } = job;
  return (
    <section className={rows.card} aria-label="Facts">
      <header className={rows.head}>
        <h2>Job {job.number}</h2>
        <span className={classes.factState}>
          <JobStateBadge job={job} />
        </span>
      </header>
      <dl className={classes.facts}>
        <dt>Rate</dt>
        <dd>{job.state === 'paused' ? 'Paused' : (rateText(job) ?? 'Not known yet')}</dd>
        <dt>Rest</dt>
        <dd>
          {job.state === 'paused' ? 'Paused' : (restText(job)?.replace(/ left$/, '') ?? 'Not known yet')}
        </dd>
        <dt>Runs for</dt>
        <dd>{startedAt === null ? 'Not started' : roughSpan(now - Date.parse(startedAt))}</dd>
        <dt>At the same time</dt>
        <dd>{job.state === 'paused' ? 'None' : countOf(job.counts.sent, 'request', 'requests')}</dd>
        <dt>Waits</dt>
        <dd>
          {waits.times === 0
            ? 'None'
            : `${countOf(waits.times, 'time', 'times')}, ${roughSpan(waits.totalMs)} in all`}
        </dd>
        <dt>Last saved</dt>
        <dd>
          {savedAt === null
            ? 'Nothing yet'
            : `${new Date(savedAt).toLocaleTimeString('en-GB')}${saved?.fileRow == null ? '' : `, row ${saved.fileRow}`}`}
        </dd>
      </dl>
      <p className={rows.foot}>
        Each row is saved before and after it is sent.{' '}
        <LinkButton onClick={onLeave}>Begin another file</LinkButton>
      </p>
    </section>
  );
}
