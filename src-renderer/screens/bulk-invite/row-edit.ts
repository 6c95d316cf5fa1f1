import type { BulkRow } from '../../../src-contract/bulk-invites.ts';

export type EditColumn = 'email' | 'role' | 'teams';

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

/** The cells of a row with one of them changed, as main takes them. */
export function withCell(
  row: BulkRow,
  column: EditColumn,
  text: string,
): { row: number; email: string; role: string; teams: string[] } {
  const cells = { row: row.row, email: row.email, role: row.role, teams: [...row.teams] };
  if (column === 'teams') return { ...cells, teams: splitTeamText(text) };
  return { ...cells, [column]: text.trim() };
}

/** Whether an admin can do something about a row here: its verdict is about one of its cells. */
export function isFixable(row: BulkRow): boolean {
  return row.verdict !== 'ready' && (row.about !== 'row' || row.verdict === 'bad-row');
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
