import { useCallback, useState } from 'react';
import type { BulkDraft } from '../../../src-contract/bulk-invites.ts';
import type { Failure } from '../../../src-contract/outcome.ts';
import { call } from '../../bridge/call.ts';
import { bulkViewOf, takeDraft } from './bulk-view.ts';
import { dropDraft } from './drop-draft.ts';
import { fileTooLarge, fileUnreadable, largestFileBytes } from './page-failures.ts';

export interface OpenFile {
  /** What is being read, in words; null when nothing is. */
  readonly reading: string | null;
  readonly failure: Failure | null;
  readonly choose: () => Promise<void>;
  readonly drop: (file: File) => Promise<void>;
  readonly paste: (text: string) => Promise<void>;
}

/** Goes on with a file that main has read, and has main forget the one that was open before. */
function replaceDraft(tenantId: string, draft: BulkDraft): void {
  const former = bulkViewOf(tenantId).draft;
  takeDraft(tenantId, draft);
  if (former && former.draftId !== draft.draftId) void dropDraft(former.draftId);
}

/** The ways to open a file: main's own dialog, a drop, pasted text. A file that was read leads on to Map. */
export function useOpenFile(tenantId: string): OpenFile {
  const [state, setState] = useState<{ reading: string | null; failure: Failure | null }>({
    reading: null,
    failure: null,
  });

  const openBytes = useCallback(
    async (fileName: string, bytes: Uint8Array<ArrayBuffer>) => {
      const opened = await call('bulk-invites/open-bytes', { tenantId, fileName, bytes });
      setState({ reading: null, failure: opened.ok ? null : opened.failure });
      if (opened.ok) replaceDraft(tenantId, opened.value);
    },
    [tenantId],
  );

  const choose = useCallback(async () => {
    setState({ reading: 'Choosing a file', failure: null });
    const chosen = await call('bulk-invites/choose-file', { tenantId });
    setState({ reading: null, failure: chosen.ok ? null : chosen.failure });
    if (chosen.ok && chosen.value.draft) replaceDraft(tenantId, chosen.value.draft);
  }, [tenantId]);

  const drop = useCallback(
    async (file: File) => {
      const name = file.name.slice(0, 300) || 'Dropped file';
      if (file.size > largestFileBytes) {
        setState({ reading: null, failure: fileTooLarge(name) });
        return;
      }
      setState({ reading: `Reading ${name}`, failure: null });
      const bytes = await file.arrayBuffer().catch(() => null);
      if (bytes === null) setState({ reading: null, failure: fileUnreadable(name) });
      else await openBytes(name, new Uint8Array(bytes));
    },
    [openBytes],
  );

  const paste = useCallback(
    async (text: string) => {
      setState({ reading: 'Reading the pasted rows', failure: null });
      await openBytes('Pasted rows', new TextEncoder().encode(text));
    },
    [openBytes],
  );
  return { ...state, choose, drop, paste };
}
