import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { Asks } from '../../../src-contract/asks.ts';
import type { PersonVerb } from '../../../src-contract/users.ts';
import { useChange } from '../../bridge/use-change.ts';
import { followJob } from '../../jobs/follow-job.ts';
import { ConfirmByTyping, isTyped } from '../../kit/ConfirmByTyping.tsx';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { percentText } from '../../kit/format-number.ts';
import { spanText } from '../../kit/moment-text.ts';
import { Note } from '../../kit/Note.tsx';
import { Ring } from '../../kit/Ring.tsx';
import { useNow } from '../../kit/use-now.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { StageInstead } from '../../staged/StageInstead.tsx';
import classes from './PersonPlanDialog.module.css';
import { PlanLists } from './PlanLists.tsx';
import { planWords } from './plan-words.ts';
import { changeSelection, withoutGone } from './selection.ts';
import { planRunners, usePersonPlan } from './use-person-plan.ts';

interface PersonPlanDialogProps {
  readonly tenantId: string;
  readonly verb: PersonVerb;
  readonly userIds: readonly string[];
  /** Role on the wire, for `change-role`. */
  readonly role: string | null;
  /** Prepares the change instead of sending it; null where that is not offered. */
  readonly onStage: (() => void) | null;
  readonly onClose: () => void;
}

const largeShare = 0.1;

function whatToType({ typeText, typeTenantName }: Asks): string {
  if (typeText !== null) return 'the email';
  return typeTenantName === null ? 'the number of people' : 'the name of the tenant';
}

/** Shows whom a change would hit, who is left out and why, and runs it when the admin agrees. */
export function PersonPlanDialog(props: PersonPlanDialogProps) {
  const { tenantId, verb, userIds, role, onStage, onClose } = props;
  const { plan, failure, isReading, readAgain } = usePersonPlan({ tenantId, verb, userIds, role });
  const change = useChange(planRunners[verb]);
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [isAcknowledged, setAcknowledged] = useState(false);
  const now = useNow(1000);
  const words = planWords(verb, plan?.includedCount ?? null, role);
  const asks = plan?.asks;
  const wanted = asks?.typeText ?? asks?.typeTenantName ?? asks?.typeNumber?.toString() ?? null;
  const acknowledge = asks?.acknowledge ?? null;
  // Red is for what blocks somebody, gives power over everybody, or deletes.
  const isRed = verb === 'deactivate' || verb === 'withdraw-invite' || role === 'tenant-admin';
  const isExpired = plan !== null && now > new Date(plan.expiresAt).getTime();
  const isReady =
    plan !== null &&
    plan.includedCount > 0 &&
    !isExpired &&
    (wanted === null || isTyped(wanted, typed)) &&
    (acknowledge === null || isAcknowledged);
  const confirm = async (): Promise<void> => {
    if (!plan) return;
    const outcome = await change.send({
      planId: plan.planId,
      reason: reason.trim(),
      typed: typed.trim(),
      acknowledged: isAcknowledged,
    });
    if (!outcome.ok) return;
    changeSelection(tenantId, (view) => withoutGone(view, userIds));
    onClose();
    void followJob(outcome.value.jobId);
  };
  const checkAgain = (): void => {
    change.reset();
    setTyped('');
    setAcknowledged(false);
    readAgain();
  };
  const checked = plan && (
    <>
      Checked with the server {spanText(now - new Date(plan.checkedAt).getTime())} ago
      {plan.share >= largeShare && `, ${percentText(plan.share)} of all people`}
    </>
  );
  return (
    <ConfirmDialog
      title={words.title}
      lead={words.lead}
      note={checked}
      confirmLabel={words.confirm}
      look={isRed ? 'destructive' : 'plain'}
      isReady={isReady}
      isSending={change.isSending}
      failure={change.failure}
      failureAction={<Button onClick={checkAgain}>Check again</Button>}
      width={onStage ? 560 : 520}
      otherWay={onStage && <StageInstead onStage={onStage} />}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      {isReading && (
        <p className={classes.reading} role="status">
          <Ring share="unknown" /> Checking these people with the server
        </p>
      )}
      {failure && <FailureNotice failure={failure} onTryAgain={readAgain} />}
      {isExpired && (
        <Note icon={IconAlertTriangle} look="warn">
          This preview is older than two minutes. <Button onClick={checkAgain}>Check again</Button>
        </Note>
      )}
      {plan && plan.changedSince.length > 0 && (
        <Note icon={IconAlertTriangle} look="warn">
          <strong>Changed since the copy that you looked at:</strong>
          <ul>
            {plan.changedSince.map((line) => (
              <li key={line}>
                <bdi>{visibleText(line)}</bdi>
              </li>
            ))}
          </ul>
        </Note>
      )}
      {plan && <PlanLists plan={plan} />}
      {plan && plan.includedCount > 0 && (
        <TextInput
          label={
            <>
              Reason <span className={classes.hint}>goes to the audit trail</span>
            </>
          }
          aria-label="Reason"
          placeholder={words.example}
          size="md"
          maxLength={500}
          value={reason}
          autoFocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {plan && wanted !== null && plan.includedCount > 0 && (
        <ConfirmByTyping wanted={wanted} what={whatToType(plan.asks)} typed={typed} onType={setTyped} />
      )}
      {plan && acknowledge !== null && plan.includedCount > 0 && (
        <Checkbox
          label={acknowledge}
          checked={isAcknowledged}
          onChange={(event) => setAcknowledged(event.currentTarget.checked)}
        />
      )}
    </ConfirmDialog>
  );
}
