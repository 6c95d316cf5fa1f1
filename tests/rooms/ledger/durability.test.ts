import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetTenant } from '../../../src-main/ledger/forget-tenant.ts';
import { LedgerIsNewer, LedgerNotWritable } from '../../../src-main/ledger/ledger-failures.ts';
import { migrations } from '../../../src-main/ledger/migrations/migrations.ts';
import { openLedger } from '../../../src-main/ledger/open-ledger.ts';
import { programArguments } from '../harness/programs.ts';
import { contentOf, fill, hashesIn, newFolder, withLedger } from './ledger-folder.ts';

let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const file = (): string => join(folder, 'ledger.sqlite');

/** Opens the ledger in a process of its own. */
function runChild(...args: string[]): { signal: string | null; status: number | null; text: string } {
  const ended = spawnSync(process.execPath, [...programArguments('open-and-die'), ...args], {
    encoding: 'utf8',
  });
  return { signal: ended.signal, status: ended.status, text: ended.stdout + ended.stderr };
}

const newest = migrations.at(-1)?.number ?? 0;

function shapeOf(path: string): string {
  const database = new Database(path, { readonly: true });
  try {
    return JSON.stringify([
      database.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY type, name').all(),
      database.pragma('user_version', { simple: true }),
    ]);
  } finally {
    database.close();
  }
}

/** A ledger as the first version left it, with rows in it. */
function makeFirstVersion(path: string): void {
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.exec(migrations[0]?.sql ?? '');
  database.pragma('user_version = 1');
  database.exec(
    `INSERT INTO tenants VALUES ('t1', 't1', 'Halden', 'production', 'https://h.example', 'full', NULL, '2026');
     INSERT INTO trail VALUES ('t1', 1, '2026', 'ingrid', 'Invited', 'lars', 'result', 'done', NULL, NULL, '', '', 'x')`,
  );
  database.close();
}

describe('E5: migrations', () => {
  it('leave no mixed state when killed at any step, again and again (20 times each with TENANTRY_ALL_KILLS)', async () => {
    const fresh = newFolder();
    await withLedger(fresh, () => undefined);
    const rightShape = shapeOf(join(fresh, 'ledger.sqlite'));
    rmSync(fresh, { recursive: true });
    const steps = ['before the backup', 'after the backup'];
    for (const { number } of migrations.slice(1)) {
      steps.push(`in step ${number}`, `at the end of step ${number}`, `after step ${number}`);
    }
    const killsEach = process.env.TENANTRY_ALL_KILLS === undefined ? 2 : 20;
    for (const step of steps) {
      for (let kill = 0; kill < killsEach; kill += 1) {
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder);
        makeFirstVersion(file());
        const died = runChild(folder, step);
        expect(died.signal, `${step}: ${died.text}`).toBe('SIGKILL');
        // What is there now is the shape before or after a step: its number tells exactly which.
        await withLedger(folder, ({ ledger, notices }) => {
          expect(notices).toEqual([]);
          expect(ledger.read(contentOf)).toContain('Halden');
        });
        expect(shapeOf(file())).toBe(rightShape);
      }
    }
  }, 600_000);

  it('keep a backup that was opened and compared, and nothing half', async () => {
    makeFirstVersion(file());
    await withLedger(folder, () => undefined);
    const copy = join(folder, `ledger-before-${newest}.sqlite`);
    expect(JSON.parse(shapeOf(copy))[1]).toBe(1);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('leave a newer file byte for byte as it is, also one that was killed', async () => {
    const newer = new Database(file());
    newer.pragma('journal_mode = WAL');
    newer.exec('CREATE TABLE tomorrow (x)');
    newer.pragma(`user_version = ${newest + 1}`);
    const asKilled = newFolder();
    for (const name of ['ledger.sqlite', 'ledger.sqlite-wal'])
      copyFileSync(join(folder, name), join(asKilled, name));
    newer.close();
    for (const where of [folder, asKilled]) {
      const before = hashesIn(where);
      await expect(openLedger(where)).rejects.toBeInstanceOf(LedgerIsNewer);
      expect(hashesIn(where)).toMatchObject(before);
    }
    rmSync(asKilled, { recursive: true });
  });
});

describe('E4: daily backups', () => {
  it('keep seven, each restores: 7 of 7', async () => {
    const states: string[] = [];
    for (let day = 1; day <= 9; day += 1) {
      const { ledger, backUp } = await openLedger(folder, {
        now: () => new Date(`2026-03-0${day}T10:00:00Z`),
      });
      await fill(ledger, `t${day}`, 10);
      expect(await backUp()).toBe(true);
      expect(await backUp()).toBe(false);
      states.push(ledger.read(contentOf));
      ledger.close();
    }
    const kept = readdirSync(join(folder, 'backups')).sort();
    expect(kept).toEqual([3, 4, 5, 6, 7, 8, 9].map((day) => `ledger-2026-03-0${day}.sqlite`));
    for (const [at, name] of kept.entries()) {
      expect(statSync(join(folder, 'backups', name)).mode & 0o077).toBe(0);
      const drill = newFolder();
      copyFileSync(join(folder, 'backups', name), join(drill, 'ledger.sqlite'));
      await withLedger(drill, ({ ledger, notices }) => {
        expect(notices).toEqual([]);
        expect(ledger.read(contentOf)).toBe(states[at + 2]);
      });
      rmSync(drill, { recursive: true });
    }
  });

  it('are made while rows are written', async () => {
    await withLedger(folder, async ({ ledger, backUp }) => {
      const writing = Array.from({ length: 20 }, (_, i) => fill(ledger, `t${i}`, 20));
      const [made] = await Promise.all([backUp(), ...writing]);
      expect(made).toBe(true);
    });
  });
});

describe('E9: removing a tenant', () => {
  it('leaves nothing of it readable in any file, and keeps the others', async () => {
    await withLedger(folder, async ({ ledger, backUp }) => {
      await fill(ledger, 'gone', 300, 'secret-company.example');
      await fill(ledger, 'kept', 50);
      await backUp();
      writeFileSync(`${file()}.damaged-20260101000000`, 'person-1@secret-company.example');
      await ledger.write((writable) => forgetTenant(writable, 'gone'));
      await ledger.tidy();
      const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => join(folder, name))
        .filter((path) => statSync(path).isFile())
        .filter((path) => readFileSync(path).includes('secret-company'));
      expect(found).toEqual([]);
      // A backup is there again at once, of what is left.
      expect(readdirSync(join(folder, 'backups'))).toHaveLength(1);
      expect(ledger.read(contentOf)).toContain('kept halden.example');
    });
  });
});

/** Mounts something small here, or says why not. */
function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const place = newFolder();
  const tried = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place]);
  if (tried.status === 0) execFileSync('umount', [place]);
  rmSync(place, { recursive: true, force: true });
  return tried.status === 0;
}
const mounts = canMount();
if (!mounts) console.info('E6 is skipped: only root on Linux may mount a small disk here.');

describe.skipIf(!mounts)('E6: a full or read-only disk', () => {
  beforeEach(() => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]);
  });
  afterEach(() => {
    execFileSync('umount', [folder]);
  });

  it('gives back the reserve first, loses nothing it acknowledged, and goes on when there is room', async () => {
    let told = 0;
    const { ledger } = await openLedger(folder, { onFull: () => (told += 1) });
    const stored: string[] = [];
    let refused: unknown = null;
    for (let i = 0; refused === null && i < 500; i += 1) {
      await fill(ledger, `t${i}`, 60).then(
        () => stored.push(`t${i}`),
        (error: unknown) => {
          refused = error;
        },
      );
      // From the moment that it is told, results still find room.
      if (told === 1 && refused === null) {
        expect(existsSync(join(folder, 'ledger.reserve'))).toBe(false);
      }
    }
    expect(told).toBe(1);
    expect(refused).toMatchObject({ code: 'SQLITE_FULL' });
    const tenants = (): string[] =>
      ledger.read((l) => l.prepare<[], { id: string }>('SELECT id FROM tenants').all()).map(({ id }) => id);
    expect(tenants().sort()).toEqual(stored.toSorted());
    execFileSync('mount', ['-o', 'remount,size=16m', folder]);
    await fill(ledger, 'later', 60);
    expect(tenants()).toContain('later');
    ledger.close();
    await withLedger(folder, ({ notices }) => {
      expect(notices).toEqual([]);
      expect(existsSync(join(folder, 'ledger.reserve'))).toBe(true);
    });
  });

  it('stops with a plain reason on a disk that is full from the start, and changes nothing', async () => {
    const ballast = openSync(join(folder, 'ballast'), 'w');
    expect(() => {
      for (;;) writeSync(ballast, Buffer.alloc(64 * 1024, 1));
    }).toThrow(/ENOSPC/u);
    closeSync(ballast);
    await expect(openLedger(folder)).rejects.toMatchObject({ name: 'LedgerNotWritable', why: 'disk-full' });
    rmSync(join(folder, 'ballast'));
    await withLedger(folder, ({ notices }) => expect(notices).toEqual([]));
  });

  it('stops with a plain reason on a read-only folder, and sets nothing aside', async () => {
    await withLedger(folder, ({ ledger }) => fill(ledger, 't1', 10));
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    const before = hashesIn(folder);
    await expect(openLedger(folder)).rejects.toMatchObject({ name: 'LedgerNotWritable', why: 'read-only' });
    await expect(openLedger(folder)).rejects.toBeInstanceOf(LedgerNotWritable);
    expect(hashesIn(folder)).toEqual(before);
    execFileSync('mount', ['-o', 'remount,rw', folder]);
    await withLedger(folder, ({ notices }) => expect(notices).toEqual([]));
  });
});

const hasStrace = spawnSync('strace', ['-V']).status === 0;
if (!hasStrace) console.info('The count of fsyncs (E1) is skipped: strace is not installed.');

describe.skipIf(!hasStrace)('E1: what is acknowledged is on the disk', () => {
  it('calls fsync or fdatasync for each acknowledged commit', async () => {
    const log = join(folder, 'strace.log');
    const ended = await new Promise<number | null>((resolve) => {
      const traced = spawn('strace', [
        '-f',
        '-e',
        'trace=fsync,fdatasync',
        '-o',
        log,
        process.execPath,
        ...programArguments('open-and-die'),
        folder,
        'commit 50',
      ]);
      traced.on('exit', resolve);
    });
    expect(ended).toBe(0);
    const synced = readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => /\bf(data)?sync\(/u.test(line));
    expect(synced.length).toBeGreaterThanOrEqual(50);
  });
});
