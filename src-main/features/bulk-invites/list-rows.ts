import type { Verdict } from '../../../src-contract/bulk-invites.ts';
import type { Draft } from './draft.ts';
import type { DraftRow } from './draft-row.ts';

/** What a tab of the review holds. */
export type Shown = Verdict | 'all' | 'need-look' | 'noted';

/**
 * The rows of a tab. Sought once and kept until a verdict may have changed, so that scrolling through 150,000 rows costs no
 * more than the window that is shown.
 */
export function rowsOf(draft: Draft, show: Shown): readonly DraftRow[] {
  if (show === 'all') return draft.rows;
  const kept = draft.lists.get(show);
  if (kept !== undefined) return kept;
  const rows = draft.rows.filter(({ checked }) => {
    if (show === 'noted') return checked?.verdict === 'ready' && checked.own.notes.length > 0;
    return show === 'need-look' ? checked?.verdict !== 'ready' : checked?.verdict === show;
  });
  draft.lists.set(show, rows);
  return rows;
}
