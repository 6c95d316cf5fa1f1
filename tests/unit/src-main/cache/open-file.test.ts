import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cacheShapeNumber } from '../../../../src-main/cache/cache-shape.ts';
import { type OpenedFile, openFile } from '../../../../src-main/cache/open-file.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-cache-file-'));
  path = join(folder, 'cache.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function close({ reader, writer }: OpenedFile): void {
  reader.close();
  writer.close();
}

/** A file with 2,000 people, whole and at rest. */
function fill(): void {
  const file = openFile(path);
  file.writer.exec(`INSERT INTO copies (no, tenant_id) VALUES (1, 't');
    WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < 2000)
    INSERT INTO users (copy_no, id, email, email_key, name, sort_name, search_text, status, role, source, sign_in,
      resource_roles)
    SELECT 1, 'u' || i, 'e' || i, 'e' || i, 'Name ' || i, 'name ' || i, 'name ' || i, 'active', 'member', 'scim', 'sso', '' FROM r;
    INSERT INTO user_search (rowid, search_text) SELECT n, search_text FROM users;`);
  close(file);
}

function overwrite(at: number, bytes: Uint8Array): void {
  const whole = readFileSync(path);
  whole.set(bytes, Math.min(at, whole.length - bytes.length));
  writeFileSync(path, whole);
}

const noise = (length: number): Buffer => Buffer.from(Array.from({ length }, (_, i) => (i * 97 + 13) % 256));
const pages = (): number => statSync(path).size / 4096;

describe('opening the copy', () => {
  test('E1: both connections keep what was promised, and the reader cannot write', () => {
    const file = openFile(path);
    for (const connection of [file.writer, file.reader]) {
      const pragma = (name: string): unknown => connection.pragma(name, { simple: true });
      expect(pragma('journal_mode')).toBe('wal');
      expect(pragma('synchronous')).toBe(1);
      expect(pragma('foreign_keys')).toBe(1);
      expect(pragma('trusted_schema')).toBe(0);
      expect(pragma('cell_size_check')).toBe(1);
      expect(pragma('secure_delete')).toBe(1);
    }
    const cacheKiB = [file.writer, file.reader].map(
      (one) => -Number(one.pragma('cache_size', { simple: true })),
    );
    expect(cacheKiB[0] ?? 0).toBeLessThanOrEqual(32 * 1024);
    expect((cacheKiB[0] ?? 0) + (cacheKiB[1] ?? 0)).toBeLessThanOrEqual(64 * 1024);
    expect(file.writer.pragma('auto_vacuum', { simple: true })).toBe(2);
    expect(() => file.reader.exec("INSERT INTO copies (tenant_id) VALUES ('t')")).toThrow(/readonly/);
    close(file);
  });

  test('D8: the file and what lies beside it are for its owner only, under any umask', () => {
    const before = process.umask(0);
    const file = openFile(path);
    file.writer.exec("INSERT INTO copies (tenant_id) VALUES ('t')");
    process.umask(before);
    for (const ending of ['', '-wal', '-shm']) expect(statSync(path + ending).mode & 0o777).toBe(0o600);
    close(file);
  });

  test('says what it found: new, as it was, of another shape', () => {
    const first = openFile(path);
    expect(first.opened).toBe('new');
    close(first);
    const second = openFile(path);
    expect(second.opened).toBe('as-it-was');
    second.writer.pragma(`user_version = ${cacheShapeNumber + 1}`);
    close(second);
    const third = openFile(path);
    expect(third.opened).toBe('rebuilt');
    close(third);
  });

  test('every table is strict', () => {
    const file = openFile(path);
    const loose = file.writer
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
      )
      .all();
    expect(loose).toEqual([]);
    close(file);
  });

  const damages: [name: string, damage: () => void][] = [
    ['zero length', () => truncateSync(path, 0)],
    ['one byte', () => truncateSync(path, 1)],
    ['half a header', () => truncateSync(path, 50)],
    ['cut in the first page', () => truncateSync(path, 2000)],
    ['cut after one page', () => truncateSync(path, 4096)],
    ['cut in the middle', () => truncateSync(path, Math.floor(pages() / 2) * 4096)],
    ['cut within a page', () => truncateSync(path, Math.floor(pages() / 2) * 4096 + 77)],
    ['the last page cut off', () => truncateSync(path, (pages() - 1) * 4096)],
    ['noise over the magic words', () => overwrite(0, noise(16))],
    ['noise over the page size', () => overwrite(16, noise(4))],
    ['noise over the header', () => overwrite(0, noise(100))],
    ['noise over the schema page', () => overwrite(100, noise(3900))],
    ['zeros over the schema page', () => overwrite(0, Buffer.alloc(4096))],
    ['noise over the second page', () => overwrite(4096, noise(4096))],
    ['noise over ten pages', () => overwrite(5 * 4096, noise(10 * 4096))],
    ['zeros over ten pages', () => overwrite(8 * 4096, Buffer.alloc(10 * 4096))],
    ['noise over everything', () => writeFileSync(path, noise(100_000))],
    ['a text file', () => writeFileSync(path, 'hello, this is not a database\n'.repeat(500))],
    [
      'a foreign database',
      () => {
        rmSync(path);
        new Database(path).exec('CREATE TABLE other (a)').close();
      },
    ],
    [
      'the right number over a foreign schema',
      () => {
        rmSync(path);
        const other = new Database(path);
        other.exec('CREATE TABLE users (a)');
        other.pragma(`user_version = ${cacheShapeNumber}`);
        other.close();
      },
    ],
    [
      'a directory in its place',
      () => {
        rmSync(path);
        mkdirSync(join(path, 'within'), { recursive: true });
      },
    ],
    ['a directory in the place of its log', () => mkdirSync(`${path}-wal`)],
    [
      'a link into nowhere',
      () => {
        rmSync(path);
        symlinkSync(join(folder, 'nowhere'), path);
      },
    ],
    [
      'only a log',
      () => {
        rmSync(path);
        writeFileSync(`${path}-wal`, noise(9000));
      },
    ],
  ];
  test.each(damages)('E3: starts with %s, and says that it was begun anew', (_name, damage) => {
    fill();
    damage();
    const file = openFile(path);
    expect(file.opened).toBe('rebuilt');
    expect(file.reader.prepare('SELECT count(*) AS people FROM users').get()).toEqual({ people: 0 });
    close(file);
    const again = openFile(path);
    expect(again.opened).toBe('as-it-was');
    close(again);
  });

  const harmless: [name: string, damage: () => void][] = [
    ['a foreign log of noise', () => writeFileSync(`${path}-wal`, noise(40_000))],
    ['an empty log', () => writeFileSync(`${path}-wal`, '')],
    ['a shared-memory file of noise', () => writeFileSync(`${path}-shm`, noise(32_768))],
    ['a mode that others may read', () => chmodSync(path, 0o644)],
  ];
  test.each(harmless)('E3: keeps its people with %s', (_name, damage) => {
    fill();
    damage();
    const file = openFile(path);
    expect(file.opened).toBe('as-it-was');
    expect(file.reader.prepare('SELECT count(*) AS people FROM users').get()).toEqual({ people: 2000 });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    close(file);
  });

  test('E3: a file that lies under a path that cannot be made is a clear error', () => {
    expect(() => openFile(join(folder, 'no', 'such', 'folder', 'cache.sqlite'))).toThrow();
  });
});
