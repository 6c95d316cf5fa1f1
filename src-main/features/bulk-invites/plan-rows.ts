import type { BulkOptions, Verdict } from '../../../src-contract/bulk-invites.ts';
import type { PlannedRow } from '../../action/tenant-action.ts';
import { cellFor, type Draft, type OwnFinding } from './draft.ts';
import type { DraftRow } from './draft-row.ts';
import type { MailFlag } from './read-flag.ts';

/** A row of the file as the ledger keeps it for the report. */
export interface FileRow {
  row: number;
  /** The cells of the file, with what the admin corrected in the review. */
  cells: string[];
  verdict: Verdict;
  reason: string;
  needsFix: boolean;
  /** The physical line of the file on which it begins; null when that was not kept. */
  line: number | null;
}

/** What a window of rows comes to: what will be sent, and what the report needs. */
export interface PlannedWindow {
  planned: PlannedRow[];
  kept: FileRow[];
  /** Teams to add people to, by name; windows are joined by `planTeams`. */
  teams: { team: string; email: string }[];
  isLast: boolean;
}

/** Plans one window of a checked draft. Nothing here decides anew: the plan is what the review showed (F4). */
export function planWindow(
  draft: Draft,
  options: BulkOptions,
  window: { offset: number; limit: number },
): PlannedWindow {
  const rows = draft.rows.slice(window.offset, window.offset + window.limit);
  const result: PlannedWindow = {
    planned: [],
    kept: [],
    teams: [],
    isLast: window.offset + window.limit >= draft.rows.length,
  };
  for (const row of rows) {
    const planned = planRow(draft, row, options);
    if (planned !== null) result.planned.push(planned);
    result.kept.push(keepRow(draft, row));
    if (planned === null || planned.action === 'users/activate') continue;
    for (const team of row.checked?.update?.teams ?? row.checked?.own.teams ?? [])
      result.teams.push({ team, email: planned.subject });
  }
  return result;
}

function planRow(draft: Draft, row: DraftRow, options: BulkOptions): PlannedRow | null {
  const { checked } = row;
  const email = checked?.own.sendAs;
  if (checked === null || email === null || email === undefined) return null;
  const shared = { subject: email, name: cellFor(draft, row, 'name').trim(), phase: 0, fileRow: row.row };
  if (checked.verdict === 'ready') {
    const input = { email, role: checked.own.role, passwordEmail: mailOf(checked.own.flag, options) };
    return { action: 'users/invite', input, ...shared };
  }
  if (checked.verdict === 'deactivated' && checked.isIncluded && checked.userId !== null) {
    return { action: 'users/activate', input: { userId: checked.userId, email }, ...shared };
  }
  if (checked.verdict === 'differs' && checked.isIncluded && checked.userId !== null) {
    const { userId } = checked;
    const role = checked.update?.role ?? null;
    return role === null
      ? { action: 'users/keep', input: { userId, email }, ...shared }
      : { action: 'users/change-role', input: { userId, email, ...role }, ...shared };
  }
  return null;
}

/** The row's own flag goes before what was chosen for the run (condition 43). */
function mailOf(flag: OwnFinding['flag'], options: BulkOptions): MailFlag {
  return flag === 'send' || flag === 'do-not-send' ? flag : options.passwordEmail;
}

const flagCells = { send: 'yes', 'do-not-send': 'no', 'as-run': '' } as const;

function keepRow(draft: Draft, row: DraftRow): FileRow {
  const cells = [...row.cells];
  if (row.edit !== null) {
    const { flag } = row.edit;
    const corrected = {
      email: row.edit.email,
      role: row.edit.role,
      teams: row.edit.teams.join(' | '),
      ...(flag === null ? {} : { send: flagCells[flag] }),
    };
    for (const [meaning, value] of Object.entries(corrected)) {
      const index = draft.meanings.indexOf(meaning as keyof typeof corrected);
      if (index !== -1) cells[index] = value;
    }
  }
  const { checked } = row;
  return {
    row: row.row,
    cells,
    verdict: checked?.verdict ?? 'bad-row',
    reason: checked?.reason ?? '',
    needsFix: checked?.needsFix ?? true,
    line: row.line,
  };
}

/** One row a team, after everybody is invited: with one write for all its people. `missing` teams are made. */
export function planTeams(
  wishes: readonly { team: string; email: string }[],
  missing: ReadonlySet<string>,
): PlannedRow[] {
  const byTeam = new Map<string, string[]>();
  for (const { team, email } of wishes) {
    const emails = byTeam.get(team);
    if (emails === undefined) byTeam.set(team, [email]);
    else emails.push(email);
  }
  return [...byTeam].map(([team, emails]) => ({
    action: 'teams/add-members',
    input: { team, emails, create: missing.has(team) ? 'yes' : 'no' },
    subject: team,
    name: '',
    phase: 1,
    fileRow: null,
  }));
}
