import type { Delimiter } from '../../../src-contract/bulk-invites.ts';
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

/** What stands between the cells of a file that is saved. */
export type Separator = ',' | ';';

/**
 * The separator for rows of a file that had this delimiter. Where a spreadsheet writes semicolons it opens a file with commas as one
 * column, so they come back; a file of tabs or bars is opened by no spreadsheet as it is.
 */
export function separatorOf(delimiter: Delimiter): Separator {
  return delimiter === ';' ? ';' : ',';
}

/**
 * One row, ended by CRLF, as RFC 4180 has it but for semicolons where those are asked for; safe to open in a spreadsheet unless it is
 * asked for raw (condition 69).
 */
export function csvRow(
  cells: readonly string[],
  form: CsvForm = 'spreadsheet',
  separator: Separator = ',',
): string {
  const guard = form === 'raw' ? (cell: string) => cell : guardFormula;
  return `${cells.map((cell) => quote(guard(cell))).join(separator)}\r\n`;
}

/** Quoted also where another delimiter or blanks at an edge would be taken differently by a reader. */
function quote(cell: string): string {
  return /[",;|\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
