import { Checkbox, TextInput } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useChange } from '../../bridge/use-change.ts';
import { useRead } from '../../bridge/use-read.ts';
import { ConfirmByTyping, isTyped } from '../../kit/ConfirmByTyping.tsx';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { Note } from '../../kit/Note.tsx';
import { useNow } from '../../kit/use-now.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { PlanExpired } from './PlanExpired.tsx';
import classes from './ProbePlanDialog.module.css';
import { ReadingLine } from './ReadingLine.tsx';

interface ProbePlanDialogProps {
  readonly tokenId: string;
  readonly onStarted: (runId: string) => void;
  readonly onClose: () => void;
}

const usualDomain = 'example.invalid';

/** Says exactly what a probe makes and removes, and starts it once that was agreed to. */
export function ProbePlanDialog({ tokenId, onStarted, onClose }: ProbePlanDialogProps) {
  const [typedDomain, setTypedDomain] = useState(usualDomain);
  const [domain, setDomain] = useState(usualDomain);
  const [replays, setReplays] = useState<'providers' | 'nothing'>('providers');
  const {
    value: plan,
    failure,
    isAsking,
    askAgain,
  } = useRead('scim-probe/plan-probe', { tokenId, domain, replays }, { memory: 'fresh' });
  const start = useChange('scim-probe/start-probe');
  const now = useNow(1000);
  const [agreedPlan, setAgreedPlan] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const isExpired =
    plan !== undefined && (start.failure?.code === 'plan-expired' || now >= Date.parse(plan.expiresAt));
  const isAgreed = plan !== undefined && agreedPlan === plan.planId;
  const wanted = plan?.asks.typeTenantName ?? null;
  const isDomainShown = typedDomain.trim() === domain;

  const confirm = async (): Promise<void> => {
    if (!plan) return;
    const outcome = await start.send({
      planId: plan.planId,
      acknowledged: true,
      typedTenantName: typed.trim(),
    });
    if (outcome.ok) onStarted(outcome.value.runId);
  };
  return (
    <ConfirmDialog
      title="Probe what this service understands?"
      lead="Tries out what it does with the requests of each provider, on people and groups made for it. Nothing has been sent yet."
      confirmLabel="Make and remove them"
      look="plain"
      width={560}
      isReady={isAgreed && !isExpired && isDomainShown && (wanted === null || isTyped(wanted, typed))}
      isSending={start.isSending}
      failure={isExpired ? null : start.failure}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      {!plan && !failure && <ReadingLine words="Choosing names" />}
      {failure && failure.field !== 'domain' && <FailureNotice failure={failure} />}
      {plan && !failure && (
        <dl className={classes.facts}>
          <dt>At</dt>
          <dd>
            <bdi>{visibleText(plan.host)}</bdi>
          </dd>
          <dt>People</dt>
          <dd>
            {plan.people.map((name) => (
              <code key={name}>{visibleText(name)}</code>
            ))}
          </dd>
          <dt>Groups</dt>
          <dd>
            {plan.groups.map((name) => (
              <code key={name}>{visibleText(name)}</code>
            ))}
          </dd>
        </dl>
      )}
      <TextInput
        label="Domain of the throw-away addresses"
        description="example.invalid belongs to nobody. If the service wants a real domain, use one that takes no mail."
        value={typedDomain}
        autoComplete="off"
        spellCheck={false}
        error={failure?.field === 'domain' ? `${failure.sentence} ${failure.next}` : null}
        onChange={(event) => setTypedDomain(event.currentTarget.value)}
        onBlur={() => setDomain(typedDomain.trim())}
      />
      <Checkbox
        label="Replay the requests of nine providers and judge each"
        checked={replays === 'providers'}
        onChange={(event) => setReplays(event.currentTarget.checked ? 'providers' : 'nothing')}
      />
      {plan && (
        <>
          <Note icon={IconInfoCircle}>
            <ul className={classes.happens}>
              {plan.happens.map((line) => (
                <li key={line}>{visibleText(line)}</li>
              ))}
            </ul>
          </Note>
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
            start.reset();
            setAgreedPlan(null);
            askAgain();
          }}
        />
      )}
    </ConfirmDialog>
  );
}
