import type { BulkDraft } from '../../../../../src-contract/bulk-invites.ts';
import { describeDraft } from '../../../../../src-main/features/bulk-invites/describe-draft.ts';
import type { Draft } from '../../../../../src-main/features/bulk-invites/draft.ts';
import {
  finishReading,
  openFile,
  readUntil,
} from '../../../../../src-main/features/bulk-invites/read-file.ts';

/** Reads bytes or text as the app does and gives the draft; throws the failure's code when it is refused. */
export function readText(content: string | Uint8Array, fileName = 'people.csv'): Draft {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const opened = openFile({ draftId: 'd', tenantId: 't', fileName, bytes, defaultRole: 'member' });
  if (!opened.ok) throw new Error(opened.failure.code);
  while (!readUntil(opened.value, 0));
  const failure = finishReading(opened.value);
  if (failure !== null) throw new Error(failure.code);
  return opened.value;
}

/** What the page would see of it. */
export function shownDraft(content: string | Uint8Array): BulkDraft {
  return describeDraft(readText(content));
}

/** The cells of all rows. */
export function cellsOf(content: string | Uint8Array): string[][] {
  return readText(content).rows.map((row) => row.cells);
}
