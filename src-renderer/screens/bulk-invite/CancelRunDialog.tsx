import type { Job } from '../../../src-contract/jobs.ts';
import { useChange } from '../../bridge/use-change.ts';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { countOf } from '../../kit/format-number.ts';

interface CancelRunDialogProps {
  readonly job: Job;
  readonly onClose: () => void;
}

/** Asks before a run is ended: what the tenant took is kept, the rest is not sent. It runs on while it is asked. */
export function CancelRunDialog({ job, onClose }: CancelRunDialogProps) {
  const cancel = useChange('jobs/cancel');
  const { done, planned, sent } = job.counts;
  const taken = done + job.proving;
  const end = async (): Promise<void> => {
    const outcome = await cancel.send({ jobId: job.id });
    if (outcome.ok) onClose();
  };
  return (
    <ConfirmDialog
      title="End this run here?"
      confirmLabel="End here"
      cancelLabel="Go on with the run"
      isReady
      isSending={cancel.isSending}
      failure={cancel.failure}
      onConfirm={() => void end()}
      onCancel={onClose}
    >
      <p>
        The tenant has taken {countOf(taken, 'row', 'rows')} so far: they are kept.{' '}
        {countOf(sent - job.proving, 'row is', 'rows are')} under way or next in line, and{' '}
        {countOf(planned, 'row', 'rows')} not sent yet. It goes on until you end it: then what is on its way
        is finished, and nothing more is sent. To go on later, pause it instead.
      </p>
    </ConfirmDialog>
  );
}
