import { createHash } from 'node:crypto';
import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import { cacheRead } from '../../cache/cache-handles.ts';
import { type Draft, forgetFixes } from './draft.ts';
import { findDraft, findStillOpen } from './drafts.ts';
import { nextChanged, type RowFix, restoreFixes } from './fix-states.ts';

type Named<Input> = Input & { draftId: string };

/** An open file as its fixes are kept under. */
export interface FixedFile {
  draftId: string;
  /** The whole file, when this is a plan of it. */
  parentId: string | null;
  tenantId: string;
  fileName: string;
  sha256: string;
  /** The file's bytes, how it is read and what its columns become, as one hash. */
  fileHash: string;
}

/** Tells under what the fixes of an open file are kept. */
export const readFixedFile = cacheRead(
  'bulk/read-fixed-file',
  (_cache, input: Named<object>): Outcome<FixedFile> => {
    const found = findDraft(input.draftId);
    if (!found.ok) return found;
    const { draftId, parentId, tenantId, fileName, sha256, meanings } = found.value;
    const { encoding, delimiter, header, comments, quotes } = found.value;
    const fileHash = createHash('sha256')
      .update(JSON.stringify([sha256, encoding, delimiter, header, comments, quotes, meanings]))
      .digest('hex');
    return ok({ draftId, parentId, tenantId, fileName, sha256: sha256 ?? '', fileHash });
  },
);

/** Some rows of which something was fixed or undone since they were last kept. */
export const readChangedRows = cacheRead(
  'bulk/read-changed',
  (_cache, input: Named<{ limit: number }>): Outcome<{ row: number; fix: RowFix | null }[]> => {
    const found = findDraft(input.draftId);
    return found.ok ? ok(nextChanged(found.value, input.limit)) : found;
  },
);

/** Notes that what was fixed in these rows is kept. */
export const noteKeptRows = cacheRead(
  'bulk/note-kept',
  (_cache, input: Named<{ rows: readonly number[] }>): null => {
    const found = findDraft(input.draftId);
    if (found.ok) for (const row of input.rows) found.value.changed.delete(row);
    return null;
  },
);

/** Puts back what was fixed in some rows of a file before it was closed. Out: how many of them it has. */
export const restoreBulkFixes = cacheRead(
  'bulk/restore-fixes',
  (_cache, input: Named<{ kept: readonly { row: number; fix: RowFix }[] }>): Outcome<number> => {
    const found = findStillOpen(input.draftId);
    if (!found.ok) return found;
    found.value.lists.clear();
    return ok(restoreFixes(found.value, input.kept));
  },
);

/** Notes for the page that fixes of before were put back, and takes up what was ticked then. */
export const noteRestoredFixes = cacheRead(
  'bulk/note-restored',
  (_cache, input: Named<Pick<Draft, 'restored' | 'options'>>): null => {
    const found = findDraft(input.draftId);
    if (!found.ok) return null;
    found.value.restored = input.restored;
    found.value.options ??= input.options;
    return null;
  },
);

/** Makes all rows what they were read as. The file has to be checked again. */
export const forgetBulkFixes = cacheRead(
  'bulk/forget-fixes',
  (_cache, input: Named<object>): Outcome<null> => {
    const found = findStillOpen(input.draftId);
    if (!found.ok) return found;
    forgetFixes(found.value);
    return ok(null);
  },
);
