import { checkEmail } from '../users/check-email.ts';
import { type CheckRun, recheckRow } from './check-rows.ts';
import { cellFor, type Draft } from './draft.ts';
import { rememberSplit } from './fix-steps.ts';
import { splitTeams } from './map-columns.ts';

/**
 * Makes a row for each address of a cell that holds several (condition 31). The row itself keeps the first; the new ones have
 * its other cells and stand at the end of the file with numbers of their own. All are checked. Does nothing to other rows.
 */
export function splitRow(draft: Draft, run: CheckRun, index: number): void {
  const row = draft.rows.at(index);
  if (row === undefined) return;
  const cell = row.edit?.email ?? cellFor(draft, row, 'email');
  const { addresses } = checkEmail(cell, { ownDomains: [], lookAlikes: 'confirmed', letters: 'any' });
  const [first, ...others] = addresses;
  if (first === undefined || others.length === 0) return;
  const edit = {
    role: row.edit?.role ?? cellFor(draft, row, 'role').trim(),
    teams: row.edit?.teams ?? splitTeams(cellFor(draft, row, 'teams')),
    flag: row.edit?.flag ?? null,
  };
  // A part that is split once more: its parts come of the same row of the file.
  const of = draft.splits.get(row.row)?.of ?? row.row;
  const parts = (draft.splits.get(row.row)?.parts ?? 1) + others.length;
  const { line, cells } = row;
  const last = Math.max(draft.rows.last?.row ?? 0, draft.lastOfFile);
  rememberSplit(
    draft,
    others.map((_, at) => last + at + 1),
  );
  row.edit = { ...edit, email: first };
  recheckRow(draft, run, index);
  for (const [at, email] of others.entries()) {
    const number = last + at + 1;
    const added = draft.pages.add(cells, { row: number, line });
    draft.rows.push(added);
    draft.rows.states.withBesides(added).edit = { ...edit, email };
    draft.splits.set(number, { of, part: 0, parts });
    recheckRow(draft, run, draft.rows.length - 1);
  }
  draft.splits.set(row.row, { of, part: 0, parts });
  // Numbered anew, in the order of their row numbers: the row of the file is the first part.
  let part = 0;
  for (const [number, split] of [...draft.splits].sort(([one], [other]) => one - other)) {
    if (split.of !== of) continue;
    part += 1;
    draft.splits.set(number, { of, part, parts });
    draft.changed.add(number);
  }
}
