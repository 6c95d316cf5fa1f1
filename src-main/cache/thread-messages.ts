import type { OpenedFile } from './open-file.ts';

/** What main gives the cache thread at its start. */
export interface CacheThreadData {
  path: string;
}

/** What main asks of the cache thread: only the operation's name and its input cross. */
export type CacheRequest =
  | { is: 'run'; id: number; kind: 'read' | 'write'; name: string; input: unknown }
  | { is: 'close' };

/** What the cache thread answers. Errors are data: a thrown one would end the thread. */
export type CacheReply =
  | { is: 'opened'; opened: OpenedFile['opened'] }
  | { is: 'not-opened'; error: ThreadError }
  | { is: 'done'; id: number; value: unknown; tookMs: number }
  | { is: 'failed'; id: number; error: ThreadError }
  | { is: 'rebuilt' }
  | { is: 'closed' };

export interface ThreadError {
  message: string;
  /** SQLite's own code, such as SQLITE_FULL; null for others. */
  code: string | null;
}

/** An error as it crosses between threads: no stack, no values of rows. */
export function threadErrorOf(error: unknown): ThreadError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  return { message: error instanceof Error ? error.message : 'unknown', code };
}
