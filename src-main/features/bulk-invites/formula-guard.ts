/** What makes a spreadsheet take a cell for a formula, full-width forms included (requirement H3). */
const dangerous = '[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20]';
const needsGuard = new RegExp(`^'*${dangerous}`);
const isGuarded = new RegExp(`^'+${dangerous}`);

/** Puts a `'` before a cell that a spreadsheet would calculate, and before one that looks guarded already. */
export function guardFormula(cell: string): string {
  return needsGuard.test(cell) ? `'${cell}` : cell;
}

/** Takes back exactly what `guardFormula` put there; every other cell stays as it is. */
export function unguardFormula(cell: string): string {
  return cell.charCodeAt(0) === 39 && isGuarded.test(cell) ? cell.slice(1) : cell;
}
