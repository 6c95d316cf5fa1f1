import { Button, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../src-contract/channels.ts';
import type { Failure } from '../../../src-contract/outcome.ts';
import type { EverywherePlan } from '../../../src-contract/users.ts';
import { call } from '../../bridge/call.ts';
import { useChange } from '../../bridge/use-change.ts';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countOf } from '../../kit/format-number.ts';
import { Ring } from '../../kit/Ring.tsx';
import { RoleText } from '../../kit/RoleText.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { EverywhereResult } from './EverywhereResult.tsx';
import classes from './PersonPlanDialog.module.css';

interface EverywhereDialogProps {
  readonly email: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** Deactivates one person in every connected tenant: who and where, what is left out and why, then how each ended. */
export function EverywhereDialog({ email, name, onClose }: EverywhereDialogProps) {
  const [plan, setPlan] = useState<EverywherePlan | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [reason, setReason] = useState('');
  const [begun, setBegun] = useState<OutputOf<'users/deactivate-everywhere'> | null>(null);
  const change = useChange('users/deactivate-everywhere');
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt is a fresh read
  useEffect(() => {
    let isWanted = true;
    setPlan(null);
    setFailure(null);
    void call('users/plan-deactivate-everywhere', { email }).then((outcome) => {
      if (!isWanted) return;
      if (outcome.ok) setPlan(outcome.value);
      else setFailure(outcome.failure);
    });
    return () => {
      isWanted = false;
    };
  }, [email, attempt]);
  if (begun)
    return <EverywhereResult name={name} begun={begun} leftOut={plan?.leftOut ?? []} onClose={onClose} />;
  const readAgain = (): void => {
    change.reset();
    setAttempt((count) => count + 1);
  };
  const confirm = async (): Promise<void> => {
    if (!plan) return;
    const outcome = await change.send({
      planId: plan.planId,
      reason: reason.trim(),
      typed: '',
      acknowledged: false,
    });
    if (outcome.ok) setBegun(outcome.value);
  };
  const count = plan?.places.length ?? 0;
  return (
    <ConfirmDialog
      title={
        plan && count === 0
          ? 'Nobody can be deactivated'
          : `Deactivate ${visibleText(name.slice(0, 100))} everywhere?`
      }
      lead="They can no longer sign in to these tenants. Teams and roles stay. Each tenant can be undone."
      confirmLabel={plan ? `Deactivate in ${countOf(count, 'tenant', 'tenants')}` : 'Deactivate'}
      isReady={count > 0}
      isSending={change.isSending}
      failure={change.failure}
      failureAction={<Button onClick={readAgain}>Check again</Button>}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      {!plan && !failure && (
        <p className={classes.reading} role="status">
          <Ring share="unknown" /> Asking each tenant
        </p>
      )}
      {failure && <FailureNotice failure={failure} onTryAgain={readAgain} />}
      {plan && count > 0 && (
        <ul className={classes.people} aria-label="Included">
          {plan.places.map(({ tenantId, tenantName, user }) => (
            <li key={tenantId} className={classes.person}>
              <DirectoryText text={tenantName} look="strong" />
              <DirectoryText text={user.email} look="dimmed" />
              <RoleText role={user.role} />
            </li>
          ))}
        </ul>
      )}
      {plan && plan.leftOut.length > 0 && (
        <section>
          <h4 className={classes.heading}>Left out: {countOf(plan.leftOut.length, 'tenant', 'tenants')}</h4>
          <ul className={classes.people} data-look="out" aria-label="Left out">
            {plan.leftOut.map(({ tenantId, tenantName, why }) => (
              <li key={tenantId} className={classes.person}>
                <DirectoryText text={tenantName} />
                <DirectoryText text={why} look="dimmed" lines="wrap" />
              </li>
            ))}
          </ul>
        </section>
      )}
      {count > 0 && (
        <TextInput
          label={
            <>
              Reason <span className={classes.hint}>goes to the audit trail of each tenant</span>
            </>
          }
          aria-label="Reason"
          placeholder="For example: contract ended"
          size="md"
          maxLength={500}
          value={reason}
          autoFocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </ConfirmDialog>
  );
}
