import { type CheckRun, forgetAnswers, recheckRow } from './check-rows.ts';
import type { Draft, DraftRow } from './draft.ts';
import { splitTeams } from './map-columns.ts';
import type { MailFlag } from './read-flag.ts';

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
  const index = draft.rows.findIndex((row) => row.row === edited.row);
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
  const index = draft.rows.findIndex((row) => row.row === number);
  const row = draft.rows[index];
  if (row === undefined) return null;
  const group = run.groups.get(run.own[index]?.sendAs ?? '');
  for (const member of group?.members ?? []) {
    const other = draft.rows[member];
    if (other !== undefined) other.isChosen = false;
  }
  if (group !== undefined) forgetAnswers(group);
  row.isChosen = true;
  recheckRow(draft, run, index);
  return row;
}
