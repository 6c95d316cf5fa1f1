import type { TextLine, TextSource } from './read-csv/parse-csv.ts';
import { cutRow } from './read-csv/split-row.ts';

// An information separator of ASCII, as it is meant. A row whose cells hold one of them is written as JSON.
const betweenCells = '\u001f';
/** How the cells of a row are written: as a line or a row with quotes stands in the file, between separators, or as JSON. */
const asLine = 0;
const asQuoted = 1;
const separated = 2;
const asJson = 3;
const formBits = 3;
/** Whether a row is ASCII alone, so that every sign is a byte. */
const asciiBit = 4;
/** The number of the book stands above them. */
const bitsBeforeBook = 3;

/** What is noted of a row: from where to where in its book it reaches, book and form, its row and its line in the file. */
const begins = 0;
const ends = 1;
const places = 2;
const rowNumbers = 3;
const lineNumbers = 4;
const numbers = 5;
/** A power of two, so that a row's block is found by shifting. */
const blockBits = 12;
const rowsInBlock = 1 << blockBits;

const smallestBook = 65_536;
const largestBook = 1_048_576;
/** So much is turned into text at once when rows are asked for one after the other: texts above 128 kB are slow to make. */
const windowBytes = 16_384;
const rowsAhead = 64;
/** A file has fewer columns; cells beyond are found by cutting the whole row. */
const mostStarts = 256;

/** Where a row stands in the file: its number as a spreadsheet counts, and the physical line on which it begins. */
export interface RowPlace {
  row: number;
  line: number;
}

interface Kept {
  book: number;
  from: number;
  to: number;
  form: number;
}

/**
 * The cells of all rows, outside the heap: a million rows as objects of their own would take several times what the file
 * weighs, and every collection would walk them. Most rows stay where they are, in the bytes that were read from the file: to
 * copy them costs more than all else, since every new piece of memory has to be had from the system first. The others are
 * written into books of their own, one behind the other. A cell becomes a text when somebody asks for it.
 */
export class RowPages {
  readonly #delimiter: string;
  /** Pieces of the file and books of our own, as they came. */
  readonly #books: Buffer[] = [];
  /** The piece of the file that was kept last, as it was given, and which book it is. */
  #piece: Uint8Array | null = null;
  #pieceBook = -1;
  /** The book that is written into, and how much of it is taken. */
  #ownBook = -1;
  #used = 0;
  #length = 0;
  /** What is known of each row, `numbers` of them a row, in blocks: a list that grows would be copied while its thread waits. */
  readonly #blocks: Uint32Array[] = [];

  /** Rows that were asked for one after the other, as one text, and where in which book it lies. */
  #window = { text: '', book: -1, from: 0, to: 0 };
  /** The row that was asked for last: its text, perhaps with others around it, and where its cells begin as far as they were sought. */
  #row = -1;
  #text = '';
  #rowEnd = 0;
  readonly #starts = new Int32Array(mostStarts);
  #startsKnown = 0;
  #isAllKnown = false;
  #cells: string[] | null = null;

  /** `delimiter`: what stands between the cells of a line. */
  constructor(delimiter = ',') {
    this.#delimiter = delimiter;
  }

  /** Keeps the cells of the next row; returns its index. `source`: where in the file they stand as a row of RFC 4180. */
  add(cells: readonly string[], at: RowPlace, source: TextSource | null = null): number {
    if (source !== null) return this.#keep(source, at, asQuoted);
    return cells.some((cell) => cell.includes(betweenCells))
      ? this.#write(JSON.stringify(cells), at, asJson)
      : this.#write(cells.join(betweenCells), at, separated);
  }

  /** Keeps a line as it stands: its cells are what is between the delimiters, without the blanks around. Returns its index. */
  addLine(line: TextLine): number {
    const { text, begin, end, source } = line;
    return source === null
      ? this.#write(text.slice(begin, end), line, asLine)
      : this.#keep(source, line, asLine);
  }

  /** The number of a row as a spreadsheet counts. */
  rowOf(index: number): number {
    return this.#numberOf(index, rowNumbers);
  }

  /** The physical line on which a row begins. */
  lineOf(index: number): number {
    return this.#numberOf(index, lineNumbers);
  }

  /** The cells of a row, or none for an index that was never given out. */
  cellsOf(index: number): string[] {
    if (index < 0 || index >= this.#length) return [];
    this.#find(index);
    this.#cells ??= this.#cut(index);
    return this.#cells;
  }

  /** One cell of a row, without making the others into texts; empty where there is none. */
  cellOf(index: number, column: number): string {
    if (index < 0 || index >= this.#length) return '';
    this.#find(index);
    const form = this.#formOf(index);
    if (form === asJson || form === asQuoted || column + 2 > mostStarts)
      return this.cellsOf(index)[column] ?? '';
    const between = form === asLine ? this.#delimiter : betweenCells;
    const starts = this.#starts;
    while (this.#startsKnown < column + 2 && !this.#isAllKnown) {
      const begin = starts[this.#startsKnown - 1] ?? 0;
      const at = this.#text.indexOf(between, begin);
      this.#isAllKnown = at === -1 || at >= this.#rowEnd;
      starts[this.#startsKnown] = this.#isAllKnown ? this.#rowEnd + 1 : at + 1;
      this.#startsKnown += 1;
    }
    if (column + 1 >= this.#startsKnown) return '';
    const begin = starts[column] ?? 0;
    const end = (starts[column + 1] ?? 0) - 1;
    const cell = this.#text.slice(begin, end);
    return form === separated ? cell : cell.trim();
  }

  #cut(index: number): string[] {
    const form = this.#formOf(index);
    if (form === asQuoted) {
      const row = cutRow(this.#text, this.#starts[0] ?? 0, { delimiter: this.#delimiter, isLast: true });
      if (typeof row === 'string') throw new Error(`row ${index} is not what was kept`);
      return row.cells;
    }
    const text = this.#text.slice(this.#starts[0], this.#rowEnd);
    if (form === asJson) return JSON.parse(text) as string[];
    if (form === separated) return text.split(betweenCells);
    return text.split(this.#delimiter).map((cell) => cell.trim());
  }

  #formOf(index: number): number {
    return this.#numberOf(index, places) & formBits;
  }

  /** Makes a row the one whose cells are looked at. */
  #find(index: number): void {
    if (index === this.#row) return;
    const isNext = index === this.#row + 1;
    const place = this.#numberOf(index, places);
    const book = place >>> bitsBeforeBook;
    const from = this.#numberOf(index, begins);
    const to = this.#numberOf(index, ends);
    const isAscii = (place & asciiBit) !== 0;
    const { book: windowBook, from: windowFrom, to: windowTo } = this.#window;
    const isInWindow = book === windowBook && from >= windowFrom && to <= windowTo;
    if (isAscii && isNext && !isInWindow) this.#openWindow(index);
    this.#row = index;
    this.#cells = null;
    this.#isAllKnown = false;
    this.#startsKnown = 1;
    if (isAscii && (isNext || isInWindow)) {
      this.#text = this.#window.text;
      this.#starts[0] = from - this.#window.from;
      this.#rowEnd = to - this.#window.from;
    } else {
      this.#text = this.#books[book]?.toString(isAscii ? 'latin1' : 'utf8', from, to) ?? '';
      this.#starts[0] = 0;
      this.#rowEnd = this.#text.length;
    }
  }

  /** Makes a row and some behind it one text. All are ASCII, so that places in the book are places in the text. */
  #openWindow(index: number): void {
    const book = this.#numberOf(index, places) >>> bitsBeforeBook;
    const from = this.#numberOf(index, begins);
    let to = this.#numberOf(index, ends);
    for (let next = index + 1; next < this.#length; next += 1) {
      const place = this.#numberOf(next, places);
      const end = this.#numberOf(next, ends);
      if (place >>> bitsBeforeBook !== book) {
        // A row between them that was written elsewhere does not end the window.
        if (next - index > rowsAhead) break;
        continue;
      }
      if ((place & asciiBit) === 0 || end < to || end - from > windowBytes) break;
      to = end;
    }
    this.#window = { text: this.#books[book]?.toString('latin1', from, to) ?? '', book, from, to };
  }

  #keep({ bytes, from, to }: TextSource, at: RowPlace, form: number): number {
    if (this.#piece !== bytes) {
      this.#piece = bytes;
      this.#pieceBook = this.#books.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) - 1;
    }
    return this.#note(at, { book: this.#pieceBook, from, to, form: form | asciiBit });
  }

  #write(text: string, at: RowPlace, form: number): number {
    // In UTF-8 no unit of a text takes more than three bytes.
    const book = this.#ownBookFor(text.length * 3);
    const from = this.#used;
    if (text !== '') this.#used += book.write(text, from, 'utf8');
    const isAscii = this.#used - from === text.length;
    const written = { book: this.#ownBook, from, to: this.#used };
    return this.#note(at, { ...written, form: isAscii ? form | asciiBit : form });
  }

  #ownBookFor(size: number): Buffer {
    const open = this.#books[this.#ownBook];
    if (open !== undefined && open.length - this.#used >= size) return open;
    const usual = open === undefined ? smallestBook : Math.min(largestBook, open.length * 2);
    const book = Buffer.allocUnsafeSlow(Math.max(size, usual));
    this.#ownBook = this.#books.push(book) - 1;
    this.#used = 0;
    return book;
  }

  /** Notes where the next row lies. */
  #note(at: RowPlace, { book, from, to, form }: Kept): number {
    const index = this.#length;
    const base = (index & (rowsInBlock - 1)) * numbers;
    if (base === 0) this.#blocks.push(new Uint32Array(rowsInBlock * numbers));
    const block = this.#blocks[this.#blocks.length - 1];
    if (block === undefined) throw new Error('no block was made');
    block[base + begins] = from;
    block[base + ends] = to;
    block[base + places] = (book << bitsBeforeBook) | form;
    block[base + rowNumbers] = at.row;
    block[base + lineNumbers] = at.line;
    this.#length += 1;
    return index;
  }

  #numberOf(index: number, which: number): number {
    return this.#blocks[index >>> blockBits]?.[(index & (rowsInBlock - 1)) * numbers + which] ?? 0;
  }
}
