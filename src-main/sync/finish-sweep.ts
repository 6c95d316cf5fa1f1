import type { WritableCache } from '../cache/cache-handles.ts';
import { type Copy, findCopy } from '../cache/copies.ts';
import { buildSearch } from './build-search.ts';
import { countsOfCopy } from './copy-state.ts';
import { listMissing } from './missing-rows.ts';
import { createPushTally, type PushTally } from './push-tally.ts';
import { writePages } from './stored-pages.ts';
import { distinctRows, findSweep, type Sweep, type SweptKind, sweeps, sweptKinds } from './sweep-memory.ts';
import { type SweptWriter, sweptWriter } from './write-swept.ts';

export interface SweepToFinish {
  tenantId: string;
  runId: string;
  /** Moment of the sync, ISO. */
  at: string;
  durationMs: number;
}

export type FinishedSweep =
  | {
      is: 'finished';
      added: number;
      changed: number;
      gone: number;
      teamsChanged: number;
      pages: number;
      /** Rows that could not be read, in words; the others are in the copy. */
      problems: string[];
    }
  | { is: 'held'; missing: number; before: number }
  | { is: 'incomplete'; got: number; expected: number }
  | { is: 'sweep-gone' };

/** More than this many people and this share of them missing at once waits for the admin. */
const heldAbove = { people: 10, share: 0.2 };

/**
 * Puts a complete sweep in place of the old copy, in one transaction: rows that differ, newcomers, and who is gone. Whoever
 * asks meanwhile gets the old copy. Absence never deletes unless every list came to its total, and a large drop is held.
 */
export function* finish(
  cache: WritableCache,
  input: SweepToFinish,
): Generator<undefined, FinishedSweep, undefined> {
  const sweep = findSweep(cache, input.tenantId, input.runId);
  const copy = findCopy(cache, input.tenantId);
  if (sweep === null || copy === null) return { is: 'sweep-gone' };
  for (const kind of sweptKinds) {
    const got = distinctRows(sweep.lists[kind]);
    const expected = sweep.lists[kind].total;
    if (got < expected) return { is: 'incomplete', got, expected };
  }
  const missing = { users: listMissing(cache, sweep, 'users'), teams: listMissing(cache, sweep, 'teams') };
  if (sweep.mode === 'again' && isHeld(copy, missing.users.length)) {
    hold(cache, copy, missing.users.length);
    cache.remember(sweeps).delete(input.tenantId);
    return { is: 'held', missing: missing.users.length, before: copy.people };
  }

  const pushes = pushesBetween(sweep, copy, input.at);
  const room = {
    copyNo: copy.no,
    newsAt: sweep.mode === 'first' ? null : input.at,
    search: copy.isIndexed === 1 ? ('kept' as const) : ('later' as const),
    ...(pushes && { pushes }),
  };
  const writers = { users: sweptWriter(cache, 'users', room), teams: sweptWriter(cache, 'teams', room) };
  for (const kind of sweptKinds) {
    yield* writeStaged(cache, sweep, kind, writers[kind]);
    for (const n of missing[kind]) {
      writers[kind].remove(n);
      yield;
    }
    writers[kind].finish();
    writePages(cache, sweep, kind);
  }
  if (copy.isIndexed === 0) yield* buildSearch(cache, copy.no);
  cache.prepare('DELETE FROM staged WHERE copy_no = ?').run(copy.no);
  cache.prepare('DELETE FROM touched WHERE copy_no = ? AND at < ?').run(copy.no, sweep.startedAt);
  const { added, changed, gone } = writers.users.counts;
  const pages = sweep.lists.users.pages.size + sweep.lists.teams.pages.size;
  const run = {
    added: sweep.mode === 'first' ? countsOfCopy(cache, copy.no).people : added,
    changed,
    gone,
    pages,
    durationMs: input.durationMs,
  };
  cache
    .prepare(`UPDATE copies SET last_sync_at = @at, last_run = @run, reading_key = @key, is_indexed = 1,
      held_missing = NULL, held_before = NULL, accepted_drop = NULL WHERE no = @no`)
    .run({ at: input.at, run: JSON.stringify(run), key: sweep.readingKey, no: copy.no });
  if (pushes !== null) {
    cache
      .prepare('INSERT INTO push_news (copy_no, run_id, news) VALUES (?, ?, ?)')
      .run(copy.no, input.runId, JSON.stringify(pushes.news()));
  }
  cache.remember(sweeps).delete(input.tenantId);
  const teams = writers.teams.counts;
  const problems = sweptKinds.flatMap((kind) => [...sweep.lists[kind].problems.values()].flat());
  return {
    is: 'finished',
    added: run.added,
    changed,
    gone,
    teamsChanged: teams.added + teams.changed + teams.gone,
    pages,
    problems,
  };
}

/** Nothing is counted in a first sync: everything is new then, and nobody pushed it just now. */
function pushesBetween(sweep: Sweep, copy: Copy, at: string): PushTally | null {
  if (sweep.mode === 'first' || copy.lastSyncAt === null) return null;
  return createPushTally({ since: Date.parse(copy.lastSyncAt), at: Date.parse(at) });
}

function isHeld(copy: Copy, missing: number): boolean {
  if (missing <= heldAbove.people || missing <= copy.people * heldAbove.share) return false;
  return copy.acceptedDrop === null || missing > copy.acceptedDrop;
}

function hold(cache: WritableCache, copy: Copy, missing: number): void {
  cache.prepare('DELETE FROM staged WHERE copy_no = ?').run(copy.no);
  cache
    .prepare('UPDATE copies SET held_missing = ?, held_before = ?, accepted_drop = NULL WHERE no = ?')
    .run(missing, copy.people, copy.no);
}

function* writeStaged(
  cache: WritableCache,
  sweep: Sweep,
  kind: SweptKind,
  writer: SweptWriter,
): Generator<undefined> {
  const list = sweep.lists[kind];
  if (list.staged === 0) return;
  const next = cache
    .prepare(`SELECT s.id, s.row, coalesce(t.at >= s.fetched_at, 0) FROM staged s
      LEFT JOIN touched t ON t.copy_no = s.copy_no AND t.kind = s.kind AND t.id = s.id
      WHERE s.copy_no = ? AND s.kind = ? AND s.id > ? ORDER BY s.id LIMIT 50`)
    .raw(true);
  let after = '';
  for (;;) {
    const rows = next.all(sweep.copyNo, kind, after) as [id: string, row: string, isOld: number][];
    for (const [id, row, isOld] of rows) {
      after = id;
      if (isOld === 1) continue;
      const n = writer.put(JSON.parse(row));
      for (const page of list.newcomers.get(id) ?? []) page.members.push(n);
      yield;
    }
    if (rows.length === 0) return;
  }
}
