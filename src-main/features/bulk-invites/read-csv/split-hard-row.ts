import { CsvError, parse } from 'csv-parse/sync';
import { countLineBreaks, type RowCut } from './split-row.ts';

/** How much of the text the library is given first; more only when the row goes on. */
const firstPiece = 4096;

/**
 * Has csv-parse cut the row that begins at `from`, for rows with quotes that are more than RFC 4180's. `broken`: a quote is
 * not closed where its cell ends; `loose`: a quote stands within a cell that has none at its start; `cut-off`: the text
 * ends within the row.
 */
export function cutHardRow(
  text: string,
  from: number,
  how: { delimiter: string; isLast: boolean },
): RowCut | 'broken' | 'loose' | 'cut-off' {
  for (let length = firstPiece; ; length *= 8) {
    const piece = text.slice(from, from + length);
    const isWhole = from + length >= text.length;
    const found = cutFirst(piece, { delimiter: how.delimiter, isLast: isWhole && how.isLast });
    if (found !== 'cut-off') return typeof found === 'string' ? found : { ...found, end: from + found.end };
    if (isWhole) return found;
  }
}

function cutFirst(
  piece: string,
  how: { delimiter: string; isLast: boolean },
): RowCut | 'broken' | 'loose' | 'cut-off' {
  const bytes = Buffer.from(piece);
  let cells: string[] | null = null;
  let used = 0;
  try {
    parse(bytes, {
      delimiter: how.delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      trim: true,
      max_record_size: 0,
      to: 1,
      on_record: (record: string[], at) => {
        cells = record;
        used = at.bytes_records;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') return how.isLast ? 'broken' : 'cut-off';
    return error.code === 'CSV_INVALID_CLOSING_QUOTE' ? 'broken' : 'loose';
  }
  // A row that reaches the end of the piece may go on behind it, and a CR there may be half of CRLF.
  const isAtEnd = used >= bytes.length && !piece.endsWith('\n');
  if (cells === null || (isAtEnd && !how.isLast)) return 'cut-off';
  const end = bytes.toString('utf8', 0, used).length;
  return { cells, end, breaks: countLineBreaks(piece.slice(0, end).replace(/(?:\r\n|\n|\r)$/, '')) };
}

/** Quotes in the middle of an unquoted cell are text: `Bo "Bosse" Ek`. Null when the line still does not add up. */
export function splitRelaxed(line: string, delimiter: string): string[] | null {
  try {
    const rows = parse(line, { delimiter, relax_column_count: true, relax_quotes: true, trim: true });
    return rows.length === 1 ? (rows[0] ?? null) : null;
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/** A cell over several lines in which a later line looks like a whole row: an unclosed quote met the next quote. */
export function hasSwallowedRows(
  cells: readonly string[],
  how: { delimiter: string; width: number },
): boolean {
  if (how.width < 2) return false;
  return cells.some(
    (cell) =>
      /[\r\n]/.test(cell) &&
      cell
        .split(/[\r\n]+/)
        .slice(1)
        .some((line) => line.includes('@') && line.split(how.delimiter).length === how.width),
  );
}
