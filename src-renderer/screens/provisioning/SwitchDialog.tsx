import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import type { RehearsalList } from '../../../src-contract/mode-rehearsals.ts';
import type { ModeSwitchPlan, Provisioning, ProvisioningMode } from '../../../src-contract/provisioning.ts';
import { useChange } from '../../bridge/use-change.ts';
import { useRead } from '../../bridge/use-read.ts';
import { isTyped } from '../../kit/ConfirmByTyping.tsx';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { ageText } from '../../kit/moment-text.ts';
import { tellFailure } from '../../kit/toast.tsx';
import { useNow } from '../../kit/use-now.ts';
import { modeWords } from './mode-words.ts';
import { PlanExpired } from './PlanExpired.tsx';
import { ReadingLine } from './ReadingLine.tsx';
import { RehearsalRows } from './RehearsalRows.tsx';
import { SaveRehearsal } from './SaveRehearsal.tsx';
import { SwitchAsks } from './SwitchAsks.tsx';
import classes from './SwitchDialog.module.css';
import { SwitchImpact } from './SwitchImpact.tsx';
import { useIdpExport } from './use-idp-export.ts';

interface SwitchDialogProps {
  readonly provisioning: Provisioning;
  readonly to: ProvisioningMode;
  readonly onClose: () => void;
  /** The switch runs, or was recorded, as this job; null when it was recorded and could not be checked. */
  readonly onStarted: (jobId: string | null) => void;
}

function leadOf(plan: ModeSwitchPlan | undefined, nowMs: number): string {
  if (!plan) return 'Nothing has changed yet.';
  const inferred = plan.modeIs === 'inferred' ? ' The mode is inferred from what people look like.' : '';
  if (plan.asOf === null)
    return `There is no local copy yet, so nothing can be counted.${inferred} Nothing has changed yet.`;
  return `Read from the local copy, ${ageText(plan.asOf, nowMs)} old.${inferred} Nothing has changed yet.`;
}

/** Rehearses a switch of the mode: what it stops, starts and leaves, and whom it meets. Makes it once all is filled in. */
export function SwitchDialog({ provisioning, to, onClose, onStarted }: SwitchDialogProps) {
  const { tenantId } = provisioning;
  const {
    value: plan,
    failure,
    isAsking,
    askAgain,
  } = useRead('provisioning/plan-switch', { tenantId, to }, { memory: 'fresh' });
  const change = useChange('provisioning/switch-mode');
  const record = useChange('provisioning/record-switch');
  const openConsole = useChange('app/open-console');
  const now = useNow(1000);
  /** The plan that was agreed to; a fresh one has to be agreed to again. */
  const [agreedPlan, setAgreedPlan] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [backup, setBackup] = useState<'save' | 'skip'>('save');
  const [list, setList] = useState<RehearsalList | null>(null);
  const [isOver, setOver] = useState(false);
  const again = (): void => {
    change.reset();
    record.reset();
    setAgreedPlan(null);
    askAgain();
  };
  const file = useIdpExport(tenantId, again);

  const sent = change.failure ?? record.failure;
  const isInConsole = plan?.switchIn === 'console' && plan.from !== to;
  const isDifferent = change.failure?.code === 'plan-differs';
  const isExpired =
    plan !== undefined &&
    !isInConsole &&
    (change.failure?.code === 'plan-expired' || now >= Date.parse(plan.expiresAt));
  const isAgreed = plan !== undefined && agreedPlan === plan.planId;
  const wanted = plan?.asks.typeTenantName ?? null;
  const isTypedWell = wanted === null || isInConsole || isTyped(wanted, typed);
  const canGoOn = plan !== undefined && (isInConsole || plan.blockedBecause === null);
  const isReady = canGoOn && !isExpired && !isDifferent && isAgreed && isTypedWell;

  const confirm = async (): Promise<void> => {
    if (!plan) return;
    if (isInConsole) {
      const recorded = await record.send({ rehearsalId: plan.rehearsal.rehearsalId });
      if (recorded.ok) onStarted(recorded.value.jobId);
      return;
    }
    const wish = { planId: plan.planId, acknowledged: true, typedTenantName: typed.trim(), backup } as const;
    const outcome = await change.send(wish);
    if (outcome.ok) onStarted(outcome.value.jobId);
  };
  const goToConsole = async (): Promise<void> => {
    const opened = await openConsole.send({ tenantId, page: 'provisioning' });
    if (!opened.ok) tellFailure(opened.failure);
  };
  const from = plan?.from ?? provisioning.mode;
  const { word } = modeWords[to];
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [first] = event.dataTransfer.files;
    if (first) void file.drop(first);
  };
  return (
    <ConfirmDialog
      title={`Switch from ${modeWords[from].word} to ${word}?`}
      lead={leadOf(plan, now)}
      confirmLabel={isInConsole ? `Record the switch to ${word}` : `Switch to ${word}`}
      look={isInConsole ? 'plain' : 'destructive'}
      width={800}
      isReady={isReady}
      isSending={change.isSending || record.isSending}
      failure={isExpired || isDifferent ? null : sent}
      note={plan && <SaveRehearsal rehearsalId={plan.rehearsal.rehearsalId} />}
      otherWay={
        isInConsole && (
          <Button size="md" leftSection={<IconExternalLink size={16} />} onClick={() => void goToConsole()}>
            Open the console’s Provisioning page
          </Button>
        )
      }
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button Choose export does the same with the keyboard */}
      <div
        className={classes.body}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes('Files')) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={dropped}
      >
        {failure && !plan && <FailureNotice failure={failure} onTryAgain={askAgain} />}
        {!failure && !plan && <ReadingLine words="Counting what would change" />}
        {plan && list !== null && (
          <RehearsalRows rehearsal={plan.rehearsal} list={list} onBack={() => setList(null)} onGone={again} />
        )}
        {plan && list === null && (
          <>
            <SwitchImpact plan={plan} file={file} onOpen={setList} />
            {canGoOn && (
              <SwitchAsks
                plan={plan}
                isAgreed={isAgreed}
                onAgree={(agreed) => setAgreedPlan(agreed ? plan.planId : null)}
                backup={backup}
                onBackup={setBackup}
                typed={typed}
                onType={setTyped}
              />
            )}
          </>
        )}
        {(isExpired || isDifferent) && (
          <PlanExpired why={isDifferent ? 'changed' : 'old'} isAsking={isAsking} onShowAgain={again} />
        )}
      </div>
    </ConfirmDialog>
  );
}
