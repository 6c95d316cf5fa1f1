import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { BulkDraft } from '../../../src-contract/bulk-invites.ts';
import { call } from '../../bridge/call.ts';
import { openJob } from '../../jobs/open-job.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { GuardedButton } from '../../kit/GuardedButton.tsx';
import { KeyCap } from '../../kit/KeyCap.tsx';
import { Ring } from '../../kit/Ring.tsx';
import { ScreenHeader } from '../../kit/ScreenHeader.tsx';
import { tellFailure } from '../../kit/toast.tsx';
import { useKeys } from '../../kit/use-keys.ts';
import { useSession } from '../../session/session.ts';
import { useTenants } from '../../session/use-tenant.ts';
import { beginAgain, changeBulkView, showFileRun, useBulkView, useReviews } from './bulk-view.ts';
import { ReadAgainButton } from './ReadAgainButton.tsx';
import { ReviewStep } from './ReviewStep.tsx';
import { readyPlans, StartAllDialog } from './StartAllDialog.tsx';
import { StartedNote } from './StartedNote.tsx';
import { StepFooter } from './StepFooter.tsx';
import { Stepper } from './Stepper.tsx';
import { type StripTab, TenantStrip } from './TenantStrip.tsx';
import classes from './TenantsStep.module.css';
import { blockOf } from './tenants-words.ts';
import { UnnamedRows } from './UnnamedRows.tsx';
import { useFixGuard } from './use-fix-guard.tsx';
import { usePlanChecks } from './use-plan-checks.ts';
import { showSplit, useSplit } from './use-split.ts';
import { type ReadyPlan, useStartAll } from './use-start-all.ts';

interface TenantsStepProps {
  readonly tenantId: string;
  /** The whole file. */
  readonly draft: BulkDraft;
}

/** Step 3 of a file that names tenants: a review for each of them, and rows that name none. */
export function TenantsStep({ tenantId, draft }: TenantsStepProps) {
  const { draftId } = draft;
  const { split, failure, askAgain } = useSplit(draftId);
  const checks = usePlanChecks(split, askAgain);
  const tenants = useTenants() ?? [];
  const reviews = useReviews(split?.plans.map((plan) => plan.draftId) ?? []);
  const { plan: wished } = useBulkView(tenantId);
  const letters = useSession((session) => session.letterKeys) === 'on';
  const [isAsking, setAsking] = useState(false);
  const startAll = useStartAll();
  const { guard, question } = useFixGuard(tenantId);

  const tabs: StripTab[] = (split?.plans ?? []).map((plan, index) => ({
    key: plan.tenantId,
    plan,
    tenant: tenants.find(({ id }) => id === plan.tenantId),
    review: reviews[index] ?? null,
  }));
  const hasUnnamed = (split?.unnamed.length ?? 0) > 0;
  const keys = [...tabs.map(({ key }) => key), ...(hasUnnamed ? ['unnamed'] : [])];
  const isOpen = (key: string | null): key is string => key !== null && keys.includes(key);
  const first = tabs.find(({ plan }) => plan.tenantId === tenantId) ?? tabs[0];
  const shown = isOpen(wished) ? wished : (first?.key ?? 'unnamed');
  const shownTab = tabs.find(({ key }) => key === shown);
  const { draftId: planId = null } = shownTab?.plan ?? {};
  const planView = useBulkView(planId ?? '');
  const show = (key: string): void => changeBulkView(tenantId, { plan: key });
  const step = (by: number) => (): void => {
    const next = keys[(keys.indexOf(shown) + by + keys.length) % keys.length];
    if (next !== undefined) show(next);
  };
  useKeys({ t: step(1), 'Shift t': step(-1) }, { letters });

  const isBegun = tabs.some(({ plan }) => plan.jobId !== null);
  const ready = readyPlans(tabs);
  const onStarted = async (jobId: string): Promise<void> => {
    const isRest = tabs.filter(({ plan }) => plan.jobId === null).length > 1 || (split?.heldRows ?? 0) > 0;
    if (isRest) await askAgain();
    else changeBulkView(tenantId, { draft: null });
    showFileRun(tenantId, jobId);
  };
  const choose = async (value: string, chosen: string | null): Promise<void> => {
    const outcome = await call('bulk-invites/choose-tenant', { draftId, value, tenantId: chosen });
    if (outcome.ok) showSplit(draftId, outcome.value.split);
    else tellFailure(outcome.failure);
  };
  const confirmAll = async (plans: readonly ReadyPlan[], typed: Readonly<Record<string, string>>) => {
    const jobs = await startAll.start(plans, typed);
    const [jobId] = jobs;
    if (jobId === undefined || jobs.length < plans.length) {
      await askAgain();
      return;
    }
    setAsking(false);
    const isRest =
      tabs.filter(({ plan }) => plan.jobId === null).length > plans.length || (split?.heldRows ?? 0) > 0;
    if (isRest) await askAgain();
    else changeBulkView(tenantId, { draft: null });
    showFileRun(tenantId, jobId);
  };

  const onBack = isBegun ? null : () => changeBulkView(tenantId, { step: 'map' });
  const readAgain = <ReadAgainButton view={tenantId} file={isBegun ? null : draft} />;
  const startAllButton = (
    <GuardedButton
      size="md"
      blockedBecause={ready.length === 0 ? 'No tenant can be started' : null}
      onClick={() => setAsking(true)}
    >
      Start all…
    </GuardedButton>
  );
  const shownFailure = failure ?? (planId === null ? null : (checks.failures[planId] ?? null));
  const { jobId: shownJob = null } = shownTab?.plan ?? {};
  const body = (): ReactNode => {
    if (shownTab && planId !== null && shownTab.review !== null) {
      const { plan, review } = shownTab;
      return (
        <ReviewStep
          key={planId}
          tenantId={plan.tenantId}
          draft={{ ...draft, draftId: planId, tenantId: plan.tenantId, rowCount: plan.rows }}
          review={shownTab.review}
          tab={planView.tab}
          among={{
            blockedBecause: blockOf(plan, review),
            startAll: startAllButton,
            onBack,
            onGone: () => beginAgain(tenantId),
            readAgain,
            onStarted: (jobId) => void onStarted(jobId),
            onShowRun: (jobId) => openJob({ id: jobId, kind: 'bulk-invite', tenantId: plan.tenantId }),
          }}
        />
      );
    }
    return (
      <>
        {shown === 'unnamed' && split ? (
          <UnnamedRows
            split={split}
            tenants={tenants}
            onChoose={(value, chosen) => {
              const before = split.unnamed.find((cell) => cell.value === value)?.chosen ?? null;
              if (before === null) void choose(value, chosen);
              else guard(() => choose(value, chosen), 'rows');
            }}
          />
        ) : (
          <div className={classes.page}>
            {shownFailure && (
              <FailureNotice
                failure={shownFailure}
                {...(shownFailure.code === 'draft-gone'
                  ? { action: <Button onClick={() => beginAgain(tenantId)}>Choose the file again</Button> }
                  : { onTryAgain: () => (planId === null ? void askAgain() : checks.tryAgain(planId)) })}
              />
            )}
            {!shownFailure && shownTab && shownJob !== null && (
              <StartedNote
                onAll={() => showFileRun(tenantId, shownJob)}
                onOpen={() =>
                  openJob({ id: shownJob, kind: 'bulk-invite', tenantId: shownTab.plan.tenantId })
                }
              />
            )}
            {!shownFailure && shownJob === null && (
              <p className={classes.reading} role="status">
                <Ring share="unknown" /> Checking the rows
              </p>
            )}
          </div>
        )}
        <StepFooter
          note={
            <span>
              <KeyCap keys="T" /> next tenant
            </span>
          }
        >
          {onBack && (
            <Button size="md" onClick={onBack}>
              Back
            </Button>
          )}
          {startAllButton}
        </StepFooter>
      </>
    );
  };
  return (
    <>
      <ScreenHeader title="Bulk invite" line="no" actions={<Stepper current="Review" />} />
      {split && (
        <TenantStrip
          tabs={tabs}
          heldRows={split.heldRows}
          hasUnnamed={hasUnnamed}
          shown={shown}
          onShow={show}
        />
      )}
      {body()}
      {question}
      {isAsking && split && (
        <StartAllDialog
          fileName={draft.fileName}
          tabs={tabs}
          heldRows={split.heldRows}
          work={startAll}
          readAgain={readAgain}
          onConfirm={(plans, typed) => void confirmAll(plans, typed)}
          onCancel={() => setAsking(false)}
        />
      )}
    </>
  );
}
