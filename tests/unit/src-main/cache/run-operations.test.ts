import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cacheJob, cacheRead, cacheWrite } from '../../../../src-main/cache/cache-handles.ts';
import { openTestCache, type TestCache } from './open-cache-file.ts';

const countCopies = cacheRead('test/count', (cache): number =>
  Number(cache.prepare('SELECT count(*) FROM copies').pluck(true).get()),
);
const addCopy = cacheWrite('test/add', (cache, name: string): null => {
  cache.prepare('INSERT INTO copies (tenant_id) VALUES (?)').run(name);
  return null;
});
const addAndFail = cacheWrite('test/fail', (cache, name: string): null => {
  cache.prepare('INSERT INTO copies (tenant_id) VALUES (?)').run(name);
  throw new Error('on purpose');
});
const addSlowly = cacheJob('test/slow', function* (cache, names: string[]): Generator<undefined, number> {
  const add = cache.prepare('INSERT INTO copies (tenant_id) VALUES (?)');
  for (const name of names) {
    add.run(name);
    const until = performance.now() + 3;
    while (performance.now() < until);
    yield;
  }
  return names.length;
});
const writeInRead = cacheRead('test/write-in-read', (cache): null => {
  cache.prepare("INSERT INTO copies (tenant_id) VALUES ('sly')").run();
  return null;
});
const readEverything = cacheRead(
  'test/read-everything',
  (cache): number => cache.prepare('SELECT * FROM users ORDER BY search_text').all().length,
);
const fillUsers = cacheWrite(
  'test/fill',
  (cache): null => {
    cache.exec(`INSERT INTO copies (no, tenant_id) VALUES (9, 'filled');
    WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < 30000)
    INSERT INTO users (copy_no, id, email, email_key, name, sort_name, search_text, status, role, source, sign_in,
      resource_roles)
    SELECT 9, 'u' || i, 'e' || i, 'e' || i, hex(zeroblob(300)), 'n', hex(randomblob(200)), 'active', 'member', 'scim',
      'sso', '' FROM r`);
    return null;
  },
  'erase',
);

let cache: TestCache;
beforeEach(() => {
  cache = openTestCache([
    countCopies,
    addCopy,
    addAndFail,
    addSlowly,
    writeInRead,
    readEverything,
    fillUsers,
  ]);
});
afterEach(() => cache.end());

describe('running cache operations', () => {
  test('a change that fails leaves nothing, and the next one is not harmed', async () => {
    await expect(cache.write(addAndFail, 'a')).rejects.toThrow('on purpose');
    expect(await cache.read(countCopies, null)).toBe(0);
    await cache.write(addCopy, 'a');
    expect(await cache.read(countCopies, null)).toBe(1);
  });

  test('queries are answered while a long change runs, from before it; changes wait for its end', async () => {
    const events: string[] = [];
    const slow = cache
      .write(
        addSlowly,
        Array.from({ length: 40 }, (_, i) => `t${i}`),
      )
      .then(() => events.push('slow'));
    const other = cache.write(addCopy, 'other').then(() => events.push('other'));
    const seen = new Set<number>();
    while (!events.includes('slow')) {
      seen.add(await cache.read(countCopies, null));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all([slow, other]);
    expect(events).toEqual(['slow', 'other']);
    seen.delete(40);
    seen.delete(41);
    expect([...seen]).toEqual([0]);
    expect(await cache.read(countCopies, null)).toBe(41);
  });

  test('a query cannot write, whatever it tries', async () => {
    await expect(cache.read(writeInRead, null)).rejects.toThrow(/readonly/);
    expect(await cache.read(countCopies, null)).toBe(0);
  });

  test('E3: damage that shows while the file is in use begins it anew instead of failing for ever', async () => {
    await cache.write(fillUsers, null);
    const whole = readFileSync(cache.path);
    const cut = Math.floor(whole.length / 4096 / 3) * 4096;
    whole.fill(0xee, cut, whole.length - 4096 * 5);
    writeFileSync(cache.path, whole);
    await expect(cache.read(readEverything, null)).rejects.toThrow(/malformed/);
    expect(await cache.read(readEverything, null)).toBe(0);
    await cache.write(addCopy, 'again');
    expect(await cache.read(countCopies, null)).toBe(1);
  });

  test('an operation that nobody declared is refused, and so is a query run as a change', async () => {
    const unknown = cacheRead('test/unknown', () => null);
    await expect(cache.read(unknown, null)).rejects.toThrow('no cache operation is called test/unknown');
    await expect(cache.read({ ...countCopies, name: 'test/add' }, null)).rejects.toThrow('is no query');
  });
});
