import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cache, CacheOperation } from '../../../../src-main/cache/cache-handles.ts';
import { openCacheHere } from '../../../../src-main/cache/open-cache-here.ts';
import { cacheOperations } from '../../../../src-main/cache-operations.ts';

export interface TestCache extends Cache {
  path: string;
  /** Closes the file and removes its folder. */
  end(): Promise<void>;
}

/** A copy in a folder of its own, in this thread. */
export function openTestCache(more: readonly CacheOperation[] = []): TestCache {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-cache-'));
  const path = join(folder, 'cache.sqlite');
  const cache = openCacheHere(path, [...cacheOperations, ...more]);
  return {
    ...cache,
    path,
    end: async () => {
      await cache.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
