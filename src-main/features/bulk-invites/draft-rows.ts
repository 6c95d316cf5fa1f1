import { DraftRow } from './draft-row.ts';
import { InBlocks } from './in-blocks.ts';
import type { RowStates } from './row-states.ts';

/**
 * Which rows a file, a plan or a tab has, in order. Those that lie one behind the other in the pages are known by the first of
 * them, so that the rows of a whole file take no memory; others by their indexes. A row becomes an object when it is asked for.
 */
export class DraftRows {
  readonly states: RowStates;
  #first = 0;
  #inRun = 0;
  #length = 0;
  /** Where the rows behind the run lie in the pages. */
  readonly #others = new InBlocks<number>();

  /** Holds no row yet. `states`: what is known of the rows. */
  constructor(states: RowStates) {
    this.states = states;
  }

  get length(): number {
    return this.#length;
  }

  /** The row at a position from 0 on; undefined where there is none. */
  at(position: number): DraftRow | undefined {
    if (position < 0 || position >= this.#length) return undefined;
    return new DraftRow(this.states, this.#indexAt(position));
  }

  /** The position of the row with this number; -1 where there is none. Rows are in order of their numbers. */
  find(number: number): number {
    let low = 0;
    let high = this.#length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.at(middle)?.row ?? 0;
      if (found === number) return middle;
      if (found < number) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** The row at the end; undefined when there is none. */
  get last(): DraftRow | undefined {
    return this.at(this.#length - 1);
  }

  /** Puts a row of the pages at the end. */
  push(index: number): void {
    const behindRun = this.#length - this.#inRun;
    if (this.#length === 0) this.#first = index;
    if (behindRun === 0 && index === this.#first + this.#inRun) this.#inRun += 1;
    else this.#others.set(behindRun, index);
    this.#length += 1;
  }

  /** Takes the row at the end away. */
  pop(): void {
    this.#length = Math.max(0, this.#length - 1);
    this.#inRun = Math.min(this.#inRun, this.#length);
  }

  /** The rows of a window, as a list of its own. */
  slice(from: number, to: number): DraftRow[] {
    const rows: DraftRow[] = [];
    for (let position = from; position < Math.min(to, this.#length); position += 1) {
      rows.push(new DraftRow(this.states, this.#indexAt(position)));
    }
    return rows;
  }

  /** The rows that a test lets through. */
  filter(isKept: (row: DraftRow) => boolean): DraftRows {
    const kept = new DraftRows(this.states);
    for (const row of this) if (isKept(row)) kept.push(row.index);
    return kept;
  }

  /** Makes the rows as they were read: neither checked, edited nor chosen. */
  forget(): void {
    for (let position = 0; position < this.#length; position += 1)
      this.states.forget(this.#indexAt(position));
  }

  /** One row after the other, also those that are put at the end meanwhile. Not a generator: that takes twice as long. */
  [Symbol.iterator](): Iterator<DraftRow, undefined> {
    let position = -1;
    return {
      next: () => {
        position += 1;
        if (position >= this.#length) return { done: true, value: undefined };
        return { done: false, value: new DraftRow(this.states, this.#indexAt(position)) };
      },
    };
  }

  #indexAt(position: number): number {
    if (position < this.#inRun) return this.#first + position;
    return this.#others.get(position - this.#inRun) ?? -1;
  }
}
