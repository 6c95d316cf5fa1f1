import type {
  CacheJob,
  CacheOperation,
  CacheRead,
  CacheWrite,
  ReadableCache,
  WritableCache,
} from './cache-handles.ts';
import { ThreadMemory } from './memory-slot.ts';
import { type CacheFile, type OpenedFile, openFile } from './open-file.ts';

/** How long a job may hold the thread before queries that wait are answered. */
const sliceMs = 8;

export interface RunningCache {
  readonly opened: OpenedFile['opened'];
  /** Runs a query at once. Throws what it throws. */
  read(name: string, input: unknown): unknown;
  /** Runs a change after those that wait; settles after its commit, or rejects with nothing of it stored. */
  write(name: string, input: unknown): Promise<unknown>;
  close(): void;
}

export interface CacheRoom {
  path: string;
  operations: readonly CacheOperation[];
  /** Called when the file turned out damaged while it was in use and was begun anew. */
  onRebuilt(): void;
}

type Change = CacheWrite<never, unknown> | CacheJob<never, unknown>;

interface Waiting {
  operation: Change;
  input: unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Opens the copy in this thread and runs named operations on it: queries at once, changes one after another. */
export function runOperations(room: CacheRoom): RunningCache {
  const operations = new Map<string, CacheOperation>();
  for (const operation of room.operations) {
    if (operations.has(operation.name)) throw new Error(`two cache operations are called ${operation.name}`);
    operations.set(operation.name, operation);
  }
  const memory = new ThreadMemory();
  let file = openFile(room.path);
  const { opened } = file;
  const queue: Waiting[] = [];
  const chores: ((cache: ReadableCache) => void)[] = [];
  let isPumping = false;
  let isClosed = false;

  const find = (name: string): CacheOperation => {
    const found = operations.get(name);
    if (found === undefined) throw new Error(`no cache operation is called ${name}`);
    return found;
  };
  const rebuildIfDamaged = (error: unknown): void => {
    if (!isDamage(error) || isClosed) return;
    memory.clear();
    closeQuietly(file);
    file = openFile(room.path, 'throw-away');
    room.onRebuilt();
  };

  const doChore = (): void => {
    const chore = chores.shift();
    if (chore === undefined || isClosed) return;
    try {
      chore(handleOf(file.reader, memory, later));
    } catch (error) {
      // A chore only prepares; what is wrong will be said by the query that needs it.
      rebuildIfDamaged(error);
    }
    if (chores.length > 0) setImmediate(doChore);
  };
  const later = (chore: (cache: ReadableCache) => void): void => {
    if (chores.push(chore) === 1) setImmediate(doChore);
  };

  const pump = async (): Promise<void> => {
    if (isPumping) return;
    isPumping = true;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      try {
        next.resolve(await runChange(handleOf(file.writer, memory, later), file.writer, next));
      } catch (error) {
        rebuildIfDamaged(error);
        next.reject(error);
      }
    }
    isPumping = false;
  };

  return {
    opened,
    read: (name, input) => {
      const operation = find(name);
      if (operation.kind !== 'read') throw new Error(`${name} is no query`);
      try {
        const run = operation.run as CacheRead<unknown, unknown>['run'];
        return run(handleOf(file.reader, memory, later), input);
      } catch (error) {
        rebuildIfDamaged(error);
        throw error;
      }
    },
    write: (name, input) =>
      new Promise((resolve, reject) => {
        const operation = find(name);
        if (operation.kind === 'read') throw new Error(`${name} is a query`);
        if (isClosed) throw new Error('the cache is closed');
        queue.push({ operation, input, resolve, reject });
        void pump();
      }),
    close: () => {
      isClosed = true;
      for (const waiting of queue.splice(0)) waiting.reject(new Error('the cache is closed'));
      closeQuietly(file);
    },
  };
}

async function runChange(
  cache: WritableCache,
  writer: CacheFile,
  { operation, input }: Waiting,
): Promise<unknown> {
  writer.exec('BEGIN IMMEDIATE');
  try {
    const value =
      operation.kind === 'write'
        ? (operation.run as CacheWrite<unknown, unknown>['run'])(cache, input)
        : await runSlices((operation.run as CacheJob<unknown, unknown>['run'])(cache, input));
    writer.exec('COMMIT');
    if (operation.after !== 'commit') erase(writer, operation.after);
    return value;
  } catch (error) {
    if (writer.open && writer.inTransaction) writer.exec('ROLLBACK');
    throw error;
  }
}

async function runSlices(steps: Generator<undefined, unknown, undefined>): Promise<unknown> {
  for (;;) {
    const until = performance.now() + sliceMs;
    while (performance.now() < until) {
      const step = steps.next();
      if (step.done) return step.value;
    }
    // Queries that came meanwhile are answered before the next slice.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Sees to it that what was deleted is in no file any more. */
function erase(writer: CacheFile, how: 'erase' | 'rewrite'): void {
  if (how === 'rewrite') writer.exec('VACUUM');
  else writer.pragma('incremental_vacuum');
  writer.pragma('wal_checkpoint(TRUNCATE)');
}

function handleOf(file: CacheFile, memory: ThreadMemory, later: ReadableCache['later']): WritableCache {
  const handle = {
    prepare: file.prepare.bind(file),
    exec: file.exec.bind(file),
    pragma: file.pragma.bind(file),
    remember: memory.of.bind(memory),
    later,
  };
  return handle as unknown as WritableCache;
}

function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB');
}

function closeQuietly(file: OpenedFile): void {
  for (const connection of [file.reader, file.writer]) {
    try {
      connection.close();
    } catch {
      // A damaged file may refuse to be closed in order; it is deleted next, or left to the system.
    }
  }
}
