import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LedgerIsNewer } from '../../../../src-main/ledger/ledger-failures.ts';
import type { ReadableLedger } from '../../../../src-main/ledger/ledger-handles.ts';
import { migrations } from '../../../../src-main/ledger/migrations/migrations.ts';
import { openLedger } from '../../../../src-main/ledger/open-ledger.ts';
import { recordTrail } from '../../../../src-main/ledger/record-trail.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-ledger-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (): string => join(folder, 'ledger.sqlite');
const entry = {
  tenantId: 't1',
  at: '2026-01-01T00:00:00.000Z',
  actor: 'ingrid',
  action: 'Deactivated',
  subject: 'lars@halden.example',
  phase: 'result' as const,
  outcome: 'done',
  requestId: null,
  jobId: null,
  detail: '',
};
const countTrail = (ledger: ReadableLedger): number =>
  ledger.prepare<[], { n: number }>('SELECT count(*) AS n FROM trail').get()?.n ?? -1;
const pragma = (ledger: ReadableLedger, name: string): unknown =>
  Object.values(ledger.prepare<[], Record<string, unknown>>(`PRAGMA ${name}`).get() ?? {})[0];

describe('openLedger', () => {
  it('E1: keeps what it acknowledges: WAL, synchronous FULL, strict settings, mode 0600', async () => {
    const { ledger } = await openLedger(folder);
    await ledger.write((writable) => recordTrail(writable, entry));
    expect(ledger.read((l) => pragma(l, 'journal_mode'))).toBe('wal');
    expect(ledger.read((l) => pragma(l, 'synchronous'))).toBe(2);
    expect(ledger.read((l) => pragma(l, 'foreign_keys'))).toBe(1);
    expect(ledger.read((l) => pragma(l, 'trusted_schema'))).toBe(0);
    expect(ledger.read((l) => pragma(l, 'cell_size_check'))).toBe(1);
    expect(ledger.read((l) => pragma(l, 'secure_delete'))).toBe(1);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    ledger.close();
    // A second opening finds WAL already on, where the binding would choose NORMAL by itself.
    const again = await openLedger(folder);
    expect(again.ledger.read((l) => pragma(l, 'synchronous'))).toBe(2);
    expect(again.ledger.read(countTrail)).toBe(1);
    again.ledger.close();
  });

  it('puts changes asked for together into one commit, and one that throws takes nobody with it', async () => {
    const { ledger } = await openLedger(folder);
    const results = await Promise.allSettled([
      ledger.write((writable) => recordTrail(writable, entry)),
      ledger.write((writable) => {
        recordTrail(writable, entry);
        throw new Error('this one only');
      }),
      ledger.write((writable) => recordTrail(writable, entry)),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(ledger.read(countTrail)).toBe(2);
    ledger.close();
  });

  it('E5: refuses a file of a newer version and leaves it byte for byte', async () => {
    const newer = new Database(file());
    newer.exec('CREATE TABLE tomorrow (x) STRICT'.replace(' STRICT', ''));
    newer.pragma(`user_version = ${(migrations.at(-1)?.number ?? 0) + 1}`);
    newer.close();
    const before = readFileSync(file());
    await expect(openLedger(folder)).rejects.toBeInstanceOf(LedgerIsNewer);
    expect(readFileSync(file()).equals(before)).toBe(true);
  });

  const damages: [string, (path: string) => void][] = [
    ['a broken header', (path) => writeAt(path, 0, 100)],
    ['a broken first page', (path) => writeAt(path, 100, 3000)],
    ['a truncated file', (path) => truncateSync(path, 5000)],
    [
      'text in its place',
      (path) => writeFileSync(path, 'not a database at all, but long enough to look at'.repeat(200)),
    ],
  ];
  it.each(damages)('E3: starts with %s, sets the file aside and says so', async (_name, damage) => {
    const { ledger } = await openLedger(folder);
    await ledger.write((writable) => {
      for (let i = 0; i < 200; i += 1) recordTrail(writable, entry);
    });
    ledger.close();
    damage(file());
    const damaged = readFileSync(file());
    const { ledger: fresh, notices } = await openLedger(folder);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/set aside as ledger\.sqlite\.damaged-\d+/);
    const aside = readdirSync(folder).find((name) => /damaged-\d+$/.test(name)) ?? '';
    expect(readFileSync(join(folder, aside)).equals(damaged)).toBe(true);
    await fresh.write((writable) => recordTrail(writable, entry));
    expect(fresh.read(countTrail)).toBeGreaterThan(0);
    fresh.close();
  });

  it('E3: carries over what can be read when only the end of a file is damaged', async () => {
    const { ledger } = await openLedger(folder);
    await ledger.write((writable) => {
      writable
        .prepare(
          "INSERT INTO tenants VALUES ('t1', 'halden', 'Halden', 'production', 'https://h.example', 'full', NULL, '2026')",
        )
        .run();
      for (let i = 0; i < 3000; i += 1) recordTrail(writable, entry);
    });
    ledger.close();
    const size = statSync(file()).size;
    truncateSync(file(), Math.floor((size * 0.7) / 4096) * 4096);
    const { ledger: fresh, notices } = await openLedger(folder);
    expect(notices).toHaveLength(1);
    expect(fresh.read((l) => l.prepare<[], { id: string }>('SELECT id FROM tenants').all())).toEqual([
      { id: 't1' },
    ]);
    fresh.close();
  });
});

function writeAt(path: string, start: number, length: number): void {
  const content = readFileSync(path);
  content.fill(0xa5, start, start + length);
  writeFileSync(path, content);
}
