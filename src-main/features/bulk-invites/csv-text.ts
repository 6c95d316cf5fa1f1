import { guardFormula } from './formula-guard.ts';

/** Excel takes a file for UTF-8 only with it. */
export const csvStart = '\uFEFF';

/** `spreadsheet`: cells that would be calculated are neutralised (requirement H3). `raw`: as they are, for machines. */
export type CsvForm = 'spreadsheet' | 'raw';

/** Our own column at the end of a file of rows that is read again. No other file has a column of this title. */
export const reasonTitle = 'Reason (Tenantry)';

/** Whether a file with these titles was saved here to be read again. */
export function isOfOurs(titles: readonly string[]): boolean {
  return titles.at(-1)?.trim() === reasonTitle;
}

/** One row as RFC 4180 has it, ended by CRLF, safe to open in a spreadsheet unless it is asked for raw (condition 69). */
export function csvRow(cells: readonly string[], form: CsvForm = 'spreadsheet'): string {
  const guard = form === 'raw' ? (cell: string) => cell : guardFormula;
  return `${cells.map((cell) => quote(guard(cell))).join(',')}\r\n`;
}

/** Quoted also where another delimiter or blanks at an edge would be taken differently by a reader. */
function quote(cell: string): string {
  return /[",;|\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
