import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck, IconRefresh } from '@tabler/icons-react';
import type { Job } from '../../../src-contract/jobs.ts';
import { useChange } from '../../bridge/use-change.ts';
import { JobStateBadge } from '../../jobs/JobStateBadge.tsx';
import { jobOutcomeText } from '../../jobs/job-words.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { showDialog } from '../../session/session.ts';
import classes from './OffboardingScreen.module.css';
import type { Offboarding } from './use-offboarding.ts';

/** How the run stands; after a failure: try again, put back, or leave what is done. */
export function RunCard({
  job,
  rows,
  onLeave,
}: {
  readonly job: Job;
  readonly rows: Offboarding['rows'];
  readonly onLeave: () => void;
}) {
  const retry = useChange('jobs/retry-failed');
  const cancel = useChange('jobs/cancel');
  const isRunning = ['queued', 'running', 'waiting'].includes(job.state);
  const bad = rows.find(({ state }) => state === 'failed' || state === 'unknown' || state === 'skipped');
  const isDeleted = rows.some(({ action, state }) => action.endsWith('delete-user') && state === 'done');
  const why = bad?.failure ?? (job.state === 'paused' ? job.why : null);
  const endIt = async (): Promise<boolean> => {
    if (job.state !== 'paused') return true;
    return (await cancel.send({ jobId: job.id })).ok;
  };
  const failure = retry.failure ?? cancel.failure;
  return (
    <section className={classes.card} aria-label="Progress">
      <h2>
        <JobStateBadge job={job} />
      </h2>
      <p role="status">{isRunning ? 'Each line is ticked as the server proves it.' : jobOutcomeText(job)}</p>
      {why && !isRunning && (
        <p className={classes.why}>
          <bdi>{visibleText(why.sentence)}</bdi> {why.next}
        </p>
      )}
      {failure && <FailureNotice failure={failure} />}
      {!isRunning && (
        <div className={classes.buttons}>
          {bad && bad.state !== 'skipped' && (
            <Button
              size="md"
              leftSection={<IconRefresh size={16} />}
              loading={retry.isSending}
              onClick={() => void retry.send({ jobId: job.id })}
            >
              Try again
            </Button>
          )}
          {job.counts.done > 0 && !isDeleted && (
            <Button
              size="md"
              leftSection={<IconArrowBackUp size={16} />}
              loading={cancel.isSending}
              onClick={() =>
                void endIt().then((isEnded) => isEnded && showDialog({ kind: 'undo', jobId: job.id }))
              }
            >
              Put back…
            </Button>
          )}
          <Button
            size="md"
            variant="subtle"
            leftSection={why ? undefined : <IconCircleCheck size={16} />}
            onClick={() => void endIt().then((isEnded) => isEnded && onLeave())}
          >
            {why ? 'Leave it so' : 'Back to Users'}
          </Button>
        </div>
      )}
    </section>
  );
}
