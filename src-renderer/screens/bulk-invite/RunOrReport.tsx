import { Button } from '@mantine/core';
import { isOpenJob } from '../../bridge/place-job.ts';
import { useRead } from '../../bridge/use-read.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { ScreenHeader } from '../../kit/ScreenHeader.tsx';
import { goTo } from '../../session/session.ts';
import { beginAgain } from './bulk-view.ts';
import { FileRunLine } from './FileRunLine.tsx';
import { ReportStep } from './ReportStep.tsx';
import classes from './RunStep.module.css';
import { RunStep } from './RunStep.tsx';
import { Stepper } from './Stepper.tsx';

interface RunOrReportProps {
  readonly tenantId: string;
  readonly jobId: string;
}

/** Steps 4 and 5: the run while it is open, its report once it has ended. */
export function RunOrReport({ tenantId, jobId }: RunOrReportProps) {
  const { value: job, failure, askAgain } = useRead('jobs/read', { jobId });
  const leave = (): void => {
    beginAgain(tenantId);
    goTo({ screen: 'bulk-invite' });
  };
  if (job) {
    const others = <FileRunLine tenantId={tenantId} jobId={jobId} />;
    return isOpenJob(job) ? (
      <RunStep job={job} others={others} onLeave={leave} />
    ) : (
      <ReportStep job={job} others={others} onLeave={leave} />
    );
  }
  return (
    <>
      <ScreenHeader title="Bulk invite" line="no" actions={<Stepper current="Run" />} />
      <div className={classes.page}>
        {failure && (
          <FailureNotice
            failure={failure}
            onTryAgain={askAgain}
            action={<Button onClick={leave}>Begin with a file</Button>}
          />
        )}
      </div>
    </>
  );
}
