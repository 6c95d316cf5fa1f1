const blockBits = 12;
const blockMask = (1 << blockBits) - 1;

/** A list in blocks: one of a million that grows, or is made at once, holds its thread while memory is had for all of it. */
export class InBlocks<Value> {
  readonly #blocks: (Value[] | undefined)[] = [];

  /** What stands at an index; undefined when nothing was put there. */
  get(index: number): Value | undefined {
    return this.#blocks[index >>> blockBits]?.[index & blockMask];
  }

  /** Puts a value at an index. Most cheaply one behind the other; where little stands, little memory is taken. */
  set(index: number, value: Value): void {
    const at = index >>> blockBits;
    const block = this.#blocks[at];
    if (block !== undefined) block[index & blockMask] = value;
    else {
      const made: Value[] = [];
      made[index & blockMask] = value;
      this.#blocks[at] = made;
    }
  }
}
