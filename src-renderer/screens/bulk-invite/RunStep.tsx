import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Job } from '../../../src-contract/jobs.ts';
import { useChange } from '../../bridge/use-change.ts';
import { useRead } from '../../bridge/use-read.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { ScreenHeader } from '../../kit/ScreenHeader.tsx';
import { useKeys } from '../../kit/use-keys.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { useSession } from '../../session/session.ts';
import { useBlockedBecause } from '../../session/use-sync-status.ts';
import { CancelRunDialog } from './CancelRunDialog.tsx';
import { Counters } from './Counters.tsx';
import { RunFacts } from './RunFacts.tsx';
import { RunProgress } from './RunProgress.tsx';
import { RunRows } from './RunRows.tsx';
import classes from './RunStep.module.css';
import { fileOfJob, runCounters } from './run-words.ts';
import { StartedLine } from './StartedLine.tsx';
import { Stepper } from './Stepper.tsx';

/** A report reads every row of the run: while it runs only where that is quick. */
const reportedUpTo = 2000;

interface RunStepProps {
  readonly job: Job;
  /** Where the file went to other tenants too: the way to all of them. */
  readonly others: ReactNode;
  /** Begins with another file; the run goes on. */
  readonly onLeave: () => void;
}

/** Step 4: how far the run is, what it waits for, what went wrong; it can be held and ended here. */
export function RunStep({ job, others, onLeave }: RunStepProps) {
  const jobId = job.id;
  const pause = useChange('jobs/pause');
  const resume = useChange('jobs/resume');
  const [isCancelling, setCancelling] = useState(false);
  const letters = useSession((session) => session.letterKeys) === 'on';
  const offline = useBlockedBecause();
  const { value: report } = useRead(
    'bulk-invites/report',
    { jobId },
    { when: job.total <= reportedUpTo ? 'now' : 'wait' },
  );
  const isPaused = job.state === 'paused';
  const isSending = pause.isSending || resume.isSending;
  const hold = (): void => {
    if (isSending) return;
    if (!isPaused) void pause.send({ jobId });
    else if (offline === null) void resume.send({ jobId });
  };
  useKeys({ p: hold }, { letters });
  const failure = pause.failure ?? resume.failure;
  return (
    <>
      <ScreenHeader title="Bulk invite" line="no" actions={<Stepper current="Run" />} />
      <div className={classes.page}>
        {others}
        <section className={classes.card} aria-label="Run">
          <header className={classes.top}>
            <h2 className={classes.title}>
              Inviting <bdi>{visibleText(fileOfJob(job))}</bdi>
            </h2>
            <StartedLine job={job} />
            <div className={classes.actions}>
              {isPaused ? (
                <GuardedButton
                  size="md"
                  variant="filled"
                  blockedBecause={offline}
                  loading={resume.isSending}
                  aria-keyshortcuts="P"
                  leftSection={<IconPlayerPlay size={16} />}
                  onClick={hold}
                >
                  Resume
                </GuardedButton>
              ) : (
                <Button
                  size="md"
                  loading={pause.isSending}
                  aria-keyshortcuts="P"
                  leftSection={<IconPlayerPause size={16} />}
                  onClick={hold}
                >
                  Pause
                </Button>
              )}
              <Button size="md" leftSection={<IconX size={16} />} onClick={() => setCancelling(true)}>
                Cancel…
              </Button>
            </div>
          </header>
          <RunProgress job={job} />
          {failure && (
            <div className={classes.inset}>
              <FailureNotice failure={failure} />
            </div>
          )}
          <Counters counters={runCounters(job, report ?? null)} />
        </section>
        <div className={classes.columns}>
          <RunRows job={job} />
          <RunFacts job={job} onLeave={onLeave} />
        </div>
      </div>
      {isCancelling && <CancelRunDialog job={job} onClose={() => setCancelling(false)} />}
    </>
  );
}
