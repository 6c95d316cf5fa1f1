import { parentPort, workerData } from 'node:worker_threads';
import { serveCache } from './cache/serve-cache.ts';
import type { CacheThreadData } from './cache/thread-messages.ts';
import { cacheOperations } from './cache-operations.ts';

// The composition root of the thread that owns the copy.
if (parentPort === null) throw new Error('the cache thread is started by main');
serveCache(parentPort, workerData as CacheThreadData, cacheOperations);
