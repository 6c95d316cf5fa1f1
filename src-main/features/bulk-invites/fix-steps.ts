import { type CheckRun, recheckRow, removeLastRow } from './check-rows.ts';
import { type Draft, type Said, type SplitPart, saidOf, say } from './draft.ts';
import type { DraftRow } from './draft-row.ts';
import type { RowEdit } from './row-states.ts';

/** A row as it was before a fix or a decision. */
interface RowBefore {
  row: number;
  edit: RowEdit | null;
  isChosen: boolean;
  said: Said | null;
  isTouched: boolean;
}

/** One fix or decision, or one that was done to all rows alike: what there was before. */
export interface FixStep {
  rows: RowBefore[];
  /** The numbers of rows that splitting added, in the order in which they stand at the end of the file. */
  added: number[];
  /** The splits of before; null when nothing was split. */
  splits: ReadonlyMap<number, SplitPart> | null;
}

/** How far back an admin can go, and how many rows are kept for that in all: memory stays flat. */
const mostSteps = 100;
const mostRows = 300_000;

/** Begins a fix that can be undone by itself. The oldest ones are forgotten when there are too many. */
export function beginStep(draft: Draft): void {
  draft.steps.push({ rows: [], added: [], splits: null });
  const kept = (): number => draft.steps.reduce((sum, { rows }) => sum + rows.length, 0);
  while (draft.steps.length > mostSteps || kept() > mostRows) draft.steps.shift();
}

/** Forgets a fix that changed nothing. */
export function endStep(draft: Draft): void {
  if (draft.steps.at(-1)?.rows.length === 0) draft.steps.pop();
}

/** Keeps a row as it is, before the fix that was begun changes it. One of too many rows cannot be undone, nor what was before it. */
export function remember(draft: Draft, row: DraftRow): void {
  draft.changed.add(row.row);
  const step = draft.steps.at(-1);
  if (step === undefined) return;
  if (step.rows.length >= mostRows) {
    draft.steps = [];
    return;
  }
  const { edit, isChosen } = row;
  const said = draft.said.get(row.row) ?? null;
  const isTouched = draft.touched.has(row.row);
  step.rows.push({ row: row.row, edit, isChosen, said, isTouched });
}

/** Keeps the splits as they are, before the fix that was begun splits a row and adds some with these numbers. */
export function rememberSplit(draft: Draft, added: readonly number[]): void {
  for (const number of added) draft.changed.add(number);
  const step = draft.steps.at(-1);
  if (step === undefined) return;
  step.splits ??= new Map(draft.splits);
  step.added.push(...added);
}

/** A fix that was taken back, or is being. */
export interface Undone {
  /** The number of the row that was fixed by hand; null when there was nothing to undo. */
  row: number | null;
  rows: number;
}

/** Takes the latest fix off the list of those that can be undone; `undoUntil` does the work. */
export function beginUndo(draft: Draft): Undone {
  const step = draft.steps.pop() ?? null;
  draft.undoing = step;
  draft.lastFix = null;
  return { row: step?.rows[0]?.row ?? null, rows: step?.rows.length ?? 0 };
}

/**
 * Makes rows what they were before the fix that is being undone until the moment (performance.now); each is checked again.
 * What the tenant's dry run said meanwhile is still so. Out: whether all are done.
 */
export function undoUntil(draft: Draft, run: CheckRun, moment: number): boolean {
  const step = draft.undoing;
  if (step === null) return true;
  do {
    const added = step.added.pop();
    if (added !== undefined) {
      if (draft.rows.last?.row !== added) throw new Error(`row ${added} is not the last one`);
      forgetNumber(draft, added);
      removeLastRow(draft, run);
      continue;
    }
    if (step.splits !== null) {
      for (const number of [...draft.splits.keys(), ...step.splits.keys()]) draft.changed.add(number);
      draft.splits = new Map(step.splits);
      step.splits = null;
    }
    const before = step.rows.pop();
    if (before === undefined) {
      draft.undoing = null;
      return true;
    }
    putBack(draft, run, before);
  } while (performance.now() < moment);
  return false;
}

function forgetNumber(draft: Draft, number: number): void {
  draft.changed.add(number);
  draft.said.delete(number);
  draft.touched.delete(number);
}

function putBack(draft: Draft, run: CheckRun, before: RowBefore): void {
  const index = draft.rows.find(before.row);
  const row = draft.rows.at(index);
  if (row === undefined) throw new Error(`there is no row ${before.row}`);
  row.edit = before.edit;
  row.isChosen = before.isChosen;
  const dryRun = saidOf(draft, row).dryRun ?? before.said?.dryRun ?? null;
  draft.said.delete(before.row);
  if (before.said !== null || dryRun !== null) say(draft, row, { ...before.said, dryRun });
  if (before.isTouched) draft.touched.add(before.row);
  else draft.touched.delete(before.row);
  draft.changed.add(before.row);
  recheckRow(draft, run, index);
}
