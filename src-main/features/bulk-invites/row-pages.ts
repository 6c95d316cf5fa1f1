import type { TextLine } from './read-csv/parse-csv.ts';

// An information separator of ASCII, as it is meant. A row whose cells hold one of them is written as JSON.
const betweenCells = '\u001f';
/** How the cells of a row are written: as the line stood in the file, between separators, or as JSON. */
const asLine = 0;
const separated = 1;
const asJson = 2;
const formBits = 3;
/** Whether a row is ASCII alone, so that every sign is a byte. */
const asciiBit = 4;
/** The number of the book stands above them. */
const bitsBeforeBook = 3;

const smallestBook = 65_536;
const largestBook = 1_048_576;
/** So much is turned into text at once when rows are asked for one after the other: texts above 128 kB are slow to make. */
const windowBytes = 16_384;

/**
 * The cells of all rows, outside the heap: a million rows as objects of their own would take several times what the file
 * weighs, and every collection would walk them. Rows lie one behind the other in large pieces of memory, plain lines as they
 * stood in the file. A cell becomes a text when somebody asks for it.
 */
export class RowPages {
  readonly #delimiter: string;
  readonly #books: Buffer[] = [];
  /** How much of the last book is taken, lines that wait to be written included. */
  #used = 0;
  #length = 0;
  /** Where each row ends in its book; it begins where the row before it ends, the first one at 0. */
  #ends = new Uint32Array(1024);
  /** The number of its book, and how it is written. */
  #places = new Uint32Array(1024);
  /** Lines that stand one after the other in a text are written at once. */
  #waiting: { text: string; begin: number; end: number } = { text: '', begin: 0, end: 0 };

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

  /** Keeps the cells of the next row; returns its index. */
  add(cells: readonly string[]): number {
    return cells.some((cell) => cell.includes(betweenCells))
      ? this.#write(JSON.stringify(cells), asJson)
      : this.#write(cells.join(betweenCells), separated);
  }

  /** Keeps a line as it stands: its cells are what is between the delimiters, without the blanks around. Returns its index. */
  addLine({ text, begin, end, isAscii }: TextLine): number {
    if (!isAscii) return this.#write(text.slice(begin, end), asLine);
    const waiting = this.#waiting;
    // No other line is as short as two signs and no record, so what lies between is a line break: a blank before the first cell.
    const follows = waiting.text === text && begin >= waiting.end && begin - waiting.end <= 2;
    let from = follows ? waiting.end : begin;
    if (!follows || !this.#hasRoom(end - from)) {
      this.#writeWaiting();
      from = begin;
      this.#makeRoom(end - from);
      waiting.text = text;
      waiting.begin = begin;
    }
    waiting.end = end;
    return this.#note(end - from, asLine | asciiBit);
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
    if (form === asJson) return this.cellsOf(index)[column] ?? '';
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
    const text = this.#text.slice(this.#starts[0], this.#rowEnd);
    const form = this.#formOf(index);
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
    this.#writeWaiting();
    const isNext = index === this.#row + 1;
    const place = this.#places[index] ?? 0;
    const book = place >>> bitsBeforeBook;
    const from = this.#startOf(index);
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
    const from = this.#startOf(index);
    let to = this.#ends[index] ?? 0;
    for (let next = index + 1; next < this.#length; next += 1) {
      const place = this.#places[next] ?? 0;
      const end = this.#ends[next] ?? 0;
      if (place >>> bitsBeforeBook !== book || (place & asciiBit) === 0 || end - from > windowBytes) break;
      to = end;
    }
    this.#window = { text: this.#books[book]?.toString('latin1', from, to) ?? '', book, from, to };
  }

  #startOf(index: number): number {
    const before = this.#places[index - 1];
    const isFirst =
      before === undefined || before >>> bitsBeforeBook !== (this.#places[index] ?? 0) >>> bitsBeforeBook;
    return isFirst ? 0 : (this.#ends[index - 1] ?? 0);
  }

  #write(text: string, form: number): number {
    this.#writeWaiting();
    // In UTF-8 no unit of a text takes more than three bytes.
    this.#makeRoom(text.length * 3);
    const length = text === '' ? 0 : (this.#books.at(-1)?.write(text, this.#used, 'utf8') ?? 0);
    return this.#note(length, length === text.length ? form | asciiBit : form);
  }

  #writeWaiting(): void {
    const { text, begin, end } = this.#waiting;
    if (text === '') return;
    this.#books.at(-1)?.write(text.slice(begin, end), this.#used - (end - begin), 'latin1');
    this.#waiting.text = '';
    this.#waiting.end = 0;
  }

  #hasRoom(size: number): boolean {
    const book = this.#books.at(-1);
    return book !== undefined && book.length - this.#used >= size;
  }

  #makeRoom(size: number): void {
    if (this.#hasRoom(size)) return;
    const usual = Math.min(largestBook, smallestBook * 2 ** this.#books.length);
    this.#books.push(Buffer.allocUnsafeSlow(Math.max(size, usual)));
    this.#used = 0;
  }

  /** Notes where the next row lies. */
  #note(length: number, form: number): number {
    const index = this.#length;
    if (index === this.#ends.length) {
      this.#ends = twiceAsLong(this.#ends);
      this.#places = twiceAsLong(this.#places);
    }
    this.#used += length;
    this.#ends[index] = this.#used;
    this.#places[index] = ((this.#books.length - 1) << bitsBeforeBook) | form;
    this.#length += 1;
    return index;
  }
}

function twiceAsLong(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(numbers.length * 2);
  longer.set(numbers);
  return longer;
}
