import type { Job } from '../../../src-contract/jobs.ts';
import { useChange } from '../../bridge/use-change.ts';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { countOf, countText } from '../../kit/format-number.ts';

interface CancelRunDialogProps {
  readonly job: Job;
  readonly onClose: () => void;
}

/** Asks before a run is ended: what is done is kept, the rest is not sent. */
export function CancelRunDialog({ job, onClose }: CancelRunDialogProps) {
  const cancel = useChange('jobs/cancel');
  const { done, planned, sent } = job.counts;
  const end = async (): Promise<void> => {
    const outcome = await cancel.send({ jobId: job.id });
    if (outcome.ok) onClose();
  };
  return (
    <ConfirmDialog
      title="End this run here?"
      confirmLabel={`End here, keep ${countText(done)}`}
      isReady
      isSending={cancel.isSending}
      failure={cancel.failure}
      onConfirm={() => void end()}
      onCancel={onClose}
    >
      <p>
        What is done is kept: {countOf(done, 'row', 'rows')}. The other{' '}
        {countOf(planned + sent, 'row', 'rows')} are not sent. To go on later, pause it instead.
      </p>
    </ConfirmDialog>
  );
}
