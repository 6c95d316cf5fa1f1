/** So many rows lie in one page: small enough that a row picked anywhere is found at once. */
const rowsInPage = 64;
// Information separators of ASCII, as they are meant. A page whose cells hold one of them is written as JSON.
const betweenCells = '\u001f';
const betweenRows = '\u001e';

interface Page {
  bytes: Buffer;
  form: 'separated' | 'json';
}

/**
 * The cells of all rows, packed outside the heap: a million rows as objects of their own would take several times what the
 * file weighs, and every collection would walk them. A page is unpacked when a row of it is asked for, and kept until
 * another page is.
 */
export class RowPages {
  readonly #pages: Page[] = [];
  #open: (readonly string[])[] = [];
  #length = 0;
  #unpacked: { page: number; rows: string[] | string[][] } | null = null;
  #last: { index: number; cells: string[] } | null = null;

  /** Keeps the cells of the next row; returns its index. */
  add(cells: readonly string[]): number {
    this.#open.push(cells);
    this.#length += 1;
    if (this.#open.length === rowsInPage) {
      this.#pages.push(pack(this.#open));
      this.#open = [];
    }
    return this.#length - 1;
  }

  /** The cells of a row, or none for an index that was never given out. */
  cellsOf(index: number): string[] {
    if (this.#last?.index === index) return this.#last.cells;
    const cells = this.#find(index);
    this.#last = { index, cells };
    return cells;
  }

  #find(index: number): string[] {
    if (index < 0 || index >= this.#length) return [];
    const page = Math.floor(index / rowsInPage);
    const packed = this.#pages[page];
    if (packed === undefined) return [...(this.#open[index % rowsInPage] ?? [])];
    if (this.#unpacked?.page !== page) this.#unpacked = { page, rows: unpack(packed) };
    const row = this.#unpacked.rows[index % rowsInPage] ?? [];
    return typeof row === 'string' ? row.split(betweenCells) : row;
  }
}

function pack(rows: readonly (readonly string[])[]): Page {
  const lines = rows.map((cells) => cells.join(betweenCells));
  const whole = lines.join(betweenRows);
  const isClean = rows.every((cells) => !cells.some(holdsSeparator));
  return isClean
    ? { bytes: Buffer.from(whole), form: 'separated' }
    : { bytes: Buffer.from(JSON.stringify(rows)), form: 'json' };
}

function holdsSeparator(cell: string): boolean {
  return cell.includes(betweenCells) || cell.includes(betweenRows);
}

function unpack({ bytes, form }: Page): string[] | string[][] {
  const text = bytes.toString();
  return form === 'json' ? (JSON.parse(text) as string[][]) : text.split(betweenRows);
}
