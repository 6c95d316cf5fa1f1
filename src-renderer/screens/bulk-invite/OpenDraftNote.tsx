import { Button } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useState } from 'react';
import type { BulkDraft } from '../../../src-contract/bulk-invites.ts';
import type { Failure } from '../../../src-contract/outcome.ts';
import { call } from '../../bridge/call.ts';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { countOf } from '../../kit/format-number.ts';
import { Note } from '../../kit/Note.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { changeBulkView } from './bulk-view.ts';
import { dropDraft } from './drop-draft.ts';
import classes from './FileStep.module.css';
import { useFixGuard } from './use-fix-guard.tsx';

interface OpenDraftNoteProps {
  readonly tenantId: string;
  readonly draft: BulkDraft;
}

/** Says that a file is still open, with a way to go on with it or to close it. */
export function OpenDraftNote({ tenantId, draft }: OpenDraftNoteProps) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const { guard, question } = useFixGuard(tenantId);
  const goOn = async (): Promise<void> => {
    const outcome = await call('bulk-invites/read-draft', { draftId: draft.draftId });
    if (outcome.ok) changeBulkView(tenantId, { step: 'map', draft: outcome.value });
    else setFailure(outcome.failure);
  };
  const close = (): void => {
    changeBulkView(tenantId, { draft: null, review: null });
    void dropDraft(draft.draftId);
  };
  if (failure) {
    return (
      <FailureNotice
        failure={failure}
        action={
          <Button onClick={() => changeBulkView(tenantId, { draft: null, review: null })}>Close</Button>
        }
      />
    );
  }
  return (
    <Note icon={IconFileTypeCsv} look="info">
      <div className={classes.open}>
        <p>
          <strong>
            <bdi>{visibleText(draft.fileName)}</bdi>
          </strong>{' '}
          is still open, {countOf(draft.rowCount, 'row', 'rows')}. Nothing of it was sent.
        </p>
        <Button onClick={() => guard(close)}>Close it</Button>
        <Button onClick={() => void goOn()}>Go on</Button>
        {question}
      </div>
    </Note>
  );
}
