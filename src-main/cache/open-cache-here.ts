import type { Cache, CacheOperation } from './cache-handles.ts';
import { runOperations } from './run-operations.ts';

/** Opens the copy in the calling thread: the same file, the same engine, no thread between. For tests and benches. */
export function openCacheHere(path: string, operations: readonly CacheOperation[]): Cache {
  const running = runOperations({ path, operations, onRebuilt: () => undefined });
  return {
    opened: running.opened,
    read: async <Output>(operation: { name: string }, input: unknown) =>
      running.read(operation.name, input) as Output,
    write: async <Output>(operation: { name: string }, input: unknown) =>
      (await running.write(operation.name, input)) as Output,
    close: async () => running.close(),
  };
}
