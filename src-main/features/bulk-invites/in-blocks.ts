const blockBits = 12;
const blockMask = (1 << blockBits) - 1;

/** A list in blocks: one of a million that grows, or is made at once, holds its thread while memory is had for all of it. */
export class InBlocks<Value> {
  readonly #blocks: Value[][] = [];

  /** What stands at an index; undefined when nothing was put there. */
  get(index: number): Value | undefined {
    return this.#blocks[index >>> blockBits]?.[index & blockMask];
  }

  /** Puts a value at an index: one that has a value, or the next one. */
  set(index: number, value: Value): void {
    const at = index >>> blockBits;
    const block = this.#blocks[at];
    if (block === undefined) this.#blocks[at] = [value];
    else block[index & blockMask] = value;
  }
}
