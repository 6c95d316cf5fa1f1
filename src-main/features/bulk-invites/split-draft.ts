import { randomUUID } from 'node:crypto';
import type { BulkSplit, Held } from '../../../src-contract/bulk-tenants.ts';
import { cellFor, type Draft, isAdded } from './draft.ts';
import type { DraftRow } from './draft-row.ts';
import { DraftRows } from './draft-rows.ts';
import { plainTenantName, tenantsByName } from './tenant-names.ts';

/** How a file that names tenants is divided. The rows are those of the whole file, not copies: memory does not multiply. */
export interface Split {
  /** Rises with every choice. */
  revision: number;
  /** Tenants chosen by hand, by the plain cell that fits none or several. */
  choices: Map<string, string>;
  /** The plans that have not started, by tenant. */
  plans: Map<string, Draft>;
  /** The plans that have, with the number of their rows, and how many of these splitting added. */
  started: Map<string, { jobId: string; rows: number; added: number }>;
  /** Rows whose cell fits no tenant or several, by the plain cell; also those that a tenant was chosen for. */
  unnamed: Map<string, UnnamedRows>;
}

interface UnnamedRows {
  shown: string;
  why: Held;
  fits: readonly string[];
  rows: DraftRows;
}

/** A split as the cache thread knows it; main adds why a plan is locked. */
export type ThreadSplit = Omit<BulkSplit, 'plans'> & { plans: Omit<BulkSplit['plans'][number], 'lock'>[] };

const cellsShown = 200;
const shownLength = 80;

/** Whether the rows of a file are divided among tenants: a column says so. */
export function namesTenants(draft: Draft): boolean {
  return draft.parentId === null && draft.meanings.includes('tenant');
}

/** Whether every row of a file names the tenant that it was opened in, so that it is a file like any other. */
export function isForItsTenant(draft: Draft): boolean {
  const nameOf = openNames(draft);
  for (const row of draft.rows) if (nameOf(row).tenantId !== draft.tenantId) return false;
  return true;
}

/** Divides a file that names tenants, keeping what was chosen and fixed before. Null when it is a file like any other. */
export function splitDraft(draft: Draft): Split | null {
  if (!namesTenants(draft)) return null;
  if (draft.split !== null) return draft.split;
  const split: Split = {
    revision: 0,
    choices: new Map(),
    plans: new Map(),
    started: new Map(),
    unnamed: new Map(),
  };
  divide(draft, split);
  // Every row names the tenant on screen.
  if (split.plans.get(draft.tenantId)?.rows.length === draft.rows.length) return null;
  draft.split = split;
  return split;
}

/**
 * Sends the rows with a cell to a tenant, or to none (null). Returns the plans that have to be checked again; `started` when one
 * of them runs already, `unknown` when there is no such cell or tenant.
 */
export function chooseTenant(
  draft: Draft,
  split: Split,
  choice: { value: string; tenantId: string | null },
): 'done' | 'started' | 'unknown' {
  const { value, tenantId } = choice;
  const group = split.unnamed.get(value);
  const isKnown = tenantId === null || draft.tenants.some((tenant) => tenant.tenantId === tenantId);
  if (group === undefined || !isKnown) return 'unknown';
  const touched = [split.choices.get(value), tenantId].filter((id) => id !== undefined && id !== null);
  if (touched.some((id) => split.started.has(id) || split.plans.get(id)?.isStarting)) return 'started';
  if (tenantId === null) split.choices.delete(value);
  else split.choices.set(value, tenantId);
  split.revision += 1;
  // What was fixed in them, or said of them, was for another tenant.
  group.rows.forget();
  for (const plan of split.plans.values()) {
    forgetRows(plan, group.rows);
    if (!touched.includes(plan.tenantId)) continue;
    // What can be undone in it may be about rows that are leaving it.
    plan.steps = [];
    plan.undoing = null;
  }
  divide(draft, split);
  for (const id of touched) {
    const plan = split.plans.get(id);
    if (plan === undefined) continue;
    plan.check = null;
    plan.lists.clear();
  }
  return 'done';
}

/** Notes that a plan runs; its rows stay counted. */
export function markStarted(split: Split, tenantId: string, jobId: string): void {
  const plan = split.plans.get(tenantId);
  if (plan === undefined) return;
  split.started.set(tenantId, { jobId, rows: plan.rows.length, added: addedTo(plan, plan.rows).length });
  split.plans.delete(tenantId);
}

/** What the page shows of a split. */
export function describeSplit(draft: Draft, split: Split): ThreadSplit {
  const unnamed = [...split.unnamed].map(([value, { shown, rows, why, fits }]) => ({
    value,
    shown,
    rows: rows.length,
    firstRows: rows.slice(0, 3).map(({ row }) => row),
    why,
    fits: [...fits],
    chosen: split.choices.get(value) ?? null,
  }));
  const plans: ThreadSplit['plans'] = draft.tenants.flatMap(({ tenantId }): ThreadSplit['plans'] => {
    const plan = split.plans.get(tenantId);
    const started = split.started.get(tenantId);
    if (started !== undefined) {
      const { rows, jobId } = started;
      return [{ tenantId, rows, draftId: null, isChecked: true, jobId }];
    }
    if (plan === undefined) return [];
    const isChecked = plan.check !== null && plan.check.settled >= plan.rows.length;
    return [{ tenantId, rows: plan.rows.length, draftId: plan.draftId, isChecked, jobId: null }];
  });
  const added = [
    ...[...split.plans.values()].map((plan) => addedTo(plan, plan.rows).length),
    ...[...split.started.values()].map((plan) => plan.added),
  ];
  return {
    draftId: draft.draftId,
    rowsRead: added.reduce((sum, count) => sum + count, draft.rows.length),
    plans,
    unnamed: unnamed.toSorted((one, other) => other.rows - one.rows).slice(0, cellsShown),
    unnamedCells: unnamed.length,
    heldRows: unnamed.reduce((sum, { rows, chosen }) => sum + (chosen === null ? rows : 0), 0),
  };
}

/** Gives every row to its tenant anew. Plans of before keep their options; rows of started ones are left alone. */
function divide(draft: Draft, split: Split): void {
  const nameOf = openNames(draft);
  const { states } = draft.rows;
  const rowsOf = new Map<string, DraftRows>();
  split.unnamed = new Map();
  for (const row of draft.rows) {
    const { plain, tenantId, why, fits } = nameOf(row);
    if (why !== null) {
      let group = split.unnamed.get(plain);
      if (group === undefined) {
        const shown = cellFor(draft, row, 'tenant').trim().slice(0, shownLength);
        group = { shown, why, fits, rows: new DraftRows(states) };
        split.unnamed.set(plain, group);
      }
      group.rows.push(row.index);
    }
    const goesTo = tenantId ?? split.choices.get(plain);
    if (goesTo === undefined || split.started.has(goesTo)) continue;
    const rows = rowsOf.get(goesTo) ?? new DraftRows(states);
    rowsOf.set(goesTo, rows);
    rows.push(row.index);
  }
  for (const tenantId of split.plans.keys()) if (!rowsOf.has(tenantId)) split.plans.delete(tenantId);
  for (const [tenantId, rows] of rowsOf) {
    const before = split.plans.get(tenantId);
    if (before === undefined) split.plans.set(tenantId, newPlan(draft, tenantId, rows));
    else {
      for (const { index } of addedTo(before, rows)) rows.push(index);
      before.rows = rows;
    }
  }
}

/** The rows that splitting added to a plan, of those rows of the file that it still has (condition 31). */
function addedTo(plan: Draft, rows: DraftRows): DraftRows {
  if (plan.splits.size === 0) return new DraftRows(rows.states);
  const kept = numbersOf(rows);
  return plan.rows.filter((row) => isAdded(plan, row) && kept.has(plan.splits.get(row.row)?.of ?? 0));
}

/** Forgets what was said of rows of the file, and that they were split. */
function forgetRows(plan: Draft, rows: DraftRows): void {
  const gone = numbersOf(rows);
  for (const number of gone) {
    const isFixed = plan.said.delete(number) || plan.touched.has(number) || plan.splits.has(number);
    if (isFixed) plan.changed.add(number);
    plan.touched.delete(number);
  }
  for (const [number, { of }] of plan.splits) {
    if (!gone.has(of)) continue;
    plan.changed.add(number);
    plan.said.delete(number);
    plan.touched.delete(number);
    plan.splits.delete(number);
  }
}

function numbersOf(rows: DraftRows): Set<number> {
  const numbers = new Set<number>();
  for (const { row } of rows) numbers.add(row);
  return numbers;
}

/** Some rows that go to no tenant as it stands, and where to look on. */
export interface HeldWindow {
  rows: { cells: readonly string[]; why: Held; fits: readonly string[] }[];
  /** The position to look from next; null when the file has no more rows. */
  next: number | null;
}

/** Seeks the rows that go to no tenant among `length` rows of a file, from a position on. */
export function heldAmong(draft: Draft, split: Split, window: { from: number; length: number }): HeldWindow {
  const nameOf = openNames(draft);
  const end = window.from + window.length;
  const rows = draft.rows.slice(window.from, end).flatMap((row) => {
    const { plain, why, fits } = nameOf(row);
    return why === null || split.choices.has(plain) ? [] : [{ cells: row.cells, why, fits }];
  });
  return { rows, next: end < draft.rows.length ? end : null };
}

function newPlan(draft: Draft, tenantId: string, rows: DraftRows): Draft {
  // Nothing that is kept by row number is shared: what splitting adds to one plan is numbered without looking at the others.
  const own = { options: null, check: null, reviews: 0, lists: new Map(), split: null, isStarting: false };
  const ofRows = {
    said: new Map(),
    touched: new Set<number>(),
    splits: new Map(),
    lastFix: null,
    steps: [],
    undoing: null,
    changed: new Set<number>(),
    restored: null,
    lastOfFile: draft.rows.last?.row ?? 0,
  };
  return { ...draft, ...own, ...ofRows, draftId: randomUUID(), parentId: draft.draftId, tenantId, rows };
}

export interface RowTenant {
  plain: string;
  tenantId: string | null;
  why: Held | null;
  fits: readonly string[];
}

/** Tells which tenant a row names. Thousands of rows share a few cells: each is looked at once. */
export function openNames(draft: Draft): (row: DraftRow) => RowTenant {
  const byName = tenantsByName(draft.tenants);
  const known = new Map<string, RowTenant>();
  return (row) => {
    const cell = cellFor(draft, row, 'tenant');
    const before = known.get(cell);
    if (before !== undefined) return before;
    const plain = plainTenantName(cell);
    const fits = byName.get(plain) ?? [];
    const [only, another] = fits;
    const found: RowTenant =
      only !== undefined && another === undefined
        ? { plain, tenantId: only, why: null, fits: [] }
        : { plain, tenantId: null, why: whyHeld(plain, fits), fits };
    known.set(cell, found);
    return found;
  };
}

function whyHeld(plain: string, fits: readonly string[]): Held {
  if (plain === '') return 'empty';
  return fits.length > 1 ? 'several-fit' : 'not-connected';
}
