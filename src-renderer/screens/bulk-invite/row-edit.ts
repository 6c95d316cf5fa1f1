import type { BulkRow } from '../../../src-contract/bulk-invites.ts';
import type { InputOf } from '../../../src-contract/channels.ts';

export type EditColumn = 'email' | 'role' | 'teams' | 'send';

/** A cell that is being edited. */
export interface Editing {
  readonly row: number;
  readonly column: EditColumn;
}

/** The cell that Enter edits: the one that the verdict is about, else the email. */
export function editColumn({ about }: BulkRow): EditColumn {
  return about === 'row' ? 'email' : about;
}

/** A cell as text in its field. */
export function cellText(row: BulkRow, column: EditColumn): string {
  return column === 'teams' ? row.teams.join(', ') : row[column];
}

/** Teams typed into one field, as the file's own cells are split. */
export function splitTeamText(text: string): string[] {
  const teams = text
    .split(/[|;,\n]/)
    .map((team) => team.trim())
    .filter((team) => team !== '');
  return [...new Set(teams)];
}

type CellsOfRow = Omit<InputOf<'bulk-invites/edit-row'>, 'draftId'>;

/** What a row may say about the email to set a password. */
export const flagWords = {
  'as-run': 'As the run says',
  send: 'Send the email',
  'do-not-send': 'Do not send it',
} as const;

function isFlag(text: string): text is keyof typeof flagWords {
  return Object.hasOwn(flagWords, text);
}

/** The cells of a row with one of them changed, as main takes them. */
export function withCell(row: BulkRow, column: EditColumn, text: string): CellsOfRow {
  const send = row.send === 'unclear' ? null : row.send;
  const cells: CellsOfRow = { row: row.row, email: row.email, role: row.role, teams: [...row.teams], send };
  if (column === 'send') return { ...cells, send: isFlag(text) ? text : send };
  if (column === 'teams') return { ...cells, teams: splitTeamText(text) };
  return { ...cells, [column]: text.trim() };
}

/** Whether an admin can do something about a row here: its verdict is about one of its cells, or waits for a choice. */
export function isFixable(row: BulkRow): boolean {
  return (
    row.choice === 'open' || (row.verdict !== 'ready' && (row.about !== 'row' || row.verdict === 'bad-row'))
  );
}

/**
 * The next row that can be fixed, after the focused one and round to the start; stops at rows that are not here yet,
 * so that they are read. Null when there is none.
 */
export function nextProblem(
  rowAt: (index: number) => BulkRow | undefined,
  from: number,
  matches: number,
): number | null {
  for (let step = 1; step <= matches; step += 1) {
    const index = (from + step) % matches;
    const row = rowAt(index);
    if (row === undefined || isFixable(row)) return index;
  }
  return null;
}
