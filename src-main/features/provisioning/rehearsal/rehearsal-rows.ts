import { describeFailure } from '../../../../src-contract/failure-catalogue.ts';
import type { IdpExport, RehearsalList, RehearsalRow } from '../../../../src-contract/mode-rehearsals.ts';
import { failed, type Outcome, ok } from '../../../../src-contract/outcome.ts';
import { cacheRead } from '../../../cache/cache-handles.ts';
import { findCopy } from '../../../cache/copies.ts';
import { lookAtBytes } from '../../bulk-invites/read-csv/look-at-file.ts';
import { feedDraft, finishReading, openFile, readUntil } from '../../bulk-invites/read-file.ts';
import { compareUntil, endComparison } from './compare-people.ts';
import { keptExports, openDrafts } from './exports.ts';
import { beginExport, describeExport, takeUntil } from './read-export.ts';
import { beginRun, dropRun, findRun, type TenantFigures } from './rehearsals.ts';
import { type ListedPerson, listWindow, readPeople } from './show-rows.ts';

/** How long one call may hold the cache thread: lists on screen are answered between two slices. */
const sliceMs = 10;

interface Slice {
  isDone: boolean;
}
type Named<Input> = Input & { fileId: string };
type OfRun<Input> = Input & { rehearsalId: string };

/** Takes the bytes of an export and opens it. Fails with `file-empty` or `file-not-csv`. */
export const openExportFile = cacheRead(
  'provisioning/open-export-file',
  (_cache, input: Named<{ tenantId: string; fileName: string; bytes: ArrayBuffer }>): Outcome<null> => {
    const { fileId, tenantId, fileName } = input;
    const bytes = new Uint8Array(input.bytes);
    const look = lookAtBytes(bytes);
    const opened = openFile({
      draftId: fileId,
      tenantId,
      fileName,
      look,
      defaultRole: 'member',
      tenants: [],
    });
    if (!opened.ok) return opened;
    // A list is given with its head already.
    if (opened.value.shape === 'table') feedDraft(opened.value, bytes, 'last');
    openDrafts.set(fileId, { draft: opened.value, file: null });
    return ok(null);
  },
);

/** Reads one slice of an export. Called until it is done. Fails with `export-without-email`, and then it is closed. */
export const readExportSlice = cacheRead(
  'provisioning/read-export-slice',
  (_cache, { fileId }: Named<object>): Outcome<Slice> => {
    const open = openDrafts.get(fileId);
    if (open === undefined) return failed(describeFailure('draft-gone'));
    const until = performance.now() + sliceMs;
    if (open.file === null) {
      if (readUntil(open.draft, until) !== 'done') return ok({ isDone: false });
      const failure = finishReading(open.draft);
      const begun = failure ?? beginExport(open.draft);
      if ('code' in begun) {
        openDrafts.delete(fileId);
        return failed(begun);
      }
      open.file = begun;
    }
    if (!takeUntil(open.file, open.draft, until)) return ok({ isDone: false });
    return ok({ isDone: true });
  },
);

/** Keeps an export that was read as the one of its tenant; the bytes and the rows are let go. */
export const keepExport = cacheRead(
  'provisioning/keep-export',
  (_cache, { fileId }: Named<object>): Outcome<IdpExport> => {
    const file = openDrafts.get(fileId)?.file ?? null;
    openDrafts.delete(fileId);
    if (file === null) return failed(describeFailure('draft-gone'));
    if (file.people.length === 0)
      return failed(describeFailure('export-without-email', { file: file.fileName }));
    keptExports.set(file.tenantId, file);
    return ok(describeExport(file));
  },
);

export const dropExport = cacheRead(
  'provisioning/drop-export',
  (_cache, { tenantId }: { tenantId: string }): null => {
    keptExports.delete(tenantId);
    return null;
  },
);

/** Begins to compare a tenant's copy with the export that was given for it, if any. */
export const openRehearsal = cacheRead(
  'provisioning/open-rehearsal',
  (cache, { rehearsalId, tenantId }: OfRun<{ tenantId: string }>): null => {
    const copyNo = findCopy(cache, tenantId)?.no ?? 0;
    beginRun({ rehearsalId, tenantId, copyNo, file: keptExports.get(tenantId) ?? null });
    return null;
  },
);

/** Compares one slice of people. Called until it is done. */
export const compareSlice = cacheRead(
  'provisioning/compare-slice',
  (cache, { rehearsalId }: OfRun<object>): Outcome<Slice> => {
    const run = findRun(rehearsalId);
    if (run === null) return failed(describeFailure('rehearsal-gone'));
    return ok({ isDone: compareUntil(cache, run, performance.now() + sliceMs) });
  },
);

/** What a finished comparison came to. */
export interface Compared {
  rehearsalId: string;
  counts: Partial<Record<RehearsalList, number>>;
  figures: TenantFigures;
  digest: string;
  breakGlassNames: string[];
  breakGlassSure: number;
  /** Null without a file. */
  export: IdpExport | null;
}

export const endRehearsal = cacheRead(
  'provisioning/end-rehearsal',
  (cache, { rehearsalId }: OfRun<object>): Outcome<Compared> => {
    const run = findRun(rehearsalId);
    if (run === null) return failed(describeFailure('rehearsal-gone'));
    endComparison(cache, run);
    const counts: Compared['counts'] = {
      'not-here': run.notHere.length,
      'bad-groups': run.badGroups.length,
      'scim-teams': run.scimTeams.length,
    };
    for (const [list, numbers] of run.lists) counts[list] = numbers.length;
    const { figures, digest, breakGlassNames, breakGlassSure, file } = run;
    return ok({
      rehearsalId,
      counts,
      figures,
      digest,
      breakGlassNames,
      breakGlassSure,
      export: file === null ? null : describeExport(file),
    });
  },
);

/** A window of one list. Fails with `rehearsal-gone` when another rehearsal took its place. */
export const listRehearsalRows = cacheRead(
  'provisioning/rehearsal-rows',
  (
    cache,
    wish: OfRun<{ list: RehearsalList; text: string; offset: number; limit: number }>,
  ): Outcome<{ rows: RehearsalRow[]; matches: number }> => {
    const run = findRun(wish.rehearsalId);
    return run === null ? failed(describeFailure('rehearsal-gone')) : ok(listWindow(cache, run, wish));
  },
);

/** A window of people with their teams, for files; `everybody` are all whom the comparison saw. */
export const listRehearsedPeople = cacheRead(
  'provisioning/rehearsed-people',
  (
    cache,
    wish: OfRun<{ list: RehearsalList | 'everybody'; offset: number; limit: number }>,
  ): Outcome<ListedPerson[]> => {
    const run = findRun(wish.rehearsalId);
    if (run === null) return failed(describeFailure('rehearsal-gone'));
    const of = (list: RehearsalList): readonly number[] => run.lists.get(list) ?? [];
    const numbers = wish.list === 'everybody' ? [...of('scim-people'), ...of('other-people')] : of(wish.list);
    return ok(readPeople(cache, run, numbers.slice(wish.offset, wish.offset + wish.limit), 'teams'));
  },
);

export const dropRehearsal = cacheRead(
  'provisioning/drop-rehearsal',
  (_cache, { rehearsalId }: OfRun<object>): null => {
    dropRun(rehearsalId);
    return null;
  },
);
