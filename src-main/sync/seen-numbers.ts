/** A set of row numbers in an eighth of a byte each, so that the memory of a sync stays flat at a million people. */
export class SeenNumbers {
  #bits = new Uint8Array(1024);
  size = 0;

  /** Adds a number; answers whether it is new. */
  add(n: number): boolean {
    const at = Math.floor(n / 8);
    const bit = 1 << (n % 8);
    if (at >= this.#bits.length) this.#grow(at);
    const byte = this.#bits[at] ?? 0;
    if ((byte & bit) !== 0) return false;
    this.#bits[at] = byte | bit;
    this.size += 1;
    return true;
  }

  has(n: number): boolean {
    return ((this.#bits[Math.floor(n / 8)] ?? 0) & (1 << (n % 8))) !== 0;
  }

  #grow(at: number): void {
    const larger = new Uint8Array(Math.max(at + 1, this.#bits.length * 2));
    larger.set(this.#bits);
    this.#bits = larger;
  }
}
