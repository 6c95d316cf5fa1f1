import { CsvError, parse } from 'csv-parse/sync';
import type { Delimiter, Encoding } from '../../../../src-contract/bulk-invites.ts';
import { unguardFormula } from '../formula-guard.ts';
import { type Decoder, openDecoder } from './open-decoder.ts';

export interface CsvRecord {
  /** As a spreadsheet counts: the first line is row 1, blank rows count. */
  row: number;
  cells: string[];
  /** Why the row cannot be trusted, or null. */
  problem: string | null;
}

export interface CsvReading {
  records: CsvRecord[];
  blankRows: number;
  /** Rows that begin with #, read or not. */
  commentRows: number;
  /** First row that opens a quote and does not close it. */
  brokenQuoteRow: number | null;
  /** Characters that could not be decoded (U+FFFD). */
  replaced: number;
  bytesRead: number;
  isDone: boolean;
  /** Reads on until the moment (performance.now) has passed or the file ends. */
  readUntil(moment: number): void;
}

const sliceBytes = 32_768;
/** A row longer than this is a quote that nobody closed (requirement H1). */
const longestRow = 1_048_576;
const openQuote = 'A quote is opened and not closed';

export interface CsvChoice {
  encoding: Encoding;
  delimiter: Delimiter;
  skip: number;
  comments: 'keep' | 'skip';
  quotes: 'csv' | 'text';
}

/**
 * Reads CSV in slices, so that a large file never holds its thread. csv-parse splits what has quotes; text without a
 * quote is split at the delimiter, which is the same and ten times as fast. A row that cannot be read becomes a record
 * with a problem, and reading goes on with the next line (conditions 16-20). `skip`: characters to leave out at the start.
 * `comments` and `quotes`: only when the admin says so are rows with # left out (21) and quotes taken as text (18).
 */
export function parseCsv(bytes: Uint8Array, choice: CsvChoice): CsvReading {
  const decoder: Decoder = openDecoder(choice.encoding);
  const { delimiter } = choice;
  let pending = '';
  let skip = choice.skip;
  let wanted = sliceBytes;
  let row = 0;
  let width = 0;

  const reading: CsvReading = {
    records: [],
    blankRows: 0,
    commentRows: 0,
    brokenQuoteRow: null,
    replaced: 0,
    bytesRead: 0,
    isDone: false,
    readUntil(moment) {
      do step();
      while (!reading.isDone && performance.now() < moment);
    },
  };

  function fill(): void {
    while (pending.length < wanted && reading.bytesRead < bytes.length) {
      const end = Math.min(reading.bytesRead + sliceBytes, bytes.length);
      const text = decoder.decode(
        bytes.subarray(reading.bytesRead, end),
        end === bytes.length ? 'last' : 'more-follow',
      );
      reading.bytesRead = end;
      reading.replaced += text.split('\uFFFD').length - 1;
      pending += text.slice(skip);
      skip = Math.max(0, skip - text.length);
    }
  }

  function step(): void {
    fill();
    const isLast = reading.bytesRead >= bytes.length;
    if (pending === '') {
      reading.isDone = isLast;
      return;
    }
    const split =
      choice.quotes === 'csv' && pending.includes('"')
        ? splitQuoted(pending, { delimiter, isLast, width })
        : splitPlain(pending, { delimiter, isLast });
    for (const cells of split.rows) take(cells, null);
    pending = pending.slice(split.length);
    if (split.rows.length > 0) wanted = sliceBytes;
    if (split.stopped === 'needs-more' && split.rows.length === 0) {
      if (!isLast && pending.length < longestRow) wanted = pending.length * 4;
      else takeLine('broken-quote');
    } else if (split.stopped === 'broken-quote' || split.stopped === 'loose-quote') takeLine(split.stopped);
  }

  /** Takes one line of text by itself, so that a stray quote costs one row and not the rest of the file. */
  function takeLine(why: 'broken-quote' | 'loose-quote'): void {
    const end = /\r\n|\n|\r/.exec(pending);
    const isWhole = end !== null && end.index + end[0].length < pending.length;
    if (!isWhole && reading.bytesRead < bytes.length && pending.length < longestRow) {
      wanted = pending.length * 4;
      return;
    }
    const line = pending.slice(0, Math.min(end?.index ?? pending.length, longestRow));
    pending = pending.slice(end === null ? line.length : end.index + end[0].length);
    const relaxed = why === 'loose-quote' ? splitRelaxed(line, delimiter) : null;
    if (relaxed !== null) take(relaxed, null);
    else take(line.slice(0, 10_000).split(delimiter), openQuote);
  }

  function take(cells: string[], problem: string | null): void {
    row += 1;
    if (cells.every((cell) => cell.trim() === '')) {
      reading.blankRows += 1;
      return;
    }
    if (cells[0]?.trimStart().startsWith('#')) {
      reading.commentRows += 1;
      if (choice.comments === 'skip') return;
    }
    if (problem !== null) reading.brokenQuoteRow ??= row;
    if (width === 0) width = cells.length;
    reading.records.push({ row, cells: cells.map(unguardFormula), problem });
  }

  return reading;
}

interface Split {
  rows: string[][];
  /** Characters that the rows used up. */
  length: number;
  /** `needs-more`: what is left may be half a row. */
  stopped: 'needs-more' | 'broken-quote' | 'loose-quote';
}

function splitPlain(text: string, how: { delimiter: string; isLast: boolean }): Split {
  const lines = text.split(/\r\n|\n|\r/);
  // A CR at the very end may be the first half of CRLF, so the last whole line waits too.
  const rest = lines.pop() ?? '';
  let length = text.length - rest.length;
  if (how.isLast) {
    if (rest !== '') lines.push(rest);
    length = text.length;
  } else if (rest === '' && text.endsWith('\r')) {
    length -= (lines.pop() ?? '').length + 1;
  }
  const rows = lines.map((line) => line.split(how.delimiter).map((cell) => cell.trim()));
  return { rows, length, stopped: 'needs-more' };
}

function splitQuoted(text: string, how: { delimiter: string; isLast: boolean; width: number }): Split {
  const bytes = Buffer.from(text);
  const rows: string[][] = [];
  const ends: number[] = [];
  let stopped: Split['stopped'] = 'needs-more';
  let hasTrouble = false;
  try {
    parse(bytes, {
      delimiter: how.delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      trim: true,
      max_record_size: 0,
      on_record: (record: string[], at) => {
        rows.push(record);
        ends.push(at.bytes_records);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    hasTrouble = true;
    if (error.code !== 'CSV_QUOTE_NOT_CLOSED') {
      stopped = error.code === 'CSV_INVALID_CLOSING_QUOTE' ? 'broken-quote' : 'loose-quote';
    }
  }
  // Without trouble the last row may be cut off by the end of the slice.
  let count = hasTrouble || how.isLast ? rows.length : rows.length - 1;
  const shape = { delimiter: how.delimiter, width: how.width || (rows[0]?.length ?? 0) };
  const swallowing = rows.slice(0, count).findIndex((cells) => hasSwallowedRows(cells, shape));
  if (swallowing !== -1) {
    count = swallowing;
    stopped = 'broken-quote';
  }
  const used = count === 0 ? 0 : (ends[count - 1] ?? 0);
  return { rows: rows.slice(0, count), length: bytes.toString('utf8', 0, used).length, stopped };
}

/** A cell over several lines in which a later line looks like a whole row: an unclosed quote met the next quote. */
function hasSwallowedRows(cells: readonly string[], how: { delimiter: string; width: number }): boolean {
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

/** Quotes in the middle of an unquoted cell are text: `Bo "Bosse" Ek`. Null when the line still does not add up. */
function splitRelaxed(line: string, delimiter: string): string[] | null {
  try {
    const rows = parse(line, { delimiter, relax_column_count: true, relax_quotes: true, trim: true });
    return rows.length === 1 ? (rows[0] ?? null) : null;
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}
