import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '../../../src-main/ledger/open-ledger.ts';
import { contentOf, fill, newFolder, withLedger } from './ledger-folder.ts';

let good: string;
let killed: string;
let folder: string;
let before: string;
let beforeKill: string;

beforeAll(async () => {
  good = newFolder();
  await withLedger(good, async ({ ledger, backUp }) => {
    await fill(ledger, 't1', 150);
    await backUp();
    await fill(ledger, 't2', 150);
    before = ledger.read(contentOf);
  });
  // What a kill leaves: changes that are in the write-ahead file only.
  killed = newFolder();
  cpSync(good, killed, { recursive: true });
  const { ledger } = await openLedger(killed);
  await fill(ledger, 't3', 20);
  beforeKill = ledger.read(contentOf);
  const aside = newFolder();
  for (const name of readdirSync(killed)) cpSync(join(killed, name), join(aside, name), { recursive: true });
  ledger.close();
  rmSync(killed, { recursive: true });
  killed = aside;
});
afterAll(() => {
  for (const made of [good, killed]) rmSync(made, { recursive: true, force: true });
});
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (): string => join(folder, 'ledger.sqlite');

function overwrite(path: string, from: number, length: number, value: number | 'noise'): void {
  const content = readFileSync(path);
  for (let at = from; at < Math.min(content.length, from + length); at += 1) {
    content[at] = value === 'noise' ? (at * 131 + from * 7 + 17) % 256 : value;
  }
  writeFileSync(path, content);
}

type Damage = [string, (pages: number) => void];
const page = 4096;
const places = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97];

const damages: Damage[] = [
  // Header: 20
  ...Array.from(
    { length: 10 },
    (_, i): Damage => [`header, 10 bytes at ${i * 10}`, () => overwrite(file(), i * 10, 10, 0xa5)],
  ),
  ...Array.from(
    { length: 10 },
    (_, i): Damage => [`header, noise of ${(i + 1) * 10}`, () => overwrite(file(), 0, (i + 1) * 10, 'noise')],
  ),
  // Pages: 30
  ...places.map(
    (at): Damage => [
      `a page of noise at ${at}`,
      (n) => overwrite(file(), Math.floor(n * at) * page, page, 'noise'),
    ],
  ),
  ...places.map(
    (at): Damage => [
      `five pages of noise at ${at}`,
      (n) => overwrite(file(), Math.floor(n * at) * page, 5 * page, 'noise'),
    ],
  ),
  ...places.map(
    (at): Damage => [
      `the head of a page at ${at}`,
      (n) => overwrite(file(), Math.floor(n * at) * page, 12, 0xff),
    ],
  ),
  // Truncation: 20
  ...places.map(
    (at): Damage => [`cut to ${at} at a page`, (n) => truncateSync(file(), Math.floor(n * at) * page)],
  ),
  ...places.map(
    (at): Damage => [
      `cut to ${at} within a page`,
      (n) => truncateSync(file(), Math.floor(n * at) * page + 777),
    ],
  ),
  // Zeros: 20
  ...places.map(
    (at): Damage => [
      `a page of zeros at ${at}`,
      (n) => overwrite(file(), Math.floor(n * at) * page, page, 0),
    ],
  ),
  ...places.map(
    (at): Damage => [
      `zeros to the end from ${at}`,
      (n) => overwrite(file(), Math.floor(n * at) * page, n * page, 0),
    ],
  ),
  ['nothing but zeros', (n) => overwrite(file(), 0, n * page, 0)],
  ['an empty file', () => truncateSync(file(), 0)],
  ['text in its place', () => writeFileSync(file(), 'not a database'.repeat(1000))],
  [
    'a folder in its place',
    () => {
      rmSync(file());
      mkdirSync(file());
    },
  ],
  ['the file taken away', () => rmSync(file())],
  ['noise beside it as -wal', () => writeFileSync(`${file()}-wal`, Buffer.alloc(50_000, 0x5a))],
  [
    'the -wal of another ledger beside it',
    () => copyFileSync(join(killed, 'ledger.sqlite-wal'), `${file()}-wal`),
  ],
];

const killedDamages: Damage[] = [
  ['its -wal missing after a kill', () => rmSync(`${file()}-wal`)],
  ['its -wal emptied after a kill', () => truncateSync(`${file()}-wal`, 0)],
  ['its main file damaged after a kill', () => overwrite(file(), 0, 5000, 'noise')],
];

async function startsAndTells(expected: string, damage: Damage[1]): Promise<void> {
  damage(Math.floor(readFileSync(file()).length / page));
  const { ledger, notices } = await openLedger(folder);
  const after = ledger.read(contentOf);
  await fill(ledger, 'next', 3);
  ledger.close();
  // Either nothing is lost, or the admin is told.
  if (after !== expected) expect(notices.join(' ')).not.toBe('');
  // The tenant of the backup is there whatever happened to the file.
  expect(after).toContain('t1 halden.example');
  // And the next start finds a sound ledger.
  await withLedger(folder, ({ notices: later }) => expect(later).toEqual([]));
}

describe('E3: a damaged ledger', () => {
  it('is tried in at least 100 ways', () => {
    expect(damages.length + killedDamages.length).toBeGreaterThanOrEqual(100);
  });

  it.each(damages)('starts and discards nothing in silence: %s', async (_name, damage) => {
    cpSync(good, folder, { recursive: true });
    await startsAndTells(before, damage);
  });

  it.each(killedDamages)('starts and discards nothing in silence: %s', async (_name, damage) => {
    cpSync(killed, folder, { recursive: true });
    await startsAndTells(beforeKill, damage);
  });

  it('adds to the backup what the damaged file still gives', async () => {
    cpSync(good, folder, { recursive: true });
    overwrite(file(), 0, 16, 0);
    // Only the name of the format is gone: with it put back, everything can be read.
    await withLedger(folder, ({ notices, ledger }) => {
      expect(notices[0]).toMatch(/The backup of \d{4}-\d\d-\d\d was put in its place/u);
      expect(ledger.read(contentOf)).toContain('t1 halden.example');
    });
    cpSync(good, folder, { recursive: true });
    rmSync(join(folder, 'ledger.closed'), { force: true });
    truncateSync(file(), Math.floor((readFileSync(file()).length * 0.9) / page) * page);
    await withLedger(folder, ({ notices, ledger }) => {
      expect(notices.join(' ')).toMatch(/newer entries could be read and were added/u);
      expect(ledger.read(contentOf)).toContain('t2 halden.example');
    });
    expect(readdirSync(folder).filter((name) => /damaged-\d+$/u.test(name)).length).toBeGreaterThan(0);
  });

  it('E3: finishes a mending that was killed before the mended file took its place', async () => {
    cpSync(good, folder, { recursive: true });
    overwrite(file(), 0, 3000, 'noise');
    for (const step of ['mended', 'set aside']) {
      const opening = openLedger(folder, {
        onStep: (at) => {
          if (at === step) throw new Error('killed here');
        },
      });
      await expect(opening).rejects.toThrow('killed here');
    }
    await withLedger(folder, ({ ledger }) => expect(ledger.read(contentOf)).toContain('t1 halden.example'));
    expect(existsSync(`${file()}.mended`)).toBe(false);
  });
});
