import { z } from 'zod';
import { cellFor, type Draft, say } from './draft.ts';
import type { DraftRow } from './draft-row.ts';
import { splitTeams } from './map-columns.ts';
import type { RowEdit } from './row-states.ts';

/** What was fixed and decided in a row, as it is kept: what became of it, not how, so that it means the same whatever the tenant is by then. */
export const rowFixSchema = z.strictObject({
  /** Only cells that differ from the file's own: nobody typed the others, and they may hold what belongs nowhere. */
  edit: z
    .strictObject({
      email: z.string().optional(),
      role: z.string().optional(),
      teams: z.array(z.string()).optional(),
      flag: z.enum(['send', 'do-not-send', 'as-run']).nullable(),
    })
    .nullable(),
  isChosen: z.boolean(),
  isKept: z.boolean(),
  isLeftOut: z.boolean(),
  included: z.enum(['as-run', 'yes', 'no']),
  isTouched: z.boolean(),
  part: z.strictObject({ of: z.int(), part: z.int(), parts: z.int() }).nullable(),
});
export type RowFix = z.infer<typeof rowFixSchema>;

/** Cells of the file's own, as an edit holds them. */
function ownCells(draft: Draft, row: DraftRow): Pick<RowEdit, 'email' | 'role' | 'teams'> {
  return {
    email: cellFor(draft, row, 'email').trim(),
    role: cellFor(draft, row, 'role').trim(),
    teams: splitTeams(cellFor(draft, row, 'teams')),
  };
}

function keptEdit(draft: Draft, row: DraftRow): RowFix['edit'] {
  const { edit } = row;
  if (edit === null) return null;
  const own = ownCells(draft, row);
  return {
    ...(edit.email === own.email ? {} : { email: edit.email }),
    ...(edit.role === own.role ? {} : { role: edit.role }),
    ...(edit.teams.join('\n') === own.teams.join('\n') ? {} : { teams: edit.teams }),
    flag: edit.flag,
  };
}

/** What was fixed and decided in a row; null when the row is as it was read, or is not there. */
export function fixOfRow(draft: Draft, number: number): RowFix | null {
  const row = draft.rows.at(draft.rows.find(number));
  if (row === undefined) return null;
  const said = draft.said.get(number);
  const fix: RowFix = {
    edit: keptEdit(draft, row),
    isChosen: row.isChosen,
    isKept: said?.isKept ?? false,
    isLeftOut: said?.isLeftOut ?? false,
    included: said?.included ?? 'as-run',
    isTouched: draft.touched.has(number),
    part: draft.splits.get(number) ?? null,
  };
  const isDecided = fix.isChosen || fix.isKept || fix.isLeftOut || fix.included !== 'as-run';
  return fix.edit !== null || isDecided || fix.isTouched || fix.part !== null ? fix : null;
}

/** The next rows of which something was fixed or undone since they were last kept, and what is to be kept; null forgets one. */
export function nextChanged(draft: Draft, limit: number): { row: number; fix: RowFix | null }[] {
  const changed: { row: number; fix: RowFix | null }[] = [];
  for (const row of draft.changed) {
    if (changed.length >= limit) break;
    changed.push({ row, fix: fixOfRow(draft, row) });
  }
  return changed;
}

/**
 * Puts back what was fixed in rows of a file before it was closed; rows in order of their numbers, parts of a split behind the
 * rows of the file. The file is to be checked afterwards. Out: how many of them the file has.
 */
export function restoreFixes(draft: Draft, kept: readonly { row: number; fix: RowFix }[]): number {
  let restored = 0;
  for (const { row: number, fix } of kept) {
    const row = draft.rows.at(draft.rows.find(number)) ?? addPart(draft, number, fix);
    if (row === undefined) continue;
    const { edit } = fix;
    if (edit !== null) {
      const own = ownCells(draft, row);
      const { email = own.email, role = own.role, teams = own.teams, flag } = edit;
      row.edit = { email, role, teams, flag };
    }
    row.isChosen = fix.isChosen;
    const { isKept, isLeftOut, included } = fix;
    if (isKept || isLeftOut || included !== 'as-run') say(draft, row, { isKept, isLeftOut, included });
    if (fix.isTouched) draft.touched.add(number);
    if (fix.part !== null) draft.splits.set(number, fix.part);
    restored += 1;
  }
  return restored;
}

/** Adds a row that a split had added, where the row that it came of is still there. */
function addPart(draft: Draft, number: number, { part }: RowFix): DraftRow | undefined {
  if (part === null || part.part === 1) return undefined;
  const of = draft.rows.at(draft.rows.find(part.of));
  if (of === undefined || number <= (draft.rows.last?.row ?? 0)) return undefined;
  draft.rows.push(draft.pages.add(of.cells, { row: number, line: of.line }));
  return draft.rows.last;
}
