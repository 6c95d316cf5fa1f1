import { join } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { Cache } from './cache-handles.ts';
import type { CacheReply, CacheRequest, CacheThreadData, ThreadError } from './thread-messages.ts';

export interface CacheThreadRoom {
  /** Folder of the profile; the file is `cache.sqlite` in it. */
  folder: string;
  /** The built thread: `new URL('./cache-thread.js', import.meta.url)`. */
  thread: URL;
  log(event: string, fields: Record<string, string | number>): void;
  /** Called when the copy was begun anew while the app runs: everything is to be fetched again. */
  onRebuilt?(): void;
  threadOptions?: Pick<WorkerOptions, 'execArgv'>;
}

/** A call that the cache thread could not answer. `code` is SQLite's own where it has one, such as SQLITE_FULL. */
export class CacheFailed extends Error {
  override readonly name = 'CacheFailed';
  readonly code: string | null;

  constructor({ message, code }: ThreadError) {
    super(message);
    this.code = code;
  }
}

interface InFlight {
  kind: 'read' | 'write';
  name: string;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** A query that takes longer than this is logged, by name only. */
const slowMs = 40;

/**
 * Starts the thread that owns the copy and resolves when its file is open. A thread that ends unasked rejects what was in
 * flight with `CacheFailed` and is started once more; after a second end every call rejects. Rejects when the file can
 * be neither opened nor made anew.
 */
export async function openCache(room: CacheThreadRoom): Promise<Cache> {
  const data: CacheThreadData = { path: join(room.folder, 'cache.sqlite') };
  const inFlight = new Map<number, InFlight>();
  let lastId = 0;
  let hasOpened = false;
  let restarts = 0;
  /** Set once the thread has ended for good; every call rejects with it. */
  let gone: CacheFailed | null = null;
  let closing: (() => void) | null = null;
  let worker: Worker;

  const start = (): Promise<Cache['opened']> =>
    new Promise((resolve, reject) => {
      const begun = new Worker(room.thread, { workerData: data, name: 'cache', ...room.threadOptions });
      worker = begun;
      begun.on('message', (reply: CacheReply) => {
        if (reply.is === 'opened') resolve(reply.opened);
        else if (reply.is === 'not-opened') reject(new CacheFailed(reply.error));
        else if (reply.is === 'rebuilt') room.onRebuilt?.();
        else if (reply.is === 'closed') closing?.();
        else settle(reply);
      });
      begun.on('error', (error) => room.log('cache thread failed', { error: error.message }));
      begun.on('exit', () => {
        const ended = new CacheFailed({ message: 'the cache thread ended', code: null });
        reject(ended);
        closing?.();
        for (const call of inFlight.values()) call.reject(ended);
        inFlight.clear();
        if (closing !== null || !hasOpened || restarts > 0) {
          gone = ended;
          return;
        }
        restarts += 1;
        room.log('cache thread starts again', {});
        start().then(
          (opened) => opened === 'rebuilt' && room.onRebuilt?.(),
          (error: unknown) => room.log('cache thread failed', { error: String(error) }),
        );
      });
    });

  const settle = (reply: CacheReply & { is: 'done' | 'failed' }): void => {
    const call = inFlight.get(reply.id);
    inFlight.delete(reply.id);
    if (call === undefined) return;
    if (reply.is === 'failed') {
      room.log('cache call failed', { operation: call.name, error: reply.error.code ?? reply.error.message });
      call.reject(new CacheFailed(reply.error));
      return;
    }
    // Changes wait for one another and yield to queries, so only a query's time tells of somebody who waited.
    if (call.kind === 'read' && reply.tookMs > slowMs) {
      room.log('cache query slow', { operation: call.name, ms: Math.round(reply.tookMs) });
    }
    call.resolve(reply.value);
  };

  const ask = <Output>(
    kind: 'read' | 'write',
    name: string,
    input: unknown,
    transfer: readonly ArrayBuffer[],
  ): Promise<Output> =>
    new Promise<Output>((resolve, reject) => {
      if (closing !== null) throw new CacheFailed({ message: 'the cache is closed', code: null });
      if (gone !== null) throw gone;
      lastId += 1;
      const request: CacheRequest = { is: 'run', id: lastId, kind, name, input };
      inFlight.set(lastId, { kind, name, resolve: resolve as (value: unknown) => void, reject });
      worker.postMessage(request, [...transfer]);
    });

  const opened = await start();
  hasOpened = true;
  return {
    opened,
    read: (operation, input) => ask('read', operation.name, input, []),
    write: (operation, input, transfer = []) => ask('write', operation.name, input, transfer),
    close: () =>
      new Promise((resolve) => {
        if (closing !== null || gone !== null) return resolve();
        closing = resolve;
        worker.postMessage({ is: 'close' } satisfies CacheRequest);
      }),
  };
}
