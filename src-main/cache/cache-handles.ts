import type { Database } from 'better-sqlite3';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** The copy as a query sees it, inside the cache thread. A function that reads asks for this. */
export type ReadableCache = Pick<Database, 'prepare'> & { readonly [readable]: true };

/** The copy as a writer sees it. Only `cacheWrite` operations get one, inside a transaction. */
export type WritableCache = Pick<Database, 'prepare' | 'exec' | 'pragma'> & {
  readonly [readable]: true;
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
  readonly run: (cache: WritableCache, input: Input) => Output;
}

export type CacheOperation = CacheRead<never, unknown> | CacheWrite<never, unknown>;

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
): CacheWrite<Input, Output> {
  return { kind: 'write', name, run };
}

/** Main's one door to the copy: asynchronous, answered by the cache thread, timed, over 40 ms logged. */
export interface Cache {
  /** Rejects only when the cache thread itself fails. */
  read<Input, Output>(operation: CacheRead<Input, Output>, input: Input): Promise<Output>;
  /** Resolves after the commit. `transfer` hands buffers over without a copy. */
  write<Input, Output>(
    operation: CacheWrite<Input, Output>,
    input: Input,
    transfer?: readonly ArrayBuffer[],
  ): Promise<Output>;
  close(): Promise<void>;
  /** `rebuilt` when the file was damaged or of another shape and starts empty. */
  readonly opened: 'as-it-was' | 'new' | 'rebuilt';
}
