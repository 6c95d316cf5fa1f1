import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCache } from '../../../src-main/cache/open-cache.ts';
import { findUsers, saveUsers } from '../../../src-main/features/users/users-rows.ts';
import { builtProgram } from '../harness/programs.ts';
import { everyone } from '../sync/copy-of.ts';

const page = 4096;
const thread = builtProgram('cache-thread-with-faults');
let good = '';
let folder = '';

const open = (rebuilt: () => void) => openCache({ folder, thread, log: () => undefined, onRebuilt: rebuilt });
const search = { tenantId: 't', filter: everyone, sort: { column: 'name', direction: 'ascending' } as const };

beforeAll(async () => {
  good = mkdtempSync(join(tmpdir(), 'tenantry-copy-'));
  folder = good;
  const cache = await open(() => undefined);
  const users = Array.from({ length: 800 }, (_, i) => ({ id: `${i}`, email: `person-${i}@x.example` }));
  await cache.write(saveUsers, { tenantId: 't', users });
  await cache.close();
}, 60_000);
afterAll(() => {
  rmSync(good, { recursive: true, force: true });
});

const file = (): string => join(folder, 'cache.sqlite');
function overwrite(from: number, length: number, value: number): void {
  const content = readFileSync(file());
  content.fill(value, from, from + length);
  writeFileSync(file(), content);
}
const steps = Array.from({ length: 16 }, (_, i) => (i + 1) / 18);
type Damage = [string, (pages: number) => void];
const damages: Damage[] = [
  ...Array.from({ length: 16 }, (_, i): Damage => [`header at ${i * 6}`, () => overwrite(i * 6, 6, 0xa5)]),
  ...steps.map((at): Damage => [`a page at ${at}`, (n) => overwrite(Math.floor(n * at) * page, page, 0x5a)]),
  ...steps.map((at): Damage => [`zeros at ${at}`, (n) => overwrite(Math.floor(n * at) * page, page, 0)]),
  ...steps.map(
    (at): Damage => [`the head of a page at ${at}`, (n) => overwrite(Math.floor(n * at) * page, 9, 0xff)],
  ),
  ...steps.map((at): Damage => [`cut to ${at}`, (n) => truncateSync(file(), Math.floor(n * at) * page)]),
  ...steps.map(
    (at): Damage => [
      `cut within a page at ${at}`,
      (n) => truncateSync(file(), Math.floor(n * at) * page + 99),
    ],
  ),
  ['an empty file', () => truncateSync(file(), 0)],
  ['text in its place', () => writeFileSync(file(), 'no database '.repeat(999))],
  ['noise as -wal', () => writeFileSync(`${file()}-wal`, Buffer.alloc(40_000, 0x5a))],
  [
    'a folder in its place',
    () => {
      rmSync(file());
      mkdirSync(file());
    },
  ],
];

describe('E3: a damaged copy', () => {
  test('is tried in 100 ways', () => expect(damages).toHaveLength(100));

  test.each(damages)('heals itself: %s', async (_name, damage) => {
    folder = mkdtempSync(join(tmpdir(), 'tenantry-copy-'));
    cpSync(good, folder, { recursive: true });
    damage(Math.floor(readFileSync(file()).length / page));
    let rebuilt = 0;
    const cache = await open(() => {
      rebuilt += 1;
    });
    try {
      const matches = async (): Promise<number> =>
        (await cache.read(findUsers, { ...search, offset: 0, limit: 1 })).matches;
      // Whole, or begun anew and said so; then it takes what a sync brings.
      const before = await matches();
      if (before !== 800) expect(cache.opened !== 'as-it-was' || rebuilt > 0).toBe(true);
      await cache.write(saveUsers, { tenantId: 't', users: [{ id: 'new', email: 'new@x.example' }] });
      expect(await matches()).toBe(before + 1);
    } finally {
      await cache.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
