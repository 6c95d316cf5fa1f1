import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { BulkDraft, ColumnMeaning } from '../../../src-contract/bulk-invites.ts';
import type { Failure, Outcome } from '../../../src-contract/outcome.ts';
import { call } from '../../bridge/call.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countOf } from '../../kit/format-number.ts';
import { Note } from '../../kit/Note.tsx';
import { ScreenHeader } from '../../kit/ScreenHeader.tsx';
import { useKeys } from '../../kit/use-keys.ts';
import { visibleText } from '../../kit/visible-text.ts';
import { beginAgain, changeBulkView, firstTab } from './bulk-view.ts';
import { DraftPreview } from './DraftPreview.tsx';
import { EncodingChoice } from './EncodingChoice.tsx';
import { FileBar, type Reading } from './FileBar.tsx';
import { mapColumn } from './file-words.ts';
import { KeyedButton } from './KeyedButton.tsx';
import { MappingTable } from './MappingTable.tsx';
import classes from './MapStep.module.css';
import { mayTryAgain } from './page-failures.ts';
import { ReadingNotes } from './ReadingNotes.tsx';
import { StepFooter } from './StepFooter.tsx';
import { Stepper } from './Stepper.tsx';
import { useFixGuard } from './use-fix-guard.tsx';
import { useOpenFile } from './use-open-file.ts';
import { readSplit } from './use-split.ts';

interface MapStepProps {
  readonly tenantId: string;
  readonly draft: BulkDraft;
}

/** Step 2: how the file is read, and what each column becomes. Nothing is checked against the tenant yet. */
export function MapStep({ tenantId, draft }: MapStepProps) {
  const file = useOpenFile(tenantId);
  const { guard, question } = useFixGuard(tenantId);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isChecking, setChecking] = useState(false);
  const { draftId } = draft;

  const take = (outcome: Outcome<BulkDraft>): void => {
    setFailure(outcome.ok ? null : outcome.failure);
    if (outcome.ok) changeBulkView(tenantId, { draft: outcome.value, review: null });
  };
  const readAgain = (reading: Reading): void =>
    guard(async () => take(await call('bulk-invites/read-again', { draftId, ...reading })));
  const changeMeaning = (index: number, becomes: ColumnMeaning): void => {
    const meanings = mapColumn(draft.columns, { index, becomes });
    guard(async () => take(await call('bulk-invites/map-columns', { draftId, meanings })));
  };
  const check = async (): Promise<void> => {
    if (isChecking || draft.blockedBecause !== null) return;
    setChecking(true);
    const divided = await readSplit(draft);
    if (divided.ok && divided.value !== null) {
      setChecking(false);
      changeBulkView(tenantId, { step: 'tenants' });
      return;
    }
    const outcome = divided.ok ? await call('bulk-invites/check', { draftId, options: null }) : divided;
    setChecking(false);
    setFailure(outcome.ok ? null : outcome.failure);
    if (outcome.ok) {
      const tab = firstTab(outcome.value);
      changeBulkView(tenantId, { step: 'review', review: outcome.value, tab });
    }
  };
  useKeys({ 'Ctrl Enter': () => void check() });

  const shownFailure = failure ?? file.failure;
  const isGone = shownFailure?.code === 'draft-gone';
  return (
    <>
      <ScreenHeader title="Bulk invite" line="no" actions={<Stepper current="Map columns" />} />
      <div className={classes.page}>
        {shownFailure && (
          <FailureNotice
            failure={shownFailure}
            {...(isGone
              ? { action: <Button onClick={() => beginAgain(tenantId)}>Choose the file again</Button> }
              : {})}
            {...(file.failure && mayTryAgain(file.failure) ? { onTryAgain: () => void file.tryAgain() } : {})}
          />
        )}
        <FileBar
          draft={draft}
          onRead={readAgain}
          isReplacing={file.reading !== null}
          onReplace={() => guard(file.choose)}
        />
        {draft.warning !== null && (
          <Note icon={IconAlertTriangle} look="warn">
            <bdi>{visibleText(draft.warning)}</bdi>
          </Note>
        )}
        <EncodingChoice draft={draft} onRead={readAgain} />
        <ReadingNotes draft={draft} onRead={readAgain} />
        <MappingTable draft={draft} onChange={changeMeaning} />
        <DraftPreview draft={draft} />
        {question}
      </div>
      <StepFooter note={visibleText(draft.blockedBecause ?? 'Nobody is invited before step 4.')}>
        <Button size="md" onClick={() => changeBulkView(tenantId, { step: 'file' })}>
          Back
        </Button>
        <KeyedButton
          label={`Check ${countOf(draft.rowCount, 'row', 'rows')}`}
          blockedBecause={draft.blockedBecause}
          isSending={isChecking}
          onClick={() => void check()}
        />
      </StepFooter>
    </>
  );
}
