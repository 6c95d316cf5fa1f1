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

const smallestBook = 65_536;
const largestBook = 1_048_576;
/** So much is turned into text at once when rows are asked for one after the other: texts above 128 kB are slow to make. */
const windowBytes = 16_384;
const rowsAhead = 64;

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
  /** From where to where in its book each row reaches. */
  #begins = new Uint32Array(1024);
  #ends = new Uint32Array(1024);
  /** The number of its book, and how it is written. */
  #places = new Uint32Array(1024);

  /** Rows that were asked for one after the other, as one text, and where in which book it lies. */
  #window = { text: '', book: -1, from: 0, to: 0 };
  /** The row that was asked for last: its text, perhaps with others around it, and where its cells begin as far as they were sought. */
  #row = -1;
  #text = '';
  #rowEnd = 0;
  #starts: number[] = [];
  #isAllKnown = false;
  #cells: string[] | null = null;

  /** `delimiter`: what stands between the cells of a line. */
  constructor(delimiter = ',') {
    this.#delimiter = delimiter;
  }

  /** Keeps the cells of the next row; returns its index. `source`: where in the file they stand as a row of RFC 4180. */
  add(cells: readonly string[], source: TextSource | null = null): number {
    if (source !== null) return this.#keep(source, asQuoted);
    return cells.some((cell) => cell.includes(betweenCells))
      ? this.#write(JSON.stringify(cells), asJson)
      : this.#write(cells.join(betweenCells), separated);
  }

  /** Keeps a line as it stands: its cells are what is between the delimiters, without the blanks around. Returns its index. */
  addLine({ text, begin, end, source }: TextLine): number {
    return source === null ? this.#write(text.slice(begin, end), asLine) : this.#keep(source, asLine);
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
    if (form === asJson || form === asQuoted) return this.cellsOf(index)[column] ?? '';
    const between = form === asLine ? this.#delimiter : betweenCells;
    const starts = this.#starts;
    while (starts.length < column + 2 && !this.#isAllKnown) {
      const at = this.#text.indexOf(between, starts[starts.length - 1]);
      this.#isAllKnown = at === -1 || at >= this.#rowEnd;
      starts.push(this.#isAllKnown ? this.#rowEnd + 1 : at + 1);
    }
    if (column + 1 >= starts.length) return '';
    const cell = this.#text.slice(starts[column], (starts[column + 1] ?? 0) - 1);
    return form === asLine ? cell.trim() : cell;
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
    return (this.#places[index] ?? 0) & formBits;
  }

  /** Makes a row the one whose cells are looked at. */
  #find(index: number): void {
    if (index === this.#row) return;
    const isNext = index === this.#row + 1;
    const place = this.#places[index] ?? 0;
    const book = place >>> bitsBeforeBook;
    const from = this.#begins[index] ?? 0;
    const to = this.#ends[index] ?? 0;
    const isAscii = (place & asciiBit) !== 0;
    const { book: windowBook, from: windowFrom, to: windowTo } = this.#window;
    const isInWindow = book === windowBook && from >= windowFrom && to <= windowTo;
    if (isAscii && isNext && !isInWindow) this.#openWindow(index);
    this.#row = index;
    this.#cells = null;
    this.#isAllKnown = false;
    this.#starts.length = 0;
    if (isAscii && (isNext || isInWindow)) {
      this.#text = this.#window.text;
      this.#starts.push(from - this.#window.from);
      this.#rowEnd = to - this.#window.from;
    } else {
      this.#text = this.#books[book]?.toString(isAscii ? 'latin1' : 'utf8', from, to) ?? '';
      this.#starts.push(0);
      this.#rowEnd = this.#text.length;
    }
  }

  /** Makes a row and some behind it one text. All are ASCII, so that places in the book are places in the text. */
  #openWindow(index: number): void {
    const book = (this.#places[index] ?? 0) >>> bitsBeforeBook;
    const from = this.#begins[index] ?? 0;
    let to = this.#ends[index] ?? 0;
    for (let next = index + 1; next < this.#length; next += 1) {
      const place = this.#places[next] ?? 0;
      const end = this.#ends[next] ?? 0;
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

  #keep({ bytes, from, to }: TextSource, form: number): number {
    if (this.#piece !== bytes) {
      this.#piece = bytes;
      this.#pieceBook = this.#books.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) - 1;
    }
    return this.#note(this.#pieceBook, { from, to }, form | asciiBit);
  }

  #write(text: string, form: number): number {
    // In UTF-8 no unit of a text takes more than three bytes.
    const book = this.#ownBookFor(text.length * 3);
    const from = this.#used;
    if (text !== '') this.#used += book.write(text, from, 'utf8');
    const isAscii = this.#used - from === text.length;
    return this.#note(this.#ownBook, { from, to: this.#used }, isAscii ? form | asciiBit : form);
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
  #note(book: number, { from, to }: { from: number; to: number }, form: number): number {
    const index = this.#length;
    if (index === this.#ends.length) {
      this.#begins = twiceAsLong(this.#begins);
      this.#ends = twiceAsLong(this.#ends);
      this.#places = twiceAsLong(this.#places);
    }
    this.#begins[index] = from;
    this.#ends[index] = to;
    this.#places[index] = (book << bitsBeforeBook) | form;
    this.#length += 1;
    return index;
  }
}

function twiceAsLong(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(numbers.length * 2);
  longer.set(numbers);
  return longer;
}
