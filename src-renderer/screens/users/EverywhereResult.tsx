import { Button } from '@mantine/core';
import type { OutputOf } from '../../../src-contract/channels.ts';
import type { EverywherePlan } from '../../../src-contract/users.ts';
import { useRead } from '../../bridge/use-read.ts';
import { JobStateBadge } from '../../jobs/JobStateBadge.tsx';
import { openJob } from '../../jobs/open-job.ts';
import { Dialog } from '../../kit/Dialog.tsx';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { Ring } from '../../kit/Ring.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import classes from './PersonPlanDialog.module.css';

interface LineProps {
  readonly tenantName: string;
  readonly jobId: string;
  readonly onLeave: () => void;
}

function JobLine({ tenantName, jobId, onLeave }: LineProps) {
  const { value: job } = useRead('jobs/read', { jobId });
  return (
    <li className={classes.person}>
      <DirectoryText text={tenantName} look="strong" />
      {job ? <JobStateBadge job={job} /> : <Ring share="unknown" />}
      <Button
        disabled={!job}
        onClick={() => {
          onLeave();
          if (job) openJob(job);
        }}
      >
        Open job
      </Button>
    </li>
  );
}

interface EverywhereResultProps {
  readonly name: string;
  readonly begun: OutputOf<'users/deactivate-everywhere'>;
  readonly leftOut: EverywherePlan['leftOut'];
  readonly onClose: () => void;
}

/** How it goes in each tenant, live, and where nothing was done. */
export function EverywhereResult({ name, begun, leftOut, onClose }: EverywhereResultProps) {
  const untouched = [
    ...begun.notStarted.map(({ tenantId, tenantName, failure }) => ({
      tenantId,
      tenantName,
      why: failure.sentence,
    })),
    ...leftOut,
  ];
  return (
    <Dialog
      title={`Deactivate ${visibleText(name.slice(0, 100))}`}
      lead="One job for each tenant. Closing this stops none of them."
      onClose={onClose}
      actions={
        <Button size="md" onClick={onClose}>
          Close
        </Button>
      }
    >
      <ul className={classes.people} aria-label="Tenants">
        {begun.started.map(({ tenantId, tenantName, jobId }) => (
          <JobLine key={tenantId} tenantName={tenantName} jobId={jobId} onLeave={onClose} />
        ))}
        {untouched.map(({ tenantId, tenantName, why }) => (
          <li key={tenantId} className={classes.person}>
            <DirectoryText text={tenantName} />
            <DirectoryText text={`Left out: ${why}`} look="dimmed" lines="wrap" />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
