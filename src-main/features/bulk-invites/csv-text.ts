import { guardFormula } from './formula-guard.ts';

/** Excel takes a file for UTF-8 only with it. */
export const csvStart = '\uFEFF';

/** One row as RFC 4180 has it, ended by CRLF, safe to open in a spreadsheet (requirement H3). */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map((cell) => quote(guardFormula(cell))).join(',')}\r\n`;
}

/** Quoted also where another delimiter or blanks at an edge would be taken differently by a reader. */
function quote(cell: string): string {
  return /[",;|\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
