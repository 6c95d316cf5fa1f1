import type { Job, JobPace } from '../../../src-contract/jobs.ts';
import { useRead } from '../../bridge/use-read.ts';
import { JobStateBadge } from '../../jobs/JobStateBadge.tsx';
import { countOf } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { useNow } from '../../kit/use-now.ts';
import { RateChart } from './RateChart.tsx';
import rows from './RunRows.module.css';
import classes from './RunStep.module.css';
import { atOnceText, roughSpan, underWayFacts } from './run-words.ts';

interface RunFactsProps {
  readonly job: Job;
  readonly onLeave: () => void;
}

const shortPauseMs = 60_000;

/** When the run began and how long it has run, up to a pause. */
function runsFor(job: Job, pace: JobPace | null, now: number): string {
  if (job.startedAt === null) return 'Not started';
  const last = pace?.holds.at(-1);
  const begun = Date.parse(job.startedAt);
  const wentOn = pace === null ? begun : Date.parse(pace.since);
  // After a restart or a long pause the time before is no time in which it ran.
  if (job.state !== 'paused')
    return wentOn - begun > shortPauseMs
      ? `${roughSpan(now - wentOn)}, since it went on`
      : roughSpan(now - begun);
  return last?.why === 'paused' ? roughSpan(Date.parse(last.from) - begun) : 'Paused';
}

/** How fast the run goes, and its facts that are not worth a figure: what is under way, waits, last saved. */
export function RunFacts({ job, onLeave }: RunFactsProps) {
  const now = useNow(1000);
  const { value } = useRead('jobs/rows', {
    jobId: job.id,
    states: ['done', 'failed', 'skipped', 'unknown'],
    order: 'newest-first',
    offset: 0,
    limit: 1,
  });
  const { value: known } = useRead('jobs/pace', { jobId: job.id });
  const saved = value?.rows[0];
  const savedAt = saved?.updatedAt ?? null;
  const pace = known?.pace ?? null;
  const { waits } = job;
  return (
    <div className={rows.card}>
      {known && <RateChart job={job} pace={pace} />}
      <section className={classes.factsBox} aria-label="Facts">
        <dl className={classes.facts}>
          <dt>Job {job.number}</dt>
          <dd className={classes.factState}>
            <JobStateBadge job={job} />
          </dd>
          <dt>Runs for</dt>
          <dd>{runsFor(job, pace, now)}</dd>
          <dt>At the same time</dt>
          <dd>{atOnceText(job, pace)}</dd>
          {underWayFacts(job).map(({ term, words }) => (
            <div key={term} className={classes.fact}>
              <dt>{term}</dt>
              <dd>{words}</dd>
            </div>
          ))}
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
      </section>
      <p className={rows.foot}>
        Each row is saved before and after it is sent.{' '}
        <LinkButton onClick={onLeave}>Begin another file</LinkButton>
      </p>
    </div>
  );
}
