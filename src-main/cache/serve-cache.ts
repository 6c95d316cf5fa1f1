import type { MessagePort } from 'node:worker_threads';
import type { CacheOperation } from './cache-handles.ts';
import { type RunningCache, runOperations } from './run-operations.ts';
import {
  type CacheReply,
  type CacheRequest,
  type CacheThreadData,
  threadErrorOf,
} from './thread-messages.ts';

/**
 * Answers what main asks through the port, until it asks to close. Queries are answered in the order they come, also while
 * a long change is under way; nothing thrown leaves this function.
 */
export function serveCache(
  port: MessagePort,
  data: CacheThreadData,
  operations: readonly CacheOperation[],
): void {
  const reply = (message: CacheReply): void => port.postMessage(message);
  let cache: RunningCache;
  try {
    cache = runOperations({ path: data.path, operations, onRebuilt: () => reply({ is: 'rebuilt' }) });
  } catch (error) {
    reply({ is: 'not-opened', error: threadErrorOf(error) });
    port.close();
    return;
  }
  reply({ is: 'opened', opened: cache.opened });

  const underWay = new Set<Promise<void>>();
  const answer = async (request: CacheRequest & { is: 'run' }): Promise<void> => {
    const { id, kind, name, input } = request;
    const began = performance.now();
    try {
      const value = kind === 'read' ? cache.read(name, input) : await cache.write(name, input);
      reply({ is: 'done', id, value, tookMs: performance.now() - began });
    } catch (error) {
      reply({ is: 'failed', id, error: threadErrorOf(error) });
    }
  };
  port.on('message', (request: CacheRequest) => {
    if (request.is === 'run') {
      const answered = answer(request).finally(() => underWay.delete(answered));
      underWay.add(answered);
      return;
    }
    void Promise.all(underWay).then(() => {
      cache.close();
      reply({ is: 'closed' });
      port.close();
    });
  });
}
