import { createHash } from 'node:crypto';
import type { WritableCache } from '../cache/cache-handles.ts';
import { usersPageSchema } from '../tenant-api/wire/users.ts';
import { stagedRows } from './staged-rows.ts';
import { storedPages } from './stored-pages.ts';
import {
  distinctRows,
  findSweep,
  type Sweep,
  type SweptKind,
  type SweptList,
  type SweptPage,
} from './sweep-memory.ts';
import { rowReader } from './swept-rows.ts';
import { sweptWriter } from './write-swept.ts';

export interface PageToStage {
  tenantId: string;
  runId: string;
  kind: SweptKind;
  /** Offset of the page, and how many rows were asked for. */
  page: number;
  size: number;
  /** When the page was asked for, in milliseconds: a later change from here wins over what stands on it. */
  fetchedAt: number;
  bytes: ArrayBuffer;
}

/** What a page came to: how many rows stood on it, and how many different ones the sweep has come across by now. */
export type StagedPage =
  | { is: 'staged'; received: number; total: number; distinct: number }
  | { is: 'not-understood'; why: string }
  | { is: 'sweep-gone' };

/**
 * Takes one raw page into the sweep. A page with the same bytes as last time is not parsed at all. Rows that differ from
 * the copy are staged (in a first sync: written); the others are only noted as seen.
 */
export function* takePage(
  cache: WritableCache,
  input: PageToStage,
): Generator<undefined, StagedPage, undefined> {
  const sweep = findSweep(cache, input.tenantId, input.runId);
  if (sweep === null) return { is: 'sweep-gone' };
  const list = sweep.lists[input.kind];
  const bytes = new Uint8Array(input.bytes);
  const hash = createHash('sha1').update(bytes).digest('base64');
  const seenBefore = list.pages.get(input.page);
  if (seenBefore?.hash === hash) return told(list, seenBefore);

  const stored = sweep.trustsPages ? storedPages(cache, sweep.copyNo, input.kind).find(input.page) : null;
  const isAsBefore =
    stored?.hash === hash && stored.size === input.size && !stored.members.some((n) => list.touched.has(n));
  if (stored !== null && isAsBefore) {
    for (const n of stored.members) list.seen.add(n);
    return keep(list, { ...stored, isAsBefore: true });
  }

  yield;
  const parsed = parsePage(bytes);
  if (typeof parsed === 'string') return { is: 'not-understood', why: parsed };
  yield;
  const page: SweptPage = {
    page: input.page,
    size: input.size,
    hash,
    received: parsed.rows.length,
    total: parsed.total,
    members: [],
    isAsBefore: false,
  };
  yield* takeRows(cache, { sweep, list, page, rows: parsed.rows, input });
  return keep(list, page);
}

interface RowsToTake {
  sweep: Sweep;
  list: SweptList;
  page: SweptPage;
  rows: readonly unknown[];
  input: PageToStage;
}

function* takeRows(
  cache: WritableCache,
  { sweep, list, page, rows, input }: RowsToTake,
): Generator<undefined> {
  const { kind, fetchedAt } = input;
  const read = rowReader(kind, sweep.roleNames);
  const write = sweptWriter(cache, kind, { copyNo: sweep.copyNo, newsAt: null, search: 'later' });
  const stage = stagedRows(cache, sweep.copyNo, kind, fetchedAt);
  const problems: string[] = [];
  let taken = 0;
  for (const raw of rows) {
    taken += 1;
    // A team may bring thousands of members, so every row may be the end of a slice.
    yield;
    const row = read(raw);
    if (typeof row === 'string') {
      problems.push(`Row ${page.page + taken} of the tenant's list of ${kind}: ${row}`);
      continue;
    }
    const added = sweep.mode === 'first' ? write.add(row) : null;
    if (added !== null) {
      list.seen.add(added);
      page.members.push(added);
      continue;
    }
    const known = write.find(row);
    const isFirstTime = known === null ? !list.newcomers.has(row.id) : list.seen.add(known.n);
    if (known !== null) page.members.push(known.n);
    if (known?.isSame) {
      // On an earlier page of this sweep the same row may have looked different.
      if (!isFirstTime) stage.remove(row.id);
    } else if (stage.isNewerHere(row.id)) {
      page.hash = '';
    } else if (sweep.mode === 'first') {
      const n = write.put(row);
      if (list.seen.add(n)) page.members.push(n);
    } else {
      stage.put(row);
      list.staged += 1;
      if (known === null) list.newcomers.set(row.id, [...(list.newcomers.get(row.id) ?? []), page]);
    }
  }
  write.finish();
  // A page with rows that cannot be read is parsed each time, so that the notice stays true.
  if (problems.length > 0) page.hash = '';
  list.problems.set(page.page, problems);
}

function keep(list: SweptList, page: SweptPage): StagedPage {
  list.pages.set(page.page, page);
  return told(list, page);
}

function told(list: SweptList, page: SweptPage): StagedPage {
  list.total = page.total;
  return { is: 'staged', received: page.received, total: page.total, distinct: distinctRows(list) };
}

function parsePage(bytes: Uint8Array): { rows: readonly unknown[]; total: number } | string {
  try {
    const page = usersPageSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    if (!page.success) return 'a page is not a list with a total';
    return { rows: page.data.data, total: page.data.pagination.total };
  } catch {
    return 'a page is not JSON';
  }
}
