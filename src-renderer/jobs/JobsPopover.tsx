import { Button } from '@mantine/core';
import type { Job } from '../../src-contract/jobs.ts';
import { isOpenJob } from '../bridge/place-job.ts';
import { useChange } from '../bridge/use-change.ts';
import { useRead } from '../bridge/use-read.ts';
import { DirectoryText } from '../kit/DirectoryText.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { countText, percentText } from '../kit/format-number.ts';
import { Moment } from '../kit/Moment.tsx';
import { tellFailure } from '../kit/toast.tsx';
import { useTenantId, useTenants } from '../session/use-tenant.ts';
import { undoJob } from './follow-job.ts';
import { JobBar } from './JobBar.tsx';
import { JobStateBadge } from './JobStateBadge.tsx';
import classes from './JobsPopover.module.css';
import { jobShare, settledRows } from './job-words.ts';
import { openJob } from './open-job.ts';

const recentCount = 6;

interface LineProps {
  readonly job: Job;
  readonly onLeave: () => void;
}

function JobLine({ job, onLeave }: LineProps) {
  const pause = useChange('jobs/pause');
  const resume = useChange('jobs/resume');
  const tenantId = useTenantId();
  const tenant = useTenants()?.find(({ id }) => id === job.tenantId);
  const isOpen = isOpenJob(job);
  const toggle = async (): Promise<void> => {
    const outcome = await (job.state === 'paused' ? resume : pause).send({ jobId: job.id });
    if (!outcome.ok) tellFailure(outcome.failure);
  };
  return (
    <li className={classes.job}>
      <div className={classes.line}>
        <DirectoryText text={job.title} look="strong" />
        <JobStateBadge job={job} />
      </div>
      {isOpen && <JobBar job={job} />}
      <div className={classes.line}>
        <span className={classes.dimmed}>
          {tenant && tenant.id !== tenantId && (
            <>
              <bdi>{tenant.displayName.slice(0, 60)}</bdi>,{' '}
            </>
          )}
          {isOpen ? (
            `${countText(settledRows(job))} of ${countText(job.total)}, ${percentText(jobShare(job))}`
          ) : (
            <Moment at={job.endedAt ?? job.createdAt} as="relative" />
          )}
        </span>
        <span className={classes.actions}>
          {isOpen && (
            <Button onClick={toggle} loading={pause.isSending || resume.isSending}>
              {job.state === 'paused' ? 'Resume' : 'Pause'}
            </Button>
          )}
          {!isOpen && job.undo === 'offered' && (
            <Button
              onClick={() => {
                onLeave();
                void undoJob(job.id);
              }}
            >
              Undo
            </Button>
          )}
          <Button
            onClick={() => {
              onLeave();
              openJob(job);
            }}
          >
            Open
          </Button>
        </span>
      </div>
    </li>
  );
}

/** Open jobs of all tenants with their progress, then those that ended lately. */
export function JobsPopover({ onLeave }: { readonly onLeave: () => void }) {
  const { value, failure, askAgain } = useRead('jobs/list', { tenantId: null, show: 'all' });
  if (failure && !value) return <FailureNotice failure={failure} onTryAgain={askAgain} />;
  const open = (value?.jobs ?? []).filter(isOpenJob);
  const ended = (value?.jobs ?? []).filter((job) => !isOpenJob(job)).slice(0, recentCount);
  return (
    <div className={classes.lists}>
      {open.length === 0 && <p className={classes.dimmed}>No job is running.</p>}
      {open.length > 0 && (
        <ul>
          {open.map((job) => (
            <JobLine key={job.id} job={job} onLeave={onLeave} />
          ))}
        </ul>
      )}
      {ended.length > 0 && (
        <section aria-label="Ended lately">
          <h4>Ended lately</h4>
          <ul>
            {ended.map((job) => (
              <JobLine key={job.id} job={job} onLeave={onLeave} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
