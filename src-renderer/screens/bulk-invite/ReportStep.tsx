import { Button } from '@mantine/core';
import { IconArrowBackUp, IconDownload, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { BulkReport } from '../../../src-contract/bulk-report.ts';
import type { Job } from '../../../src-contract/jobs.ts';
import { useChange } from '../../bridge/use-change.ts';
import { useRead } from '../../bridge/use-read.ts';
import { jobStateWords } from '../../jobs/job-words.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countText } from '../../kit/format-number.ts';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { Note } from '../../kit/Note.tsx';
import { Ring } from '../../kit/Ring.tsx';
import { ScreenHeader } from '../../kit/ScreenHeader.tsx';
import { useNow } from '../../kit/use-now.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { showDialog } from '../../session/session.ts';
import { useBlockedBecause } from '../../session/use-sync-status.ts';
import { FailedRows } from './FailedRows.tsx';
import { GonePeople } from './GonePeople.tsx';
import { ReportFigures } from './ReportFigures.tsx';
import classes from './ReportStep.module.css';
import { outcomeFacts, outcomeSentence } from './report-words.ts';
import { SkippedRows } from './SkippedRows.tsx';
import { Stepper } from './Stepper.tsx';
import { useSaveReport } from './use-save-report.ts';

interface OutcomeProps {
  readonly job: Job;
  readonly report: BulkReport;
  readonly onLeave: () => void;
}

interface ReportStepProps extends Omit<OutcomeProps, 'report'> {
  /** Where the file went to other tenants too: the way to all of them. */
  readonly others: ReactNode;
}

function Outcome({ job, report, onLeave }: OutcomeProps) {
  const now = useNow();
  const retry = useChange('jobs/retry-failed');
  const lookUp = useChange('jobs/look-again');
  const { save, isSaving } = useSaveReport(job.id);
  const offline = useBlockedBecause();
  const { icon: StateIcon, look } = jobStateWords[job.state];
  const again = job.counts.failed + job.counts.unknown;
  return (
    <>
      <section className={classes.outcome} aria-label="Outcome">
        {StateIcon && (
          <span className={classes.icon} data-look={look}>
            <StateIcon size={26} stroke={1.75} aria-hidden />
          </span>
        )}
        <div className={classes.words} role="status">
          <h2>{outcomeSentence(job, report)}</h2>
          <p>
            <bdi>{visibleText(outcomeFacts(job, report, now))}</bdi>
          </p>
        </div>
        <Button size="md" onClick={onLeave}>
          New invite
        </Button>
        {job.undo === 'offered' && job.counts.done > 0 && (
          <GuardedButton
            size="md"
            blockedBecause={offline}
            leftSection={<IconArrowBackUp size={16} />}
            onClick={() => showDialog({ kind: 'undo', jobId: job.id })}
          >
            Undo this run…
          </GuardedButton>
        )}
        <Button
          size="md"
          loading={isSaving}
          leftSection={<IconDownload size={16} />}
          onClick={() => void save('whole')}
        >
          Save report
        </Button>
        {job.counts.unknown > 0 && job.state === 'cancelled' && job.undo !== 'done' && (
          <GuardedButton
            size="md"
            blockedBecause={offline}
            loading={lookUp.isSending}
            leftSection={<IconRefresh size={16} />}
            onClick={() => void lookUp.send({ jobId: job.id })}
          >
            Ask about {countText(job.counts.unknown)}
          </GuardedButton>
        )}
        {again > 0 && job.state !== 'cancelled' && job.undo !== 'done' && (
          <GuardedButton
            size="md"
            variant="filled"
            blockedBecause={offline}
            loading={retry.isSending}
            leftSection={<IconRefresh size={16} />}
            onClick={() => void retry.send({ jobId: job.id })}
          >
            Try {countText(again)} again
          </GuardedButton>
        )}
      </section>
      {job.undo === 'done' && (
        <Note icon={IconArrowBackUp} look="info">
          An undo of this run was started. What it put back, and what it could not, is in its report in
          Activity; the figures here are those of the run itself.
        </Note>
      )}
      {retry.failure && <FailureNotice failure={retry.failure} />}
      {lookUp.failure && <FailureNotice failure={lookUp.failure} />}
    </>
  );
}

/** The report for a program: a spreadsheet would calculate its cells (condition 69). */
function RawReport({ jobId }: { readonly jobId: string }) {
  const { save } = useSaveReport(jobId);
  return (
    <p className={classes.more}>
      <LinkButton onClick={() => void save('whole', 'raw')}>Save raw CSV for a program</LinkButton> Cells that
      begin like a formula are left as they are: not for a spreadsheet.
    </p>
  );
}

/** Step 5: what the run came to, what failed, what was never sent. */
export function ReportStep({ job, others, onLeave }: ReportStepProps) {
  const { value: report, failure, askAgain } = useRead('bulk-invites/report', { jobId: job.id });
  return (
    <>
      <ScreenHeader title="Bulk invite" line="no" actions={<Stepper current="Report" />} />
      <div className={classes.page}>
        {others}
        {failure && !report && <FailureNotice failure={failure} onTryAgain={askAgain} />}
        {!failure && !report && (
          <p className={classes.reading} role="status">
            <Ring share="unknown" /> Counting the rows
          </p>
        )}
        {report && (
          <>
            <Outcome job={job} report={report} onLeave={onLeave} />
            {job.why && <FailureNotice failure={job.why} />}
            <ReportFigures job={job} report={report} />
            <GonePeople job={job} report={report} />
            <FailedRows job={job} />
            <SkippedRows job={job} report={report} />
            <RawReport jobId={job.id} />
          </>
        )}
      </div>
    </>
  );
}
