import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { Outcome } from '../../src-contract/outcome.ts';
import type { TeamPlan } from '../../src-contract/teams.ts';
import { useChange } from '../bridge/use-change.ts';
import { followJob } from '../jobs/follow-job.ts';
import { ConfirmByTyping, isTyped } from '../kit/ConfirmByTyping.tsx';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import { spanText } from '../kit/moment-text.ts';
import { Note } from '../kit/Note.tsx';
import { Ring } from '../kit/Ring.tsx';
import { useNow } from '../kit/use-now.ts';
import { StageInstead } from '../staged/StageInstead.tsx';
import classes from './TeamPlan.module.css';
import { TeamPlanLists } from './TeamPlanLists.tsx';
import { teamPlanWords } from './team-plan-words.ts';
import { useTeamPlan } from './use-team-plan.ts';

interface TeamPlanDialogProps {
  /** Stands as the title until the plan is there. */
  readonly title: string;
  /** Asks main for the plan; must stay the same function while the dialog is open. */
  readonly ask: () => Promise<Outcome<TeamPlan>>;
  readonly onStarted?: () => void;
  /** Prepares the change instead of sending it, where that is offered. */
  readonly onStage?: () => void;
  readonly onClose: () => void;
}

/** Shows what a change of teams would do, and runs it when the admin agrees. */
export function TeamPlanDialog({ title, ask, onStarted, onStage, onClose }: TeamPlanDialogProps) {
  const { plan, failure, isReading, readAgain } = useTeamPlan(ask);
  const run = useChange('teams/run-plan');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [isAgreed, setAgreed] = useState(false);
  const now = useNow(1000);
  const words = teamPlanWords(plan, title);
  const asks = plan?.asks;
  const wanted = asks?.typeText ?? asks?.typeTenantName ?? asks?.typeNumber?.toString() ?? null;
  const isExpired = plan !== null && now > new Date(plan.expiresAt).getTime();
  const isReady =
    plan !== null &&
    plan.writes > 0 &&
    !isExpired &&
    (wanted === null || isTyped(wanted, typed)) &&
    (asks?.acknowledge == null || isAgreed);
  const confirm = async (): Promise<void> => {
    if (!plan) return;
    const { planId } = plan;
    const outcome = await run.send({
      planId,
      reason: reason.trim(),
      typed: typed.trim(),
      acknowledged: isAgreed,
    });
    if (!outcome.ok) return;
    onStarted?.();
    onClose();
    void followJob(outcome.value.jobId);
  };
  const checkAgain = (): void => {
    run.reset();
    setTyped('');
    setAgreed(false);
    readAgain();
  };
  return (
    <ConfirmDialog
      title={words.title}
      lead={words.lead}
      note={plan && <>Checked with the server {spanText(now - new Date(plan.checkedAt).getTime())} ago</>}
      confirmLabel={words.confirm}
      look={words.look}
      isReady={isReady}
      isSending={run.isSending}
      failure={run.failure}
      failureAction={<Button onClick={checkAgain}>Check again</Button>}
      otherWay={onStage && <StageInstead onStage={onStage} />}
      width={560}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      {isReading && (
        <p className={classes.reading} role="status">
          <Ring share="unknown" /> Reading the teams from the server
        </p>
      )}
      {failure && <FailureNotice failure={failure} onTryAgain={readAgain} />}
      {isExpired && (
        <Note icon={IconAlertTriangle} look="warn">
          This preview is older than two minutes. <Button onClick={checkAgain}>Check again</Button>
        </Note>
      )}
      {plan && <TeamPlanLists plan={plan} />}
      {plan && plan.writes > 0 && (
        <TextInput
          label={
            <>
              Reason <span className={classes.hint}>goes to the audit trail</span>
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
      {plan && asks?.acknowledge != null && plan.writes > 0 && (
        <Checkbox
          label={<bdi>{asks.acknowledge}</bdi>}
          checked={isAgreed}
          onChange={(event) => setAgreed(event.currentTarget.checked)}
        />
      )}
      {plan && wanted !== null && plan.writes > 0 && (
        <ConfirmByTyping
          wanted={wanted}
          what={
            asks?.typeText != null
              ? 'the name of the team'
              : asks?.typeTenantName != null
                ? 'the name of the tenant'
                : 'the number of people'
          }
          typed={typed}
          onType={setTyped}
        />
      )}
    </ConfirmDialog>
  );
}
