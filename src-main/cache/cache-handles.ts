import type { Database } from 'better-sqlite3';
import type { MemorySlot } from './memory-slot.ts';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** The copy as a query sees it, inside the cache thread. A function that reads asks for this. */
export type ReadableCache = Pick<Database, 'prepare'> & {
  readonly [readable]: true;
  /** What the thread keeps in memory beside the file; made anew when it is asked for first. */
  remember<Value>(slot: MemorySlot<Value>): Value;
  /** Has the thread do a chore when nobody waits for an answer, such as bringing into memory what is asked for next. */
  later(chore: (cache: ReadableCache) => void): void;
};

/** The copy as a writer sees it. Only `cacheWrite` and `cacheJob` operations get one, inside a transaction. */
export type WritableCache = ReadableCache &
  Pick<Database, 'exec' | 'pragma'> & {
    readonly [writable]: true;
  };

/** A named query. Declared beside its table, run in the cache thread, called from main by reference. */
export interface CacheRead<Input, Output> {
  readonly kind: 'read';
  readonly name: string;
  readonly run: (cache: ReadableCache, input: Input) => Output;
}

/** A named change of the copy; `run` is one transaction. */
export interface CacheWrite<Input, Output> {
  readonly kind: 'write';
  readonly name: string;
  readonly after: AfterChange;
  readonly run: (cache: WritableCache, input: Input) => Output;
}

/**
 * What follows the commit, so that deleted rows leave nothing (E9). `erase` empties the write-ahead log and gives free pages
 * back; `rewrite` writes the whole file anew, since pages that others share keep shreds of moved rows in their gaps.
 */
export type AfterChange = 'commit' | 'erase' | 'rewrite';

/**
 * A long change of the copy: one transaction too, but it yields every few milliseconds, so that queries are answered in
 * between (from the state before it). Other writers wait for its end.
 */
export interface CacheJob<Input, Output> {
  readonly kind: 'job';
  readonly name: string;
  readonly after: AfterChange;
  readonly run: (cache: WritableCache, input: Input) => Generator<undefined, Output, undefined>;
}

export type CacheOperation =
  | CacheRead<never, unknown>
  | CacheWrite<never, unknown>
  | CacheJob<never, unknown>;

/** Declares a query. Input and output must survive structured clone. */
export function cacheRead<Input, Output>(
  name: string,
  run: (cache: ReadableCache, input: Input) => Output,
): CacheRead<Input, Output> {
  return { kind: 'read', name, run };
}

/** Declares a change of the copy. Input and output must survive structured clone. */
export function cacheWrite<Input, Output>(
  name: string,
  run: (cache: WritableCache, input: Input) => Output,
  after: AfterChange = 'commit',
): CacheWrite<Input, Output> {
  return { kind: 'write', name, after, run };
}

/** Declares a long change of the copy. Input and output must survive structured clone. */
export function cacheJob<Input, Output>(
  name: string,
  run: (cache: WritableCache, input: Input) => Generator<undefined, Output, undefined>,
  after: AfterChange = 'commit',
): CacheJob<Input, Output> {
  return { kind: 'job', name, after, run };
}

/** Main's one door to the copy: asynchronous, answered by the cache thread, timed, over 40 ms logged. */
export interface Cache {
  /** Rejects only when the cache thread itself fails. */
  read<Input, Output>(operation: CacheRead<Input, Output>, input: Input): Promise<Output>;
  /** Resolves after the commit. `transfer` hands buffers over without a copy. */
  write<Input, Output>(
    operation: CacheWrite<Input, Output> | CacheJob<Input, Output>,
    input: Input,
    transfer?: readonly ArrayBuffer[],
  ): Promise<Output>;
  close(): Promise<void>;
  /** `rebuilt` when the file was damaged or of another shape and starts empty. */
  readonly opened: 'as-it-was' | 'new' | 'rebuilt';
}
