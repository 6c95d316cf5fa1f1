import type { Verdict } from '../../../src-contract/bulk-invites.ts';
import { type Draft, isAdded } from './draft.ts';
import { DraftRows } from './draft-rows.ts';

/** What a tab of the review holds. */
export type Shown = Verdict | 'all' | 'need-look' | 'noted';

const settledVerdicts: ReadonlySet<Verdict | null> = new Set(['ready', 'left-out']);

/**
 * The rows of a tab. Sought once and kept until a verdict may have changed, so that scrolling through 150,000 rows costs no
 * more than the window that is shown.
 */
export function rowsOf(draft: Draft, show: Shown): DraftRows {
  if (show === 'all' && draft.splits.size === 0) return draft.rows;
  const kept = draft.lists.get(show);
  if (kept !== undefined) return kept;
  const rows = inFileOrder(draft).filter((row) => {
    if (show === 'all') return true;
    if (show === 'noted') return row.isNoted;
    return show === 'need-look' ? !settledVerdicts.has(row.verdict) : row.verdict === show;
  });
  draft.lists.set(show, rows);
  return rows;
}

/** The rows of a draft as they are listed: those that came of splitting one follow it, though they stand at the end. */
export function inFileOrder(draft: Draft): DraftRows {
  if (draft.splits.size === 0) return draft.rows;
  const added = new Map<number, number[]>();
  for (const { row, index } of draft.rows) {
    const split = draft.splits.get(row);
    if (split !== undefined && split.part > 1) added.set(split.of, [...(added.get(split.of) ?? []), index]);
  }
  const rows = new DraftRows(draft.rows.states);
  for (const row of draft.rows) {
    if (isAdded(draft, row)) continue;
    rows.push(row.index);
    for (const index of added.get(row.row) ?? []) rows.push(index);
  }
  return rows;
}
