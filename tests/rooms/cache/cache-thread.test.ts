import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Cache } from '../../../src-main/cache/cache-handles.ts';
import { CacheFailed, openCache } from '../../../src-main/cache/open-cache.ts';
import { findUsers, saveUsers } from '../../../src-main/features/users/users-rows.ts';
import { builtProgram } from '../harness/programs.ts';
import { everyone } from '../sync/copy-of.ts';
import {
  countCopies,
  crash,
  failWithSqlite,
  hold,
  holdInSlices,
  holdUntilOpened,
  openGate,
  takeBytes,
} from './faulty-operations.ts';

const thread = builtProgram('cache-thread-with-faults');

let folder = '';
let logged: { event: string; fields: Record<string, string | number> }[] = [];
let rebuilt = 0;
const opened: Cache[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-thread-'));
  logged = [];
  rebuilt = 0;
});
afterEach(async () => {
  for (const cache of opened.splice(0)) await cache.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(): Promise<Cache> {
  const cache = await openCache({
    folder,
    thread,
    log: (event, fields) => logged.push({ event, fields }),
    onRebuilt: () => {
      rebuilt += 1;
    },
  });
  opened.push(cache);
  return cache;
}

const search = { tenantId: 't', filter: everyone, sort: { column: 'name', direction: 'ascending' } as const };

describe('the cache thread', () => {
  test('keeps what was written when it is closed and opened again', async () => {
    const first = await open();
    expect(first.opened).toBe('new');
    await first.write(saveUsers, { tenantId: 't', users: [{ id: '1', email: 'a@x.io' }] });
    await first.close();
    const second = await open();
    expect(second.opened).toBe('as-it-was');
    expect(await second.read(findUsers, { ...search, offset: 0, limit: 10 })).toMatchObject({ total: 1 });
  });

  test('close waits for what is under way, and refuses what comes after', async () => {
    const cache = await open();
    const slow = cache.write(holdInSlices, 150);
    const read = cache.read(countCopies, null);
    await cache.close();
    expect(await slow).toBe(150);
    expect(await read).toBe(0);
    await expect(cache.read(countCopies, null)).rejects.toThrow('the cache is closed');
    const again = await open();
    expect(await again.read(countCopies, null)).toBe(1);
  });

  test('queries are answered while a long change runs, from the state before it', async () => {
    const cache = await open();
    const held = cache.write(holdUntilOpened, null);
    for (let turn = 0; turn < 20; turn += 1) expect(await cache.read(countCopies, null)).toBe(0);
    await cache.read(openGate, null);
    await held;
    expect(await cache.read(countCopies, null)).toBe(1);
  });

  test('bytes are handed over, not copied', async () => {
    const cache = await open();
    const bytes = new ArrayBuffer(5000);
    expect(await cache.write(takeBytes, bytes, [bytes])).toBe(5000);
    expect(bytes.byteLength).toBe(0);
  });

  test('a query over 40 ms is logged by its name; a short one and a long change are not', async () => {
    const cache = await open();
    await cache.read(countCopies, null);
    await cache.write(holdInSlices, 60);
    await cache.read(hold, 60);
    expect(logged.map(({ event, fields }) => [event, fields.operation])).toEqual([
      ['cache query slow', 'test/hold'],
    ]);
  });

  test('an error crosses with its code, and without the values of rows', async () => {
    const cache = await open();
    const failure = await cache.write(failWithSqlite, null).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CacheFailed);
    expect(failure).toMatchObject({ code: expect.stringMatching(/^SQLITE_CONSTRAINT/) });
    expect(JSON.stringify([logged, String(failure)])).not.toContain('secret-value');
  });

  test('a crash rejects what is in flight, starts the thread once more, and a second one ends it', async () => {
    const cache = await open();
    await cache.write(saveUsers, { tenantId: 't', users: [{ id: '1', email: 'a@x.io' }] });
    const inFlight = cache.read(hold, 20);
    const crashing = cache.read(crash, null);
    expect(await inFlight).toBe(20);
    await expect(crashing).rejects.toThrow('the cache thread ended');
    expect(await cache.read(findUsers, { ...search, offset: 0, limit: 10 })).toMatchObject({ total: 1 });
    await expect(cache.read(crash, null)).rejects.toThrow('the cache thread ended');
    await expect(cache.read(countCopies, null)).rejects.toThrow('the cache thread ended');
    expect(logged.map(({ event }) => event)).toContain('cache thread starts again');
  });

  test('E3: a damaged file is begun anew and said so', async () => {
    writeFileSync(join(folder, 'cache.sqlite'), 'not a database at all'.repeat(1000));
    const cache = await open();
    expect(cache.opened).toBe('rebuilt');
    expect(await cache.read(countCopies, null)).toBe(0);
    expect(rebuilt).toBe(0);
  });

  test('a folder that is not there rejects with a clear error and is not tried again', async () => {
    rmSync(folder, { recursive: true });
    await expect(open()).rejects.toBeInstanceOf(CacheFailed);
    expect(logged.map(({ event }) => event)).not.toContain('cache thread starts again');
    mkdirSync(folder);
  });
});
