import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconDownload } from '@tabler/icons-react';
import { useChange } from '../../bridge/use-change.ts';
import { followJob } from '../../jobs/follow-job.ts';
import { DirectoryText } from '../../kit/DirectoryText.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countOf } from '../../kit/format-number.ts';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { KeyCap } from '../../kit/KeyCap.tsx';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { Note } from '../../kit/Note.tsx';
import { ScreenHeader } from '../../kit/ScreenHeader.tsx';
import { tell, tellFailure } from '../../kit/toast.tsx';
import { useKeys } from '../../kit/use-keys.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { goTo } from '../../session/session.ts';
import { useBlockedBecause } from '../../session/use-sync-status.ts';
import { useTenantId } from '../../session/use-tenant.ts';
import { BlockNotice } from './BlockNotice.tsx';
import classes from './OffboardingScreen.module.css';
import { changesOf, whoText } from './offboarding-words.ts';
import { PeopleTable } from './PeopleTable.tsx';
import { PlanSteps } from './PlanSteps.tsx';
import { ReadingPlan } from './ReadingPlan.tsx';
import { RunCard } from './RunCard.tsx';
import { ConfirmCard, DeactivateInstead, WhatStays } from './SideCards.tsx';
import { useOffboarding } from './use-offboarding.ts';

interface OffboardingScreenProps {
  readonly userIds: readonly string[];
  /** Opens the dialog that deactivates these people instead; routes know how. */
  readonly onDeactivate: (userIds: readonly string[]) => void;
}

/** Deleting people although the server refuses while something blocks: what blocks, in which order it goes, and how it went. */
export function OffboardingScreen({ userIds, onDeactivate }: OffboardingScreenProps) {
  const tenantId = useTenantId();
  const blocked = useBlockedBecause();
  const state = useOffboarding(tenantId, userIds);
  const save = useChange('offboarding/save-plan');
  const putBack = useChange('offboarding/put-back-file');
  const { plan, ticked, job } = state;
  const isOver = job !== null && !['queued', 'running', 'waiting'].includes(job.state);
  const leave = (): void => goTo({ screen: 'users' });
  useKeys({
    Escape: leave,
    'Ctrl Enter': () => {
      if (job === null && state.missing === null && !state.isExpired && blocked === null) void state.start();
    },
  });
  const savePlan = async (): Promise<void> => {
    if (!plan) return;
    const newManagers = [...state.managers].map(([team, email]) => ({ team, email }));
    const outcome = await save.send({ planId: plan.planId, newManagers });
    if (!outcome.ok) tellFailure(outcome.failure);
    else if (outcome.value.fileName !== null)
      tell({ look: 'ok', text: `Saved as ${outcome.value.fileName}` });
  };
  const putBackFile = async (): Promise<void> => {
    const outcome = await putBack.send({ tenantId });
    if (!outcome.ok) tellFailure(outcome.failure);
    else if (outcome.value.jobId !== null) await followJob(outcome.value.jobId);
  };
  const [one] = plan?.people ?? [];
  const canSave = plan !== undefined && plan.people.length > 0 && plan.teams.length + plan.roles.length > 0;
  return (
    <>
      <nav className={classes.crumbs} aria-label="Where you are">
        <LinkButton onClick={leave}>Users</LinkButton>
        <span aria-hidden>›</span>
        <bdi>{plan ? whoText(plan) : countOf(userIds.length, 'person', 'people')}</bdi>
        <span aria-hidden>›</span>
        <span>Delete</span>
      </nav>
      <ScreenHeader
        title={plan ? `Delete ${whoText(plan)}` : 'Delete'}
        line="no"
        note={plan?.people.length === 1 && one && <DirectoryText text={one.email} />}
        actions={
          <>
            <GuardedButton
              leftSection={<IconArrowBackUp size={16} />}
              blockedBecause={blocked}
              loading={putBack.isSending}
              onClick={() => void putBackFile()}
            >
              Put back from a file…
            </GuardedButton>
            {canSave && job === null && (
              <GuardedButton
                leftSection={<IconDownload size={16} />}
                blockedBecause={state.isExpired ? 'Read the plan again first' : null}
                loading={save.isSending}
                onClick={() => void savePlan()}
              >
                Save plan
              </GuardedButton>
            )}
          </>
        }
      />
      <div className={classes.page}>
        <div className={classes.main}>
          {state.failure && !plan && <FailureNotice failure={state.failure} onTryAgain={state.readAgain} />}
          {!plan && <ReadingPlan tenantId={tenantId} is={state.failure ? 'failed' : 'reading'} />}
          {plan && job === null && <BlockNotice plan={plan} cameBack={state.cameBack} />}
          {plan && state.isExpired && (
            <Note icon={IconAlertTriangle} look="warn">
              This plan is older than two minutes. What you ticked and chose stays.{' '}
              <Button onClick={state.readAgain}>Read again</Button>
            </Note>
          )}
          {plan && plan.people.length > 1 && <PeopleTable plan={plan} />}
          {plan && plan.people.length > 0 && <PlanSteps plan={plan} state={state} />}
        </div>
        {plan && (
          <aside className={classes.side}>
            {job && <RunCard job={job} rows={state.rows} onLeave={leave} />}
            {plan.people.length > 0 && <WhatStays plan={plan} />}
            {plan.people.length > 0 && job === null && (
              <DeactivateInstead onDeactivate={() => onDeactivate(plan.people.map(({ id }) => id))} />
            )}
            {plan.people.length > 0 && job === null && (
              <ConfirmCard plan={plan} state={state} onCancel={leave} />
            )}
          </aside>
        )}
      </div>
      <footer className={classes.foot}>
        <span>
          {plan && ticked && plan.people.length > 0
            ? `${countOf(changesOf(plan, ticked), 'request', 'requests')} that change something. Runs as a job that you can watch in Activity.`
            : visibleText('Nothing has changed yet.')}
        </span>
        <span className={classes.keys}>
          {job === null && (
            <>
              <KeyCap keys="Ctrl Enter" /> start when confirmed
            </>
          )}
          <KeyCap keys="Esc" />
          {job === null ? 'leave, nothing changed' : isOver ? 'leave' : 'leave, the job goes on'}
        </span>
      </footer>
    </>
  );
}
