import { Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { MadeScimToken, ScimTokenPlan } from '../../../src-contract/provisioning.ts';
import { useChange } from '../../bridge/use-change.ts';
import { useRead } from '../../bridge/use-read.ts';
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
  readonly kind: 'make' | 'rotate';
  readonly onMade: (made: MadeScimToken) => void;
  readonly onClose: () => void;
}

function PlanFacts({ plan, nowMs }: { readonly plan: ScimTokenPlan; readonly nowMs: number }) {
  const idp = visibleText(plan.usedBy);
  return (
    <>
      {plan.kind === 'rotate' && (
        <Note icon={IconAlertTriangle} look="warn">
          <strong>The old token stops working at once.</strong> <bdi>{idp}</bdi> cannot push until you paste
          the new one there. Changes made meanwhile arrive with the next push.
        </Note>
      )}
      <dl className={classes.facts}>
        {plan.old && (
          <>
            <dt>Old token</dt>
            <dd>{oldTokenText(plan.old, nowMs)}</dd>
          </>
        )}
        <dt>Used by</dt>
        <dd>
          <bdi>{idp}</bdi>
        </dd>
        <dt>New token</dt>
        <dd>Copied once, then never again. Tenantry does not keep it.</dd>
      </dl>
    </>
  );
}

/** Asks before a SCIM token is made or rotated; hands on the token just made, without its value. */
export function TokenPlanDialog({ tenantId, ssoId, kind: offered, onMade, onClose }: TokenPlanDialogProps) {
  const {
    value: plan,
    failure,
    isAsking,
    askAgain,
  } = useRead('provisioning/plan-scim-token', { tenantId, ssoId }, { memory: 'fresh' });
  const change = useChange('provisioning/make-scim-token');
  const now = useNow(1000);
  /** The plan that was agreed to; a fresh one has to be agreed to again. */
  const [agreedPlan, setAgreedPlan] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const kind = plan?.kind ?? offered;
  const isExpired =
    plan !== undefined && (change.failure?.code === 'plan-expired' || now >= Date.parse(plan.expiresAt));
  const isAgreed = plan !== undefined && agreedPlan === plan.planId;
  const wanted = plan?.asks.typeTenantName ?? null;

  const confirm = async (): Promise<void> => {
    if (!plan) return;
    const outcome = await change.send({
      planId: plan.planId,
      acknowledged: true,
      typedTenantName: typed.trim(),
    });
    if (outcome.ok) onMade(outcome.value);
  };
  return (
    <ConfirmDialog
      title={kind === 'rotate' ? 'Rotate the SCIM token?' : 'Make a SCIM token?'}
      confirmLabel={kind === 'rotate' ? 'Rotate token' : 'Make token'}
      look={kind === 'rotate' ? 'destructive' : 'plain'}
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
