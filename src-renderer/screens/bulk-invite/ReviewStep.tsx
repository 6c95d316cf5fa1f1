import { Button } from '@mantine/core';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { BulkDraft, BulkReview } from '../../../src-contract/bulk-invites.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { ScreenHeader } from '../../kit/ScreenHeader.tsx';
import { useBlockedBecause } from '../../session/use-sync-status.ts';
import { useTenants } from '../../session/use-tenant.ts';
import { beginAgain, changeBulkView, type ReviewTab, showRun } from './bulk-view.ts';
import { KeyedButton } from './KeyedButton.tsx';
import { ReadAgainButton } from './ReadAgainButton.tsx';
import { type OverReview, ReviewDialogs } from './ReviewDialogs.tsx';
import { ReviewFoot } from './ReviewFoot.tsx';
import { ReviewOptions } from './ReviewOptions.tsx';
import classes from './ReviewStep.module.css';
import { ReviewTable } from './ReviewTable.tsx';
import { type Editing, editColumn, nextProblem } from './row-edit.ts';
import { peopleText } from './run-words.ts';
import { StepFooter } from './StepFooter.tsx';
import { Stepper } from './Stepper.tsx';
import { shortName } from './tenants-words.ts';
import { useFocusedRow } from './use-focused-row.ts';
import { useReview } from './use-review.ts';
import { useReviewKeys } from './use-review-keys.ts';
import { useReviewRows } from './use-review-rows.ts';
import { VerdictTabs } from './VerdictTabs.tsx';

/** How the review of one plan differs from that of a whole file; title and tenants stand above it already. */
export interface PlanAmong {
  /** Why this tenant cannot be started; null when it can. */
  readonly blockedBecause: string | null;
  /** The way to start all tenants, left of the start of this one. */
  readonly startAll: ReactNode;
  /** Null once a tenant was started: then the file is not read anew. */
  readonly onBack: (() => void) | null;
  readonly onGone: () => void;
  /** How a file that was changed is read again. */
  readonly readAgain: ReactNode;
  readonly onStarted: (jobId: string) => void;
  readonly onShowRun: (jobId: string) => void;
}

interface ReviewStepProps {
  readonly tenantId: string;
  readonly draft: BulkDraft;
  readonly review: BulkReview;
  readonly tab: ReviewTab;
  /** Set when this is the plan of one tenant of a file for many. */
  readonly among?: PlanAmong;
}

/** Step 3: every row with its verdict; what can be fixed is fixed in place, and nothing is sent before Start. */
export function ReviewStep({ tenantId, draft, review, tab, among }: ReviewStepProps) {
  const { draftId } = draft;
  const view = among === undefined ? tenantId : draftId;
  const [range, setRange] = useState({ first: 0, last: 40 });
  /** The focused row was not gone to by hand: the list just opened, or the row there before was mended and left. */
  const isUnseen = useRef(true);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [over, setOver] = useState<OverReview | null>(null);
  const rows = useReviewRows(draftId, tab, range);
  // Until the list of tenants is there, as careful as can be.
  const tenant = useTenants()?.find(({ id }) => id === tenantId) ?? {
    displayName: '',
    environment: 'production' as const,
  };
  const onStarted = (jobId: string): void => {
    if (among !== undefined) {
      among.onStarted(jobId);
      return;
    }
    changeBulkView(tenantId, { draft: null, review: null });
    showRun(tenantId, jobId);
  };
  const work = useReview(view, review, onStarted);
  const onScreen = useBlockedBecause();
  const offline = among === undefined ? onScreen : among.blockedBecause;
  const { focus, lookAt, onView, seen, goTo, ...focusing } = useFocusedRow(rows);
  const setFocused = (index: number): void => {
    isUnseen.current = false;
    focusing.setFocused(index);
  };
  const onRange = useCallback((first: number, last: number) => setRange({ first, last }), []);

  const people = review.willInvite + review.willReactivate + review.willUpdate;
  const blockedBecause = work.isChecking
    ? 'Checking the rows again'
    : people === 0
      ? 'No row is ready'
      : offline;
  const show = (shown: ReviewTab): void => {
    changeBulkView(view, { tab: shown });
    focusing.beginAtTop();
    isUnseen.current = true;
    setEditing(null);
  };
  const edit = (index: number, column: Editing['column'] | null): void => {
    const row = rows.rowAt(index);
    if (!row) return;
    setFocused(index);
    setEditing({ row: row.row, column: column ?? editColumn(row) });
  };
  const start = (): void => {
    if (blockedBecause !== null || over !== null || work.isStarting) return;
    setOver({ is: 'start' });
  };
  const mend = (saving: Promise<void>): void => {
    void saving.then(() => {
      isUnseen.current = true;
    });
  };
  const use = (index: number): void => {
    const row = rows.rowAt(index);
    if (row?.suggestion) mend(work.save(row, row.suggestion.column, row.suggestion.value));
  };
  const decide = (index: number): void => {
    const row = rows.rowAt(index);
    if (row && row.offer !== 'none') mend(work.decide(row));
    else use(index);
  };
  const leaveOut = (index: number): void => {
    const row = rows.rowAt(index);
    if (row && row.verdict !== 'left-out') mend(work.leaveOut(row));
  };
  const compare = (index: number): void => {
    const row = rows.rowAt(index);
    if (row?.verdict === 'duplicate') setOver({ is: 'compare', row });
  };
  const undo = (): void => {
    void work.undo().then((row) => {
      if (row !== null) goTo(row);
    });
  };
  const goToNextProblem = (): void => {
    if (tab !== 'need-look') show('need-look');
    else setFocused(nextProblem(rows.rowAt, isUnseen.current ? focus - 1 : focus, rows.matches) ?? focus);
  };
  useReviewKeys({
    focused: focus,
    matches: rows.matches,
    onFocus: setFocused,
    onEdit: seen(() => edit(focus, null)),
    onDecide: seen(() => decide(focus)),
    onLeaveOut: seen(() => leaveOut(focus)),
    onCompare: seen(() => compare(focus)),
    onFixAlike: () => {
      if (work.alike > 0) mend(work.fixAlike());
    },
    onUndo: undo,
    onNextProblem: goToNextProblem,
    onStart: start,
  });
  const failure = work.failure ?? rows.failure;
  const isGone = failure?.code === 'draft-gone';
  const readAgain =
    failure?.code === 'file-changed'
      ? (among?.readAgain ?? <ReadAgainButton view={tenantId} file={draft} />)
      : null;
  return (
    <>
      {among === undefined && (
        <ScreenHeader title="Bulk invite" line="no" actions={<Stepper current="Review" />} />
      )}
      <VerdictTabs review={review} tab={tab} onChange={show} />
      {failure && over?.is !== 'start' && (
        <div className={classes.failure}>
          <FailureNotice
            failure={failure}
            {...(isGone
              ? {
                  action: (
                    <Button onClick={among?.onGone ?? (() => beginAgain(tenantId))}>
                      Choose the file again
                    </Button>
                  ),
                }
              : readAgain
                ? { action: readAgain }
                : { onTryAgain: () => void work.checkAgain() })}
          />
        </div>
      )}
      <div className={classes.split}>
        <ReviewTable
          tenantId={tenantId}
          listKey={`${draftId} ${tab}`}
          rows={rows}
          rowsInFile={review.total}
          emptyWords={tab === 'need-look' ? 'Every row is ready.' : 'No row is here any more.'}
          idpName={review.idpName}
          focused={focus}
          editing={editing}
          lookAt={lookAt}
          onRange={onRange}
          onView={onView}
          onFocus={setFocused}
          onEdit={edit}
          onUse={use}
          onDecide={decide}
          onLeaveOut={leaveOut}
          onCompare={compare}
          onSave={(index, column, text) => {
            const row = rows.rowAt(index);
            setEditing(null);
            if (row) mend(work.save(row, column, text));
          }}
          onCancel={() => setEditing(null)}
        />
        <ReviewOptions
          view={view}
          review={{ ...review, options: work.options }}
          isChecking={work.isChecking}
          totalWords={among === undefined ? 'Rows in the file' : 'Rows for this tenant'}
          onForgetFixes={() => mend(work.forgetFixes())}
          onShowRun={among?.onShowRun ?? ((jobId) => showRun(tenantId, jobId))}
          onChange={(options) => {
            const turnsOn = options.passwordEmail === 'send' && work.options.passwordEmail !== 'send';
            if (turnsOn && review.signInWith === 'sso') setOver({ is: 'password-email' });
            else void work.choose(options);
          }}
        />
      </div>
      <StepFooter
        note={
          <ReviewFoot
            told={work.told}
            alike={work.alike}
            row={rows.rowAt(focus) ?? null}
            hasTenants={among !== undefined}
            onFixAlike={() => mend(work.fixAlike())}
            onUndo={review.undoable > 0 ? undo : null}
          />
        }
      >
        {among?.onBack !== null && (
          <Button size="md" onClick={among?.onBack ?? (() => changeBulkView(tenantId, { step: 'map' }))}>
            Back
          </Button>
        )}
        {among?.startAll}
        <KeyedButton
          label={`Start: ${peopleText(people)}${among ? ` in ${shortName(tenant.displayName)}` : ''}`}
          blockedBecause={blockedBecause}
          isSending={work.isStarting}
          onClick={start}
        />
      </StepFooter>
      <ReviewDialogs
        over={over}
        draft={draft}
        review={review}
        tenant={tenant}
        work={work}
        startFailureAction={readAgain}
        onTake={(row) => {
          setOver(null);
          mend(work.decide(row));
        }}
        onClose={() => setOver(null)}
      />
    </>
  );
}
