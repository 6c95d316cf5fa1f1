import { type CheckRun, recheckRow } from './check-rows.ts';
import { type Draft, saidOf, say } from './draft.ts';
import type { DraftRow } from './draft-row.ts';
import { beginStep, remember } from './fix-steps.ts';
import { countAlike, fixOf } from './fixes-alike.ts';
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

/** A row that was changed, and how many others the same change would mend. */
export interface FixedRow {
  row: DraftRow;
  alike: number;
  /** Another row of the same person that is sent in place of one that was left out; null when there is none. */
  nowSent: number | null;
}

/**
 * Changes one row of a checked draft and checks it again. A row that was left out is back; an address that was kept counts as kept
 * until it is another, and one that is held stays held. Null when the file has no such row.
 */
export function editRow(draft: Draft, run: CheckRun, edited: EditedRow): FixedRow | null {
  const index = draft.rows.find(edited.row);
  const row = draft.rows.at(index);
  const before = row?.checked ?? null;
  if (row === undefined || before === null) return null;
  const isSame = before.own.email.toLowerCase() === edited.email.trim().toLowerCase();
  const { isKept, isLeftOut } = saidOf(draft, row);
  beginStep(draft);
  remember(draft, row);
  if (isLeftOut) say(draft, row, { isLeftOut: false });
  if (isKept && !isSame) say(draft, row, { isKept: false });
  draft.touched.add(row.row);
  row.edit = {
    email: edited.email,
    role: edited.role,
    // A suggestion for several teams comes back as one text.
    teams: [...new Set(edited.teams.flatMap(splitTeams))],
    flag: edited.send,
  };
  draft.lastFix = fixOf(draft, row, before);
  recheckRow(draft, run, index);
  return { row, alike: countAlike(draft), nowSent: null };
}
