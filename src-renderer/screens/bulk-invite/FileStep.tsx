import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useChange } from '../../bridge/use-change.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { FailureNotice } from '../../kit/FailureNotice.tsx';
import { KeyCap } from '../../kit/KeyCap.tsx';
import { LinkButton } from '../../kit/LinkButton.tsx';
import { ScreenHeader } from '../../kit/ScreenHeader.tsx';
import { tell, tellFailure } from '../../kit/toast.tsx';
import { visibleText } from '../../kit/visible-text.ts';
import { useBulkView } from './bulk-view.ts';
import { EarlierRuns } from './EarlierRuns.tsx';
import classes from './FileStep.module.css';
import { FixedFileNote } from './FixedFileNote.tsx';
import { OpenDraftNote } from './OpenDraftNote.tsx';
import { mayTryAgain } from './page-failures.ts';
import { ReadingBar } from './ReadingBar.tsx';
import { Stepper } from './Stepper.tsx';
import { useFixGuard } from './use-fix-guard.tsx';
import { useOpenFile } from './use-open-file.ts';

const holdsFile = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

function TemplateLink() {
  const save = useChange('bulk-invites/save-template');
  const saveTemplate = async (): Promise<void> => {
    const outcome = await save.send({});
    if (!outcome.ok) tellFailure(outcome.failure);
    else if (outcome.value.savedAs !== null) {
      tell({ look: 'ok', text: <bdi>Saved as {visibleText(outcome.value.savedAs)}</bdi> });
    }
  };
  return <LinkButton onClick={() => void saveTemplate()}>Get a template</LinkButton>;
}

/** Pasted text outside of fields is taken for rows. */
function usePastedRows(take: (text: string) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const listen = (event: ClipboardEvent): void => {
      const isInField = event.target instanceof HTMLElement && event.target.closest('input, textarea');
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!isInField && text.trim() !== '') latest.current(text);
    };
    document.addEventListener('paste', listen);
    return () => document.removeEventListener('paste', listen);
  }, []);
}

/** Step 1: a file is dropped, chosen or pasted; earlier runs are below. */
export function FileStep({ tenantId }: { readonly tenantId: string }) {
  const { reading, read, failure, choose, drop, paste, tryAgain } = useOpenFile(tenantId);
  const { draft } = useBulkView(tenantId);
  const [isOver, setOver] = useState(false);
  const { guard, question } = useFixGuard(tenantId);
  usePastedRows((text) => guard(() => paste(text)));
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) guard(() => drop(file));
  };
  return (
    <>
      <ScreenHeader title="Bulk invite" line="no" actions={<Stepper current="File" />} />
      <div className={classes.page}>
        {failure && (
          <FailureNotice
            failure={failure}
            {...(mayTryAgain(failure) ? { onTryAgain: () => void tryAgain() } : {})}
          />
        )}
        {draft ? <OpenDraftNote tenantId={tenantId} draft={draft} /> : <FixedFileNote tenantId={tenantId} />}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same with the keyboard */}
        <div
          className={classes.drop}
          data-over={isOver || undefined}
          onDragOver={(event) => {
            if (!holdsFile(event)) return;
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={onDrop}
        >
          {reading ? (
            <ReadingBar words={reading} read={read} />
          ) : (
            <EmptyState
              icon={IconUpload}
              title={isOver ? 'Drop it here' : 'Drop a CSV or choose a file'}
              actions={
                <>
                  <Button onClick={() => guard(choose)}>Choose file</Button>
                  <TemplateLink />
                </>
              }
            >
              150,000 rows or more. It is read on this computer. Rows copied from a spreadsheet can be pasted
              with <KeyCap keys="Ctrl V" />
            </EmptyState>
          )}
        </div>
        <EarlierRuns tenantId={tenantId} />
        {question}
      </div>
    </>
  );
}
