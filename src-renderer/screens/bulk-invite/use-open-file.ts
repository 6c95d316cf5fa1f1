import { useCallback, useRef, useState } from 'react';
import type { BulkDraft } from '../../../src-contract/bulk-invites.ts';
import type { Failure } from '../../../src-contract/outcome.ts';
import { call } from '../../bridge/call.ts';
import { useAnnounced } from '../../bridge/use-announced.ts';
import { bulkViewOf, takeDraft } from './bulk-view.ts';
import { dropDraft } from './drop-draft.ts';
import { fileTooLarge, fileUnreadable, largestFileBytes } from './page-failures.ts';

export interface ReadBytes {
  readonly bytesRead: number;
  readonly sizeBytes: number;
}

export interface OpenFile {
  /** What is being read, in words; null when nothing is. */
  readonly reading: string | null;
  /** How far main has read; null before it has begun. */
  readonly read: ReadBytes | null;
  readonly failure: Failure | null;
  readonly choose: () => Promise<void>;
  readonly drop: (file: File) => Promise<void>;
  readonly paste: (text: string) => Promise<void>;
  /** Reads what could not be read once more. */
  readonly tryAgain: () => Promise<void>;
}

interface OpeningState {
  readonly reading: string | null;
  readonly read: ReadBytes | null;
  readonly failure: Failure | null;
}

const idle: OpeningState = { reading: null, read: null, failure: null };

/** Goes on with a file that main has read, and has main forget the one that was open before. */
export function replaceDraft(tenantId: string, draft: BulkDraft): void {
  const former = bulkViewOf(tenantId).draft;
  takeDraft(tenantId, draft);
  if (former && former.draftId !== draft.draftId) void dropDraft(former.draftId);
}

/** The ways to open a file: main's own dialog, a drop, pasted text. A file that was read leads on to Map. */
export function useOpenFile(tenantId: string): OpenFile {
  const [state, setState] = useState<OpeningState>(idle);
  const again = useRef<() => Promise<void>>(async () => undefined);
  useAnnounced((change) => {
    if (change.what !== 'bulk-reading' || change.tenantId !== tenantId) return;
    const { bytesRead, sizeBytes } = change;
    setState((now) => (now.reading === null ? now : { ...now, read: { bytesRead, sizeBytes } }));
  });

  const openBytes = useCallback(
    async (fileName: string, bytes: Uint8Array<ArrayBuffer>) => {
      const opened = await call('bulk-invites/open-bytes', { tenantId, fileName, bytes });
      setState({ ...idle, failure: opened.ok ? null : opened.failure });
      if (opened.ok) replaceDraft(tenantId, opened.value);
    },
    [tenantId],
  );

  const chooseFile = useCallback(
    async (which: 'chosen' | 'same') => {
      again.current = () => chooseFile('same');
      setState({ ...idle, reading: which === 'same' ? 'Reading the file again' : 'Choosing a file' });
      const chosen = await call('bulk-invites/choose-file', { tenantId, which });
      setState({ ...idle, failure: chosen.ok ? null : chosen.failure });
      if (chosen.ok && chosen.value.draft) replaceDraft(tenantId, chosen.value.draft);
    },
    [tenantId],
  );
  const choose = useCallback(() => chooseFile('chosen'), [chooseFile]);

  const drop = useCallback(
    async (file: File) => {
      again.current = () => drop(file);
      const name = file.name.slice(0, 300) || 'Dropped file';
      if (file.size > largestFileBytes) {
        setState({ ...idle, failure: fileTooLarge(name) });
        return;
      }
      setState({ ...idle, reading: `Reading ${name}` });
      const bytes = await file.arrayBuffer().catch(() => null);
      if (bytes === null) setState({ ...idle, failure: fileUnreadable(name) });
      else await openBytes(name, new Uint8Array(bytes));
    },
    [openBytes],
  );

  const paste = useCallback(
    async (text: string) => {
      again.current = () => paste(text);
      const bytes = new TextEncoder().encode(text);
      if (bytes.byteLength > largestFileBytes) {
        setState({ ...idle, failure: fileTooLarge('What was pasted') });
        return;
      }
      setState({ ...idle, reading: 'Reading the pasted rows' });
      await openBytes('Pasted rows', bytes);
    },
    [openBytes],
  );
  return { ...state, choose, drop, paste, tryAgain: () => again.current() };
}
