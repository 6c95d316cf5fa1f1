import { parentPort, workerData } from 'node:worker_threads';
import { serveCache } from '../../../src-main/cache/serve-cache.ts';
import type { CacheThreadData } from '../../../src-main/cache/thread-messages.ts';
import { cacheOperations } from '../../../src-main/cache-operations.ts';
import { faultyOperations } from './faulty-operations.ts';

// The cache thread with operations that go wrong beside the real ones.
if (parentPort === null) throw new Error('the cache thread is started by a test');
serveCache(parentPort, workerData as CacheThreadData, [...cacheOperations, ...faultyOperations]);
