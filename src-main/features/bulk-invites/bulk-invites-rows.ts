import type { BulkDraft, BulkOptions, BulkRow, ColumnMeaning } from '../../../src-contract/bulk-invites.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import { cacheRead } from '../../cache/cache-handles.ts';
import { checkUntil, openCheck } from './check-rows.ts';
import { separatorOf } from './csv-text.ts';
import { describeDraft } from './describe-draft.ts';
import { type Draft, forgetFixes } from './draft.ts';
import {
  dropDraft,
  dropOtherDrafts,
  dropPlans,
  findDraft,
  findOpenFile,
  findStillOpen,
  keepDraft,
} from './drafts.ts';
import { rowsOf, type Shown } from './list-rows.ts';
import { keepTenantColumn } from './map-columns.ts';
import { type PlannedWindow, planWindow } from './plan-rows.ts';
import { peopleOf, readCopy } from './read-copy.ts';
import { type FileToRead, feedDraft, finishReading, openAgain, openFile, readUntil } from './read-file.ts';
import { reviewDraft, showRow, type ThreadReview } from './review-draft.ts';
import type { RunFacts } from './run-facts.ts';
import { isForItsTenant, namesTenants } from './split-draft.ts';
import type { TenantFacts } from './tenant-facts.ts';
import { findStranger, writeTenant } from './tenant-plan.ts';
import { writtenTitles } from './written-titles.ts';

/** How long one call may hold the cache thread: lists on screen are answered between two slices. */
const sliceMs = 12;

type Named<Input> = Input & { draftId: string };
/** How the admin wants a file to be read. */
type BulkReading = Pick<BulkDraft, 'encoding' | 'delimiter' | 'header' | 'comments' | 'quotes'>;

/**
 * Takes what was seen of a file and opens it. A read although it brings something: it touches no table, and a write would
 * wait for the end of a running sync.
 */
export const openBulkFile = cacheRead('bulk/open', (_cache, input: FileToRead): Outcome<null> => {
  const opened = openFile(input);
  if (!opened.ok) return opened;
  keepDraft(opened.value);
  return ok(null);
});

/** Opens the file of a draft again as the admin chose, under another id: the draft stays until that one was read whole. */
export const openBulkFileAgain = cacheRead(
  'bulk/open-again',
  (
    _cache,
    input: Named<BulkReading & { readAs: string; sizeBytes: number; head: Uint8Array }>,
  ): Outcome<null> => {
    const found = findOpenFile(input.draftId);
    if (!found.ok) return found;
    keepDraft(openAgain(found.value, input, { ...input, draftId: input.readAs }));
    return ok(null);
  },
);

/** Reads one slice of rows, of the bytes given or of those that are left. Called until nothing is wanted. */
export const readBulkSlice = cacheRead(
  'bulk/read-slice',
  (
    _cache,
    input: Named<{ bytes: Uint8Array | null; which: 'more-follow' | 'last' }>,
  ): Outcome<{ now: 'has-more' | 'hungry' | 'done' }> => {
    const found = findDraft(input.draftId);
    if (!found.ok) return found;
    if (input.bytes !== null) feedDraft(found.value, input.bytes, input.which);
    return ok({ now: readUntil(found.value, performance.now() + sliceMs / 2) });
  },
);

/**
 * Ends the reading: maps the columns; a file that holds nobody is dropped. `keepAs`: the id that it is known by from now
 * on. Other files of the tenant are let go.
 */
export const finishBulkReading = cacheRead(
  'bulk/finish-reading',
  (_cache, input: Named<{ keepAs: string }>): Outcome<BulkDraft> => {
    const found = findDraft(input.draftId);
    if (!found.ok) return found;
    dropDraft(input.draftId);
    const failure = finishReading(found.value);
    if (failure !== null) return failed(failure);
    const former = findOpenFile(input.keepAs);
    if (!former.ok && former.failure.code !== 'draft-gone') return former;
    dropDraft(input.keepAs);
    const draft = { ...found.value, draftId: input.keepAs };
    keepDraft(draft);
    dropOtherDrafts(draft);
    return ok(describeDraft(draft));
  },
);

export const readBulkDraft = cacheRead(
  'bulk/read-draft',
  (_cache, input: Named<object>): Outcome<BulkDraft> => {
    const found = findDraft(input.draftId);
    return found.ok ? ok(describeDraft(found.value)) : found;
  },
);

/** Titles of an open file as they are remembered by, or null for one without a header. */
export const readBulkTitles = cacheRead(
  'bulk/read-titles',
  (_cache, input: Named<object>): Outcome<string[] | null> => {
    const found = findDraft(input.draftId);
    if (!found.ok) return found;
    return ok(found.value.header === 'first-row' ? found.value.titles : null);
  },
);

/** Maps the columns as the admin says. Columns beyond the list are ignored; edits were about other cells and go. */
export const mapBulkColumns = cacheRead(
  'bulk/map-columns',
  (_cache, input: Named<{ meanings: ColumnMeaning[]; by: Draft['mappedBy'] }>): Outcome<BulkDraft> => {
    const found = findOpenFile(input.draftId);
    if (!found.ok) return found;
    const draft = found.value;
    const wished = draft.titles.map((_, index) => input.meanings[index] ?? 'ignore');
    const meanings = input.by === 'memory' ? keepTenantColumn(draft.meanings, wished) : wished;
    draft.mappedBy = input.by;
    draft.doubles = [];
    if (meanings.join() !== draft.meanings.join()) {
      draft.meanings = meanings;
      dropPlans(draft);
      forgetFixes(draft);
    }
    return ok(describeDraft(draft));
  },
);

/** Who wants a check: a start holds the file still for everybody else. */
export type CheckAsker = 'admin' | 'start';

/** Opens a check against the copy as it is now. Options given replace those of the draft. */
export const openBulkCheck = cacheRead(
  'bulk/open-check',
  (
    cache,
    input: Named<{ facts: TenantFacts; options: BulkOptions | null; asker: CheckAsker }>,
  ): Outcome<null> => {
    const found = input.asker === 'start' ? findDraft(input.draftId) : findStillOpen(input.draftId);
    if (!found.ok) return found;
    const draft = found.value;
    if (!draft.meanings.includes('email')) return failed(describeFailure('no-email-column'));
    // Its plans are checked one by one: nothing goes to the tenant on screen that names another.
    if (namesTenants(draft) && (draft.split !== null || !isForItsTenant(draft)))
      return failed(describeFailure('file-names-tenants'));
    const { facts } = input;
    const options = input.options ?? draft.options ?? defaultOptions(facts);
    draft.options = options;
    draft.lists.clear();
    draft.check = openCheck({
      facts,
      options,
      ...peopleOf(cache, draft.tenantId),
      ...readCopy(cache, draft.tenantId, facts.idpName),
    });
    return ok(null);
  },
);

/** Checks one slice of rows. Called until it is done. */
export const checkBulkSlice = cacheRead('bulk/check-slice', (cache, input: Named<object>): Outcome<Slice> => {
  const found = findDraft(input.draftId);
  if (!found.ok) return found;
  const draft = found.value;
  if (draft.check === null) return failed(describeFailure('draft-gone'));
  // Statements belong to the connection of this call, so the doors to people are opened anew each time.
  Object.assign(draft.check.against, peopleOf(cache, draft.tenantId));
  draft.lists.clear();
  return ok({ isDone: checkUntil(draft, draft.check, performance.now() + sliceMs) });
});

/** The counts of a finished check. */
export const reviewBulkDraft = cacheRead(
  'bulk/review',
  (_cache, input: Named<object>): Outcome<ThreadReview> => {
    const found = findDraft(input.draftId);
    if (!found.ok) return found;
    const { check } = found.value;
    return check === null ? failed(describeFailure('draft-gone')) : ok(reviewDraft(found.value, check));
  },
);

/** A window of rows of one verdict, of those that need a look, or of all. */
export const listBulkRows = cacheRead(
  'bulk/rows',
  (
    _cache,
    input: Named<{ show: Shown; offset: number; limit: number }>,
  ): Outcome<{ rows: BulkRow[]; matches: number }> => {
    const found = findDraft(input.draftId);
    if (!found.ok) return found;
    const { show, offset, limit } = input;
    const rows = rowsOf(found.value, show);
    const shown = rows.slice(offset, offset + limit).map((row) => showRow(found.value, row));
    return ok({ rows: shown, matches: rows.length });
  },
);

/** What a run keeps of the file itself. */
type FileFacts = Pick<RunFacts, 'columns' | 'separator' | 'splits'> & { titles: string[] };

/** What one window of rows comes to. */
export const planBulkWindow = cacheRead(
  'bulk/plan-window',
  (_cache, input: Named<{ offset: number; limit: number }>): Outcome<PlannedWindow & FileFacts> => {
    const found = findDraft(input.draftId);
    if (!found.ok) return found;
    const draft = found.value;
    if (draft.check === null) return failed(describeFailure('draft-gone'));
    const rows = draft.rows.slice(input.offset, input.offset + input.limit);
    const stranger = findStranger(draft, rows);
    if (stranger !== null) {
      return failed(describeFailure('plan-differs', { why: `row ${stranger.row} names another tenant` }));
    }
    const window = planWindow(draft, draft.check.against.options, input);
    writeTenant(draft, rows, window.kept);
    return ok({
      ...window,
      titles: writtenTitles(draft),
      separator: separatorOf(draft.delimiter),
      columns: draft.titles.length,
      splits: [...draft.splits].map(([row, split]) => ({ row, ...split })),
    });
  },
);

/** Forgets a file. */
export const dropBulkDraft = cacheRead('bulk/drop', (_cache, input: Named<object>): null => {
  dropDraft(input.draftId);
  return null;
});

export interface Slice {
  isDone: boolean;
}

function defaultOptions(facts: TenantFacts): BulkOptions {
  return {
    passwordEmail: facts.signInWith === 'password' ? 'send' : 'do-not-send',
    reactivate: 'no',
    update: 'no',
    createTeams: 'no',
    letterCase: 'lower',
    letters: 'ascii',
  };
}
