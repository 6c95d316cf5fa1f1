import { Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { MadeScimToken, ScimTokenPlan } from '../../../src-contract/provisioning.ts';
import { useChange } from '../../bridge/use-change.ts';
import { useRead } from '../../bridge/use-read.ts';
import { followJob } from '../../jobs/follow-job.ts';
import { ConfirmByTyping, isTyped } from '../../kit/ConfirmByTyping.tsx';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { Note } from '../../kit/Note.tsx';
import { useNow } from '../../kit/use-now.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { PlanExpired } from './PlanExpired.tsx';
import { oldTokenText } from './provisioning-words.ts';
import { ReadingLine } from './ReadingLine.tsx';
import classes from './TokenDialogs.module.css';

interface TokenPlanDialogProps {
  readonly tenantId: string;
  readonly ssoId: string;
  /** What the screen offered; the plan, freshly read, has the last word. */
  readonly kind: ScimTokenPlan['kind'];
  readonly onMade: (made: MadeScimToken) => void;
  readonly onClose: () => void;
}

const dialogWords = {
  make: { title: 'Make a SCIM token?', confirm: 'Make token', look: 'plain' },
  rotate: { title: 'Rotate the SCIM token?', confirm: 'Rotate token', look: 'destructive' },
  revoke: { title: 'Revoke the SCIM token?', confirm: 'Revoke token', look: 'destructive' },
} as const;

function StopsNote({ kind, idp }: { readonly kind: ScimTokenPlan['kind']; readonly idp: string }) {
  if (kind === 'make') return null;
  return (
    <Note icon={IconAlertTriangle} look="warn">
      {kind === 'rotate' ? (
        <>
          <strong>The old token stops working at once.</strong> <bdi>{idp}</bdi> cannot push until you paste
          the new one there. Changes made meanwhile arrive with the next push.
        </>
      ) : (
        <>
          <strong>The token stops working at once, and there is no new one.</strong> <bdi>{idp}</bdi> reports
          errors and nobody is added or deactivated by it until you make another. People and teams stay as
          they are.
        </>
      )}
    </Note>
  );
}

function PlanFacts({ plan, nowMs }: { readonly plan: ScimTokenPlan; readonly nowMs: number }) {
  const idp = visibleText(plan.usedBy);
  return (
    <>
      <StopsNote kind={plan.kind} idp={idp} />
      <dl className={classes.facts}>
        {plan.old && (
          <>
            <dt>{plan.kind === 'revoke' ? 'Token' : 'Old token'}</dt>
            <dd>{oldTokenText(plan.old, nowMs)}</dd>
          </>
        )}
        <dt>Used by</dt>
        <dd>
          <bdi>{idp}</bdi>
        </dd>
        {plan.kind !== 'revoke' && (
          <>
            <dt>New token</dt>
            <dd>Copied once, then never again. Tenantry does not keep it.</dd>
          </>
        )}
      </dl>
    </>
  );
}

/** Asks before a SCIM token is made, rotated or revoked; hands on a token just made, without its value. */
export function TokenPlanDialog({ tenantId, ssoId, kind: offered, onMade, onClose }: TokenPlanDialogProps) {
  const isRevoking = offered === 'revoke';
  const {
    value: plan,
    failure,
    isAsking,
    askAgain,
  } = useRead(
    isRevoking ? 'provisioning/plan-revoke' : 'provisioning/plan-scim-token',
    { tenantId, ssoId },
    { memory: 'fresh' },
  );
  const making = useChange('provisioning/make-scim-token');
  const revoking = useChange('provisioning/revoke-scim-token');
  const change = isRevoking ? revoking : making;
  const now = useNow(1000);
  /** The plan that was agreed to; a fresh one has to be agreed to again. */
  const [agreedPlan, setAgreedPlan] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const words = dialogWords[plan?.kind ?? offered];
  const isExpired =
    plan !== undefined && (change.failure?.code === 'plan-expired' || now >= Date.parse(plan.expiresAt));
  const isAgreed = plan !== undefined && agreedPlan === plan.planId;
  const wanted = plan?.asks.typeTenantName ?? null;

  const confirm = async (): Promise<void> => {
    if (!plan) return;
    const confirmed = { planId: plan.planId, acknowledged: true, typedTenantName: typed.trim() } as const;
    if (!isRevoking) {
      const made = await making.send(confirmed);
      if (made.ok) onMade(made.value);
      return;
    }
    const started = await revoking.send(confirmed);
    if (!started.ok) return;
    onClose();
    void followJob(started.value.jobId);
  };
  return (
    <ConfirmDialog
      title={words.title}
      confirmLabel={words.confirm}
      look={words.look}
      width={560}
      isReady={isAgreed && !isExpired && (wanted === null || isTyped(wanted, typed))}
      isSending={change.isSending}
      failure={isExpired ? null : change.failure}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      {failure && !plan && <FailureNotice failure={failure} onTryAgain={askAgain} />}
      {!failure && !plan && <ReadingLine words="Reading the state of the token" />}
      {plan && (
        <>
          <PlanFacts plan={plan} nowMs={now} />
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
      {isExpired && (
        <PlanExpired
          isAsking={isAsking}
          onShowAgain={() => {
            change.reset();
            setAgreedPlan(null);
            askAgain();
          }}
        />
      )}
    </ConfirmDialog>
  );
}
