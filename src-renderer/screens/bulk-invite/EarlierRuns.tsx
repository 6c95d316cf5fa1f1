import { IconChevronRight } from '@tabler/icons-react';
import type { Job } from '../../../src-contract/jobs.ts';
import { useRead } from '../../bridge/use-read.ts';
import { JobStateBadge } from '../../jobs/JobStateBadge.tsx';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countText } from '../../kit/format-number.ts';
import { Moment } from '../../kit/Moment.tsx';
import { showRun } from './bulk-view.ts';
import classes from './EarlierRuns.module.css';
import { fileOfJob, runLine } from './run-words.ts';

const shownAtMost = 20;

function RunLine({ job, onOpen }: { readonly job: Job; readonly onOpen: () => void }) {
  return (
    <li>
      <button type="button" className={classes.run} onClick={onOpen}>
        <DirectoryText text={fileOfJob(job)} look="strong" />
        <span className={classes.when}>
          <Moment at={job.createdAt} as="clock" />
        </span>
        <JobStateBadge job={job} />
        <span className={classes.outcome}>{runLine(job)}</span>
        <IconChevronRight size={14} aria-hidden />
      </button>
    </li>
  );
}

/** The runs of this tenant, newest first; each opens its report. Shows nothing before the first run. */
export function EarlierRuns({ tenantId }: { readonly tenantId: string }) {
  const { value, failure, askAgain } = useRead('jobs/list', { tenantId, show: 'all' });
  if (failure && !value) return <FailureNotice failure={failure} onTryAgain={askAgain} />;
  const runs = (value?.jobs ?? [])
    .filter(({ kind }) => kind === 'bulk-invite')
    .toSorted((one, other) => other.number - one.number);
  if (runs.length === 0) return null;
  return (
    <section className={classes.card} aria-label="Earlier runs">
      <header className={classes.head}>
        <h2>Earlier runs</h2> <span>{countText(runs.length)}</span>
      </header>
      <ul>
        {runs.slice(0, shownAtMost).map((job) => (
          <RunLine key={job.id} job={job} onOpen={() => showRun(tenantId, job.id)} />
        ))}
      </ul>
    </section>
  );
}
