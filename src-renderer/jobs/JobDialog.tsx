import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Job } from '../../src-contract/jobs.ts';
import type { Outcome } from '../../src-contract/outcome.ts';
import { isOpenJob } from '../bridge/place-job.ts';
import { useChange } from '../bridge/use-change.ts';
import { useRead } from '../bridge/use-read.ts';
import { Dialog } from '../kit/Dialog.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { countOf, countText } from '../kit/format-number.ts';
import { Moment } from '../kit/Moment.tsx';
import { Ring } from '../kit/Ring.tsx';
import { tellFailure } from '../kit/toast.tsx';
import { visibleText } from '../kit/visible-text.ts';
import { showDialog } from '../session/session.ts';
import { JobBar } from './JobBar.tsx';
import classes from './JobDialog.module.css';
import { JobRows } from './JobRows.tsx';
import { JobStateBadge } from './JobStateBadge.tsx';
import { settledRows } from './job-words.ts';

interface JobDialogProps {
  readonly jobId: string;
  readonly onClose: () => void;
}

function JobActions({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) {
  const pause = useChange('jobs/pause');
  const resume = useChange('jobs/resume');
  const cancel = useChange('jobs/cancel');
  const retry = useChange('jobs/retry-failed');
  const send = async (change: {
    readonly send: (input: { jobId: string }) => Promise<Outcome<Job>>;
  }): Promise<void> => {
    const outcome = await change.send({ jobId: job.id });
    if (!outcome.ok) tellFailure(outcome.failure);
  };
  const again = job.counts.failed + job.counts.unknown;
  const isOpen = isOpenJob(job);
  return (
    <>
      {isOpen && job.state !== 'paused' && (
        <Button size="md" loading={pause.isSending} onClick={() => void send(pause)}>
          Pause
        </Button>
      )}
      {job.state === 'paused' && (
        <Button size="md" loading={resume.isSending} onClick={() => void send(resume)}>
          Resume
        </Button>
      )}
      {isOpen && (
        <Button size="md" loading={cancel.isSending} onClick={() => void send(cancel)}>
          Cancel the rest
        </Button>
      )}
      {(!isOpen || job.state === 'paused') && again > 0 && job.state !== 'cancelled' && (
        <Button size="md" loading={retry.isSending} onClick={() => void send(retry)}>
          Try {countText(again)} again
        </Button>
      )}
      {!isOpen && job.undo === 'offered' && (
        <Button size="md" onClick={() => showDialog({ kind: 'undo', jobId: job.id })}>
          Undo…
        </Button>
      )}
      <Button size="md" onClick={onClose}>
        Close
      </Button>
    </>
  );
}

/** One job: how far it is, what happened to each person, and what can be done about it. */
export function JobDialog({ jobId, onClose }: JobDialogProps) {
  const { value: job, failure, askAgain } = useRead('jobs/read', { jobId });
  const [show, setShow] = useState<'problems' | 'all'>('all');
  if (!job) {
    return (
      <Dialog title="Job" onClose={onClose}>
        {failure ? <FailureNotice failure={failure} onTryAgain={askAgain} /> : <Ring share="unknown" />}
      </Dialog>
    );
  }
  const problems = job.counts.failed + job.counts.unknown;
  return (
    <Dialog
      title={visibleText(job.title.slice(0, 200))}
      lead={
        <>
          Job {job.number}, started by <bdi>{visibleText(job.startedBy.slice(0, 100))}</bdi> at{' '}
          <Moment at={job.startedAt ?? job.createdAt} as="clock" />
        </>
      }
      width={800}
      onClose={onClose}
      actions={<JobActions job={job} onClose={onClose} />}
      note={
        job.waitsUntil && (
          <>
            Goes on by itself at <Moment at={job.waitsUntil} as="clock" />
          </>
        )
      }
    >
      <div className={classes.state}>
        <JobStateBadge job={job} />
        <span className={classes.dimmed}>
          {countText(settledRows(job))} of {countOf(job.total, 'row', 'rows')}: {countText(job.counts.done)}{' '}
          done, {countText(job.counts.failed)} failed, {countText(job.counts.skipped)} skipped
          {job.counts.unknown > 0 && `, ${countText(job.counts.unknown)} not known`}
          {job.proving > 0 && `, ${countText(job.proving)} accepted and not shown yet`}
        </span>
      </div>
      <JobBar job={job} />
      {job.why && <FailureNotice failure={job.why} />}
      {problems > 0 && (
        <div className={classes.tabs}>
          <Button aria-pressed={show === 'all'} onClick={() => setShow('all')}>
            All {countText(job.total)}
          </Button>
          <Button aria-pressed={show === 'problems'} onClick={() => setShow('problems')}>
            Problems {countText(problems)}
          </Button>
        </div>
      )}
      <JobRows jobId={jobId} show={show} />
    </Dialog>
  );
}
