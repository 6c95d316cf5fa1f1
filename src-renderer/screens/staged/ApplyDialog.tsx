import { Button, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useChange } from '../../bridge/use-change.ts';
import { useRead } from '../../bridge/use-read.ts';
import { followJob } from '../../jobs/follow-job.ts';
import { ConfirmByTyping, isTyped } from '../../kit/ConfirmByTyping.tsx';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countOf, countText } from '../../kit/format-number.ts';
import { spanText } from '../../kit/moment-text.ts';
import { Note } from '../../kit/Note.tsx';
import { Ring } from '../../kit/Ring.tsx';
import { tellFailure } from '../../kit/toast.tsx';
import { useNow } from '../../kit/use-now.ts';
import classes from './StagedScreen.module.css';

interface ApplyDialogProps {
  readonly tenantId: string;
  /** What was chosen, each with what the comparison showed. */
  readonly choices: readonly { readonly id: string; readonly now: string }[];
  readonly onClose: () => void;
}

const shownAtMost = 5;

/** Shows what applying would do to the tenant as it is now, job by job, and does it when the admin agrees. */
export function ApplyDialog({ tenantId, choices, onClose }: ApplyDialogProps) {
  const [wanted] = useState(() => ({ tenantId, choices: [...choices] }));
  const { value: plan, failure, isAsking, askAgain } = useRead('staged/plan', wanted, { memory: 'fresh' });
  const apply = useChange('staged/apply');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const now = useNow(1000);
  const isExpired = plan !== undefined && now > new Date(plan.expiresAt).getTime();
  const mustType = plan?.asks.typeTenantName ?? plan?.asks.typeNumber?.toString() ?? null;
  const confirm = async (): Promise<void> => {
    if (!plan) return;
    const { planId } = plan;
    const outcome = await apply.send({
      planId,
      reason: reason.trim(),
      typed: typed.trim(),
      acknowledged: true,
    });
    if (!outcome.ok) return;
    onClose();
    for (const jobId of outcome.value.jobIds) void followJob(jobId);
    if (outcome.value.failure) tellFailure(outcome.value.failure);
  };
  const count = plan?.count ?? 0;
  const again = (
    <Button
      onClick={() => {
        apply.reset();
        setTyped('');
        askAgain();
      }}
    >
      Check again
    </Button>
  );
  return (
    <ConfirmDialog
      title={`Apply ${countOf(count, 'staged change', 'staged changes')}?`}
      lead={
        plan && `They run as ${countOf(plan.parts.filter((part) => part.count > 0).length, 'job', 'jobs')}.`
      }
      note={plan && <>Checked with the server {spanText(now - new Date(plan.checkedAt).getTime())} ago</>}
      confirmLabel={`Apply ${countText(count)}`}
      isReady={count > 0 && !isExpired && (mustType === null || isTyped(mustType, typed))}
      isSending={apply.isSending}
      failure={apply.failure}
      failureAction={again}
      width={560}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      {isAsking && !plan && (
        <p className={classes.lead} role="status">
          <Ring share="unknown" /> Checking these people with the server
        </p>
      )}
      {failure && <FailureNotice failure={failure} onTryAgain={askAgain} />}
      {isExpired && (
        <Note icon={IconAlertTriangle} look="warn">
          This preview is older than two minutes. {again}
        </Note>
      )}
      {plan?.parts.map((part) => (
        <section key={part.title}>
          <h4 className={classes.partTitle}>
            {part.title} <span className={classes.dimmed}>{countText(part.count)}</span>
          </h4>
          <ul className={classes.names}>
            {part.names.slice(0, shownAtMost).map((name) => (
              <li key={name}>
                <DirectoryText text={name} />
              </li>
            ))}
            {part.count > shownAtMost && (
              <li className={classes.dimmed}>and {countText(part.count - shownAtMost)} more</li>
            )}
            {part.leftOut.slice(0, shownAtMost).map(({ name, why }) => (
              <li key={`${name} ${why}`} className={classes.dimmed}>
                <DirectoryText text={`${name} is left out: ${why}`} lines="wrap" />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {count > 0 && (
        <TextInput
          label={
            <>
              Reason <span className={classes.dimmed}>goes to the audit trail</span>
            </>
          }
          aria-label="Reason"
          size="md"
          maxLength={500}
          value={reason}
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {mustType !== null && count > 0 && (
        <ConfirmByTyping
          wanted={mustType}
          what={plan?.asks.typeTenantName == null ? 'the number of changes' : 'the name of the tenant'}
          typed={typed}
          onType={setTyped}
        />
      )}
    </ConfirmDialog>
  );
}
