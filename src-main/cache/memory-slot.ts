/** A place in the thread's memory, such as the columns that search walks. Lost with the thread, never written. */
export interface MemorySlot<Value> {
  readonly name: string;
  readonly make: () => Value;
}

/** What the thread keeps in memory beside the file, one value a slot. */
export class ThreadMemory {
  readonly #values = new Map<MemorySlot<unknown>, unknown>();

  /** The value of the slot, made when it is asked for first. */
  of<Value>(slot: MemorySlot<Value>): Value {
    if (!this.#values.has(slot)) this.#values.set(slot, slot.make());
    return this.#values.get(slot) as Value;
  }

  /** Forgets everything; the file was begun anew. */
  clear(): void {
    this.#values.clear();
  }
}
