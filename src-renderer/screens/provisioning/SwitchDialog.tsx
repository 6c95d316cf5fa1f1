import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { ModeSwitchPlan, Provisioning, ProvisioningMode } from '../../../src-contract/provisioning.ts';
import { useChange } from '../../bridge/use-change.ts';
import { useRead } from '../../bridge/use-read.ts';
import { followJob } from '../../jobs/follow-job.ts';
import { ConfirmByTyping, isTyped } from '../../kit/ConfirmByTyping.tsx';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { ageText } from '../../kit/moment-text.ts';
import { useNow } from '../../kit/use-now.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { modeWords } from './mode-words.ts';
import { PlanExpired } from './PlanExpired.tsx';
import { ReadingLine } from './ReadingLine.tsx';
import { SwitchImpact } from './SwitchImpact.tsx';

interface SwitchDialogProps {
  readonly provisioning: Provisioning;
  readonly to: ProvisioningMode;
  readonly onClose: () => void;
}

function leadOf(plan: ModeSwitchPlan | undefined, nowMs: number): string {
  if (!plan) return 'Nothing has changed yet.';
  if (plan.asOf === null)
    return 'There is no local copy yet, so nothing can be counted. Nothing has changed yet.';
  return `Read from the local copy, ${ageText(plan.asOf, nowMs)} old. Nothing has changed yet.`;
}

/** Shows what a switch of the mode stops, starts and leaves, and makes it once all that it asks is filled in. */
export function SwitchDialog({ provisioning, to, onClose }: SwitchDialogProps) {
  const { tenantId } = provisioning;
  const {
    value: plan,
    failure,
    isAsking,
    askAgain,
  } = useRead('provisioning/plan-switch', { tenantId, to }, { memory: 'fresh' });
  const change = useChange('provisioning/switch-mode');
  const now = useNow(1000);
  /** The plan that was agreed to; a fresh one has to be agreed to again. */
  const [agreedPlan, setAgreedPlan] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const isExpired =
    plan !== undefined && (change.failure?.code === 'plan-expired' || now >= Date.parse(plan.expiresAt));
  const isAgreed = plan !== undefined && agreedPlan === plan.planId;
  const wanted = plan?.asks.typeTenantName ?? null;
  const isReady =
    plan !== undefined &&
    plan.blockedBecause === null &&
    !isExpired &&
    isAgreed &&
    (wanted === null || isTyped(wanted, typed));

  const showAgain = (): void => {
    change.reset();
    setAgreedPlan(null);
    askAgain();
  };
  const confirm = async (): Promise<void> => {
    if (!plan) return;
    const outcome = await change.send({
      planId: plan.planId,
      acknowledged: true,
      typedTenantName: typed.trim(),
    });
    if (!outcome.ok) return;
    onClose();
    void followJob(outcome.value.jobId);
  };
  const from = plan?.from ?? provisioning.mode;
  return (
    <ConfirmDialog
      title={`Switch from ${modeWords[from].word} to ${modeWords[to].word}?`}
      lead={leadOf(plan, now)}
      confirmLabel={`Switch to ${modeWords[to].word}`}
      width={800}
      isReady={isReady}
      isSending={change.isSending}
      failure={isExpired ? null : change.failure}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      {failure && !plan && <FailureNotice failure={failure} onTryAgain={askAgain} />}
      {!failure && !plan && <ReadingLine words="Counting what would change" />}
      {plan && <SwitchImpact plan={plan} />}
      {plan && plan.blockedBecause === null && (
        <>
          <Checkbox
            label={<bdi>{visibleText(plan.asks.acknowledge)}</bdi>}
            checked={isAgreed}
            onChange={(event) => setAgreedPlan(event.currentTarget.checked ? plan.planId : null)}
          />
          {wanted !== null && (
            <ConfirmByTyping wanted={wanted} what="the tenant name" typed={typed} onType={setTyped} />
          )}
        </>
      )}
      {isExpired && <PlanExpired isAsking={isAsking} onShowAgain={showAgain} />}
    </ConfirmDialog>
  );
}
