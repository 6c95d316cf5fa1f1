import type { Delimiter, Encoding } from '../../../../src-contract/bulk-invites.ts';
import { unguardFormula } from '../formula-guard.ts';
import { openDecoder } from './open-decoder.ts';
import { openPlainLine } from './plain-line.ts';
import { cutHardRow, hasSwallowedRows, splitRelaxed } from './split-hard-row.ts';
import { cutRow, type RowCut } from './split-row.ts';

export interface CsvRecord {
  /** As a spreadsheet counts: the first line is row 1, blank rows count. */
  row: number;
  /** The physical line on which the row begins; later than `row` once a cell before it holds line breaks. */
  line: number;
  cells: string[];
  /** Why the row cannot be trusted, or null. */
  problem: string | null;
  /** Whether letters such as "Ã¼" may stand in it: somewhere near it they do. */
  isDamaged: boolean;
  /** Where it stands as a row of RFC 4180 whose cells are these; null when that cannot be said. */
  source: TextSource | null;
}

/** A part of the bytes that were given, all ASCII: they may be kept, and must not be changed any more. */
export interface TextSource {
  bytes: Uint8Array;
  from: number;
  to: number;
}

/** UTF-8 that was read as Windows-1252 and stored so (condition 12). */
export const mojibake = /Ã[\u0080-\u00bf‚-™]|Â[\u0080-\u00bf]/;

/** Somebody who takes rows as they come, once the number of columns is settled. */
export interface RowTaker {
  /** So many cells a plain line must have. */
  width: number;
  /**
   * Takes a line whose cells are the pieces between its delimiters, without the blanks around them. False: it wants the record.
   */
  takeLine(line: TextLine): boolean;
  takeRecord(record: CsvRecord): void;
}

/** A plain line within a text. One object for all of them: it is overwritten by the next line. */
export interface TextLine {
  text: string;
  begin: number;
  end: number;
  source: TextSource | null;
  row: number;
  line: number;
  /** By cell: 1 where it holds something besides blanks. */
  filled: Uint8Array;
}

export interface CsvReading {
  /** Takes the rows from now on; null as long as they are collected in `records`. */
  taker: RowTaker | null;
  /** What was read since somebody last emptied it. */
  records: CsvRecord[];
  blankRows: number;
  /** Rows that begin with #, read or not. */
  commentRows: number;
  /** First row that opens a quote and does not close it. */
  brokenQuoteRow: number | null;
  /** Characters that could not be decoded (U+FFFD). */
  replaced: number;
  /** Gives the next bytes; `last` when none follow. */
  feed(bytes: Uint8Array, which: 'more-follow' | 'last'): void;
  /** Reads on until the moment (performance.now) has passed. `hungry`: it needs bytes to go on. */
  readUntil(moment: number): 'has-more' | 'hungry' | 'done';
}

/** A row longer than this is a quote that nobody closed (requirement H1). */
const longestRow = 1_048_576;
const openQuote = 'A quote is opened and not closed';
const rowsBetweenLooks = 32;
/**
 * So much of the bytes becomes text at a time. V8 gives every text of more than about 128 kB pages of memory of its own, which
 * takes thirty times as long as the decoding.
 */
const bytesAtOnce = 65_536;

export interface CsvChoice {
  encoding: Encoding;
  delimiter: Delimiter;
  skip: number;
  comments: 'keep' | 'skip';
  quotes: 'csv' | 'text';
}

/**
 * Reads CSV as it comes, in slices of time, so that a large file never holds its thread. Lines without a quote are split at
 * the delimiter; rows of plain RFC 4180 are cut by hand, the others by csv-parse. A row that cannot be read becomes a record
 * with a problem, and reading goes on with the next line (conditions 16-20). `skip`: characters to leave out at the start.
 * `comments` and `quotes`: only when the admin says so are rows with # left out (21) and quotes taken as text (18).
 */
export function parseCsv(choice: CsvChoice): CsvReading {
  const decoder = openDecoder(choice.encoding);
  const { delimiter } = choice;
  let text = '';
  let at = 0;
  let skip = choice.skip;
  /** Bytes that are not text yet, from `bytesAt` on, and whether others follow them. */
  let bytes: Uint8Array = new Uint8Array(0);
  let bytesAt = 0;
  let isLastFeed = false;
  let isLast = false;
  /** Whether the whole text is ASCII, and where in `bytes` it begins then: below 0 when that was in the bytes before. */
  let isAscii = true;
  let textAt = 0;
  let nextQuote = -1;
  let nextReturn = -1;
  let mayBeGuarded = false;
  let isDamaged = false;
  let row = 0;
  let line = 1;
  /** Within a line that is longer than any row. */
  let isPassing = false;
  let width = 0;

  const plain = openPlainLine(delimiter);
  const plainLine: TextLine = {
    ...{ text: '', begin: 0, end: 0, source: null, row: 0, line: 0 },
    filled: plain.filled,
  };

  const reading: CsvReading = {
    taker: null,
    records: [],
    blankRows: 0,
    commentRows: 0,
    brokenQuoteRow: null,
    replaced: 0,
    feed(given, which) {
      bytes = bytesAt < bytes.length ? Buffer.concat([bytes.subarray(bytesAt), given]) : given;
      bytesAt = 0;
      isLastFeed = which === 'last';
      decodeNext();
    },
    readUntil(moment) {
      for (;;) {
        for (let count = 0; count < rowsBetweenLooks; count += 1) {
          if (isPassing) passOver();
          if (at < text.length && takeRow()) continue;
          if (isLast) return 'done';
          if (bytesAt >= bytes.length) return 'hungry';
          decodeNext();
        }
        if (performance.now() >= moment) return 'has-more';
      }
    },
  };

  /** Turns the next bytes into text. They and the rest of the row before become one flat text, so that looking for signs is quick. */
  function decodeNext(): void {
    // A rest that is long already grows by as much again, so that a row without end is not looked through ever anew.
    const size = Math.max(bytesAtOnce, text.length - at);
    const piece = bytes.subarray(bytesAt, bytesAt + size);
    textAt = bytesAt - (text.length - at);
    bytesAt += piece.length;
    isLast = isLastFeed && bytesAt >= bytes.length;
    const decoded = decoder.decode(piece, isLast ? 'last' : 'more-follow');
    isAscii = decoder.isAscii && (isAscii || at >= text.length);
    if (!isAscii && decoded.includes('\uFFFD')) reading.replaced += decoded.split('\uFFFD').length - 1;
    text = text.slice(at) + decoded.slice(skip);
    textAt += Math.min(skip, decoded.length);
    skip = Math.max(0, skip - decoded.length);
    at = 0;
    nextQuote = choice.quotes === 'csv' ? text.indexOf('"') : -1;
    nextReturn = text.indexOf('\r');
    mayBeGuarded = text.includes("'");
    // Looking for one sign is far quicker than the pattern, and most files hold neither.
    isDamaged = !isAscii && (text.includes('Ã') || text.includes('Â')) && mojibake.test(text);
    plain.open(text);
    plainLine.text = text;
  }

  /** Takes the next row; false when it needs the bytes that follow. */
  function takeRow(): boolean {
    const end = endOfLine();
    if (end === null) return false;
    if (isPassing) {
      takeLine('broken', end);
      return true;
    }
    if (nextQuote !== -1 && nextQuote < at) nextQuote = text.indexOf('"', at);
    if (nextQuote === -1 || nextQuote >= end.text) {
      if (reading.taker !== null && !isDamaged && givePlain(reading.taker, end.text)) {
        at = end.next;
        return true;
      }
      const cells = text.slice(at, end.text).split(delimiter);
      for (let index = 0; index < cells.length; index += 1) cells[index] = (cells[index] ?? '').trim();
      at = end.next;
      take(cells, null, 0);
      return true;
    }
    const how = { delimiter, isLast };
    const whole = cutRow(text, at, how);
    // A quote that is still open at the end of all text is the same to the library.
    const found = whole === 'hard' ? cutHardRow(text, at, how) : whole;
    if (found === 'cut-off' && !isLast && text.length - at < longestRow) return false;
    if (found === 'loose') takeLine('loose', end);
    else if (typeof found === 'string' || isSwallowing(found)) takeLine('broken', end);
    else {
      const source = found === whole ? sourceOf(at, found.end) : null;
      at = found.end;
      take(found.cells, null, found.breaks, source);
    }
    return true;
  }

  /** Hands the line over as it stands, when nothing in it has to be made out: most lines of most files. */
  function givePlain(taker: RowTaker, end: number): boolean {
    if (!plain.look(at, end, taker.width)) return false;
    plainLine.begin = at;
    plainLine.end = end;
    plainLine.source = sourceOf(at, end);
    plainLine.row = row + 1;
    plainLine.line = line;
    if (!taker.takeLine(plainLine)) return false;
    row += 1;
    line += 1;
    return true;
  }

  /** Where a part of the text stands in the bytes; null when it is not all ASCII or began in the bytes before. */
  function sourceOf(begin: number, end: number): TextSource | null {
    return isAscii && textAt + begin >= 0 ? { bytes, from: textAt + begin, to: textAt + end } : null;
  }

  /** Where the line at `at` ends and the next one begins; null when that lies in the bytes that follow. */
  function endOfLine(): { text: number; next: number } | null {
    const feedAt = text.indexOf('\n', at);
    if (nextReturn !== -1 && nextReturn < at) nextReturn = text.indexOf('\r', at);
    if (nextReturn !== -1 && (feedAt === -1 || nextReturn < feedAt)) {
      // A CR at the very end may be the first half of CRLF.
      if (nextReturn === text.length - 1 && !isLast) return null;
      return { text: nextReturn, next: nextReturn + (feedAt === nextReturn + 1 ? 2 : 1) };
    }
    if (feedAt !== -1) return { text: feedAt, next: feedAt + 1 };
    if (isLast) return { text: text.length, next: text.length };
    if (text.length - at < longestRow) return null;
    // A line without end: its beginning is taken for the row, and the rest is passed over (H1).
    isPassing = true;
    return { text: text.length, next: text.length };
  }

  /** Leaves out what is left of a line that is too long. */
  function passOver(): void {
    const end = /\r\n|\n|\r/.exec(text.slice(at));
    isPassing = end === null;
    at = end === null ? text.length : at + end.index + end[0].length;
  }

  /** Takes one line of text by itself, so that a stray quote costs one row and not the rest of the file. */
  function takeLine(why: 'broken' | 'loose', end: { text: number; next: number }): void {
    const whole = text.slice(at, Math.min(end.text, at + longestRow));
    at = end.next;
    const relaxed = why === 'loose' ? splitRelaxed(whole, delimiter) : null;
    if (relaxed !== null) take(relaxed, null, 0);
    else take(whole.slice(0, 10_000).split(delimiter), openQuote, 0);
  }

  function isSwallowing(found: RowCut): boolean {
    return (
      found.breaks > 0 && hasSwallowedRows(found.cells, { delimiter, width: width || found.cells.length })
    );
  }

  function take(
    cells: string[],
    problem: string | null,
    breaks: number,
    source: TextSource | null = null,
  ): void {
    row += 1;
    const begins = line;
    line += 1 + breaks;
    const [first = ''] = cells;
    if ((first === '' || first.trim() === '') && cells.every((cell) => cell.trim() === '')) {
      reading.blankRows += 1;
      return;
    }
    if (first.trimStart().startsWith('#')) {
      reading.commentRows += 1;
      if (choice.comments === 'skip') return;
    }
    if (problem !== null) reading.brokenQuoteRow ??= row;
    if (width === 0) width = cells.length;
    const kept = mayBeGuarded ? cells.map(unguardFormula) : cells;
    const isAsCut = kept === cells || kept.every((cell, index) => cell === cells[index]);
    const record = { row, line: begins, cells: kept, problem, isDamaged, source: isAsCut ? source : null };
    if (reading.taker === null) reading.records.push(record);
    else reading.taker.takeRecord(record);
  }

  return reading;
}
