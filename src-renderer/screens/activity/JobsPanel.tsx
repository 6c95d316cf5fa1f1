import type { Job } from '../../../src-contract/jobs.ts';
import { isOpenJob } from '../../bridge/place-job.ts';
import { useRead } from '../../bridge/use-read.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countText } from '../../kit/format-number.ts';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { changeActivity, useActivityView } from './activity-view.ts';
import { JobRow } from './JobRow.tsx';
import classes from './JobsPanel.module.css';

const few = 5;

/** Open jobs first, each group newest first. */
function inOrder(jobs: readonly Job[]): Job[] {
  return jobs.toSorted(
    (one, other) => Number(isOpenJob(other)) - Number(isOpenJob(one)) || other.number - one.number,
  );
}

/** The jobs of a tenant, as announced; the newest five, or all that main keeps at hand. */
export function JobsPanel({ tenantId }: { readonly tenantId: string }) {
  const { value, failure, askAgain } = useRead('jobs/list', { tenantId, show: 'all' });
  const show = useActivityView(tenantId).jobs;
  const jobs = inOrder(value?.jobs ?? []);
  const open = jobs.filter(isOpenJob).length;
  // Open jobs are never hidden behind "All".
  const shown = show === 'all' ? jobs : jobs.slice(0, Math.max(few, open));
  return (
    <section className={classes.card} aria-label="Jobs">
      <header className={classes.head}>
        <h2>Jobs</h2>
        <span className={classes.dimmed}>{open === 0 ? 'None open' : `${countText(open)} open`}</span>
        {jobs.length > few && (
          <span className={classes.end}>
            <LinkButton onClick={() => changeActivity(tenantId, { jobs: show === 'all' ? 'few' : 'all' })}>
              {show === 'all' ? 'Fewer' : `All ${countText(jobs.length)}`}
            </LinkButton>
          </span>
        )}
      </header>
      {failure && !value && <FailureNotice failure={failure} onTryAgain={askAgain} />}
      {value && jobs.length === 0 && (
        <p className={classes.none}>No job yet. Every change that is sent to the tenant runs as a job.</p>
      )}
      <ul className={classes.list} data-show={show}>
        {shown.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}
