import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import type { Cache } from '../../src-main/cache/cache-handles.ts';
import { openCache } from '../../src-main/cache/open-cache.ts';
import { pullTenant } from '../../src-main/sync/pull-tenant.ts';
import { createTenantClient } from '../../src-main/tenant-api/create-tenant-client.ts';
import type { TenantClient } from '../../src-main/tenant-api/tenant-client.ts';
import { Secret } from '../../src-main/vault/secret.ts';
import { startSandbox } from '../e2e/harness/start-sandbox.ts';
import { countFileWrites } from './copy/count-file-writes.ts';
import { report } from './report.ts';

// npm run bench -- sync [people]: a first sync and an unchanged one against fetching the same pages and throwing them away,
// and what both do to the event loop of main. The tenant is the sandbox over loopback, in a process of its own.
const people = Number(process.argv[2] ?? 100_000);
const rounds = 3;
const tenantId = 'bench';
const thread = pathToFileURL(join('out', 'main', 'cache-thread.js'));
const results: Record<
  'discard' | 'first' | 'again' | 'idle' | 'firstDelay' | 'againDelay' | 'firstP99',
  number[]
> = {
  discard: [],
  first: [],
  again: [],
  idle: [],
  firstDelay: [],
  againDelay: [],
  firstP99: [],
};

const sandbox = await startSandbox({ args: ['--users', String(people)] });
const client = createTenantClient({
  controlPlane: sandbox.tenantUrl,
  token: new Secret(sandbox.token),
  fetch,
  log: () => undefined,
});
try {
  // Once unmeasured: the sandbox and the code warm up.
  await discardAll(client);
  for (let round = 0; round < rounds; round += 1) {
    results.idle.push((await delayed(() => new Promise((resolve) => setTimeout(resolve, 1000)))).maxMs);
    results.discard.push((await delayed(() => discardAll(client))).tookMs);
    const folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
    const cache = await openCache({ folder, thread, log: () => undefined });
    const first = await delayed(() => sync(cache, client));
    results.first.push(first.tookMs);
    results.firstDelay.push(first.maxMs);
    results.firstP99.push(first.p99Ms);
    const written = countFileWrites(folder);
    const again = await delayed(() => sync(cache, client));
    results.again.push(again.tookMs);
    results.againDelay.push(again.maxMs);
    console.log(
      `unchanged sync: ${countFileWrites(folder) - written} rows of people, teams and roles differ`,
    );
    await cache.close();
    rmSync(folder, { recursive: true, force: true });
  }
} finally {
  client.close();
  await sandbox.stop();
}

const at = `at ${people.toLocaleString('en')} people`;
const fetched = { name: 'fetch every page, 4 at a time, and discard it', rounds: results.discard };
const idle = { name: 'idle process, largest delay in 1 s', rounds: results.idle };
const say = (
  title: string,
  base: { name: string; rounds: number[] },
  ours: { name: string; rounds: number[] },
  goal: string,
): void => report({ bench: 'sync', title: `${title} ${at}`, unit: 'ms', base, ours, goal });
say(
  '3a first sync',
  fetched,
  { name: 'fetch, parse, check, store, index', rounds: results.first },
  '<= 1.2 of the SDK, which takes longer than this base',
);
say('3b unchanged sync', fetched, { name: 'fetch, hash', rounds: results.again }, '<= 1.4');
say(
  '3c largest delay of main in a first sync',
  idle,
  { name: 'main thread', rounds: results.firstDelay },
  '<= 20 ms',
);
say('3c 99th percentile of it', idle, { name: 'main thread', rounds: results.firstP99 }, '');
say(
  '3c largest delay of main in an unchanged sync',
  idle,
  { name: 'main thread', rounds: results.againDelay },
  '<= 20 ms',
);

async function sync(cache: Cache, from: TenantClient): Promise<void> {
  const pulled = await pullTenant({
    tenantId,
    client: from,
    cache,
    now: Date.now,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onPeople: () => undefined,
  });
  if (!pulled.ok) throw new Error(pulled.failure.sentence);
}

/** The physical limit: the same pages by the same client, nothing done with them. */
async function discardAll(from: TenantClient): Promise<void> {
  let next = 0;
  const take = async (): Promise<void> => {
    while (next < people) {
      const offset = next;
      next += 1000;
      const page = await from.readUsersPage(offset, 1000);
      if (!page.ok) throw new Error(page.failure.sentence);
    }
  };
  await Promise.all([take(), take(), take(), take()]);
}

async function delayed(
  work: () => Promise<unknown>,
): Promise<{ tookMs: number; maxMs: number; p99Ms: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  await work();
  const tookMs = performance.now() - began;
  delay.disable();
  return { tookMs, maxMs: delay.max / 1e6, p99Ms: delay.percentile(99) / 1e6 };
}
