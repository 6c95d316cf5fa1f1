import { type CheckRun, recheckRow } from './check-rows.ts';
import type { Draft, DraftRow } from './draft.ts';
import { splitTeams } from './map-columns.ts';

export interface EditedRow {
  row: number;
  email: string;
  role: string;
  teams: string[];
}

/**
 * Changes one row of a checked draft and checks it again. An address that was held as a look-alike and is left as it was
 * counts as confirmed. Null when the file has no such row.
 */
export function editRow(draft: Draft, run: CheckRun, edited: EditedRow): DraftRow | null {
  const index = draft.rows.findIndex((row) => row.row === edited.row);
  const row = draft.rows[index];
  if (row === undefined) return null;
  const isKept = row.checked?.own.email.toLowerCase() === edited.email.trim().toLowerCase();
  row.edit = {
    email: edited.email,
    role: edited.role,
    // A suggestion for several teams comes back as one text.
    teams: [...new Set(edited.teams.flatMap(splitTeams))],
    isEmailConfirmed: isKept,
  };
  recheckRow(draft, run, index);
  return row;
}
