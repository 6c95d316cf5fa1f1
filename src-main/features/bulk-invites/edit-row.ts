import { type CheckRun, recheckRow } from './check-rows.ts';
import type { Draft } from './draft.ts';
import type { DraftRow } from './draft-row.ts';
import { splitTeams } from './map-columns.ts';
import type { MailFlag } from './read-flag.ts';
import { forgetAnswers } from './row-groups.ts';

export interface EditedRow {
  row: number;
  email: string;
  role: string;
  teams: string[];
  /** Null leaves the file's own cell. */
  send: MailFlag | 'as-run' | null;
}

/**
 * Changes one row of a checked draft and checks it again. An address that was held as a look-alike and is left as it was
 * counts as confirmed. Null when the file has no such row.
 */
export function editRow(draft: Draft, run: CheckRun, edited: EditedRow): DraftRow | null {
  const index = findRowIndex(draft.rows, edited.row);
  const row = draft.rows[index];
  if (row === undefined) return null;
  const isKept = row.checked?.own.email.toLowerCase() === edited.email.trim().toLowerCase();
  row.edit = {
    email: edited.email,
    role: edited.role,
    // A suggestion for several teams comes back as one text.
    teams: [...new Set(edited.teams.flatMap(splitTeams))],
    flag: edited.send,
    isEmailConfirmed: isKept,
  };
  recheckRow(draft, run, index);
  return row;
}

/**
 * Takes one of the rows that want different things for one person (condition 50); the others of that person are skipped, and a
 * former choice among them no longer counts. Null when the file has no such row.
 */
export function chooseRow(draft: Draft, run: CheckRun, number: number): DraftRow | null {
  const index = findRowIndex(draft.rows, number);
  const row = draft.rows[index];
  if (row === undefined) return null;
  const email = run.own[index]?.sendAs ?? '';
  for (const member of run.groups.membersOf(email)) {
    const other = draft.rows[member];
    if (other !== undefined) other.isChosen = false;
  }
  const group = run.groups.shared(email);
  if (group !== null) forgetAnswers(group);
  row.isChosen = true;
  recheckRow(draft, run, index);
  return row;
}

/** Where the row of this number is, or -1. Rows are in the order of their numbers. */
function findRowIndex(rows: readonly DraftRow[], number: number): number {
  let from = 0;
  let to = rows.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((rows[middle]?.row ?? number) < number) from = middle + 1;
    else to = middle;
  }
  return rows[from]?.row === number ? from : -1;
}
