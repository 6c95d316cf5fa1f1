import { chmodSync, closeSync, lstatSync, openSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { cacheShape, cacheShapeNumber, cacheShapeOwner } from './cache-shape.ts';

export type CacheFile = InstanceType<typeof Database>;

export interface OpenedFile {
  /** The one connection that writes. */
  writer: CacheFile;
  /** A second connection that may only read: it sees the state before a change that is still open. */
  reader: CacheFile;
  opened: 'as-it-was' | 'new' | 'rebuilt';
}

/** Half each of the 64 MiB that the copy may hold of its pages (speed.md, 1b), with room for statements. */
const pageCacheKiB = 28_000;
/**
 * Looking through a whole file takes 5 ms a megabyte, which the first rows wait for. A larger file that was closed in order
 * is taken as it is: damage that shows later begins it anew then (see `run-operations`).
 */
const checkedWholeUpTo = 16 * 1024 * 1024;

/**
 * Opens the file of the copy. A file that is damaged in any way, of another shape, or no file at all is deleted with what
 * lies beside it and begun empty: it can be fetched again, so no failed start is worth keeping it (E3). Throws only when
 * a new file cannot be made either, such as on a full disk.
 */
export function openFile(path: string, old: 'keep-if-sound' | 'throw-away' = 'keep-if-sound'): OpenedFile {
  const isNew = ['', '-wal'].every(
    (ending) => lstatSync(path + ending, { throwIfNoEntry: false }) === undefined,
  );
  try {
    if (!isNew && old === 'keep-if-sound')
      return { ...openPair(path, 'must-have-shape'), opened: 'as-it-was' };
  } catch {
    // Whatever is wrong with it, the answer is the same. `opened` tells the admin.
  }
  for (const ending of ['', '-wal', '-shm', '-journal'])
    rmSync(path + ending, { recursive: true, force: true });
  return { ...openPair(path, 'make-shape'), opened: isNew ? 'new' : 'rebuilt' };
}

function openPair(
  path: string,
  shape: 'must-have-shape' | 'make-shape',
): { writer: CacheFile; reader: CacheFile } {
  // A link is none of ours, wherever it leads.
  if (shape === 'must-have-shape' && !lstatSync(path).isFile()) throw new Error('not a file');
  // Made with the narrow mode first: SQLite gives its -wal and -shm files the mode of the main file.
  if (shape === 'make-shape') closeSync(openSync(path, 'wx', 0o600));
  // The log is gone when the last session ended in order.
  const isAtRest = lstatSync(`${path}-wal`, { throwIfNoEntry: false }) === undefined;
  const isLargeAndAtRest = isAtRest && lstatSync(path).size > checkedWholeUpTo;
  const writer = new Database(path);
  try {
    chmodSync(path, 0o600);
    setUp(writer);
    if (shape === 'make-shape') make(writer);
    check(writer, isLargeAndAtRest ? 'shape' : 'whole');
    const reader = new Database(path);
    try {
      setUp(reader);
      reader.pragma('query_only = ON');
      return { writer, reader };
    } catch (error) {
      reader.close();
      throw error;
    }
  } catch (error) {
    writer.close();
    throw error;
  }
}

/** E1: the copy may be at NORMAL, since it can be fetched again. */
function setUp(file: CacheFile): void {
  file.pragma('auto_vacuum = INCREMENTAL');
  if (file.pragma('journal_mode = WAL', { simple: true }) !== 'wal') throw new Error('no write-ahead log');
  file.pragma('synchronous = NORMAL');
  file.pragma('foreign_keys = ON');
  file.pragma('trusted_schema = OFF');
  file.pragma('cell_size_check = ON');
  file.pragma('secure_delete = ON');
  file.pragma('temp_store = MEMORY');
  file.pragma('wal_autocheckpoint = 20000');
  file.pragma(`cache_size = -${pageCacheKiB}`);
}

function make(file: CacheFile): void {
  file.transaction(() => {
    file.exec(cacheShape);
    // Entries that are removed from the search index are removed, not crossed out.
    file.exec("INSERT INTO user_search (user_search, rank) VALUES ('secure-delete', 1)");
    file.pragma(`application_id = ${cacheShapeOwner}`);
    file.pragma(`user_version = ${cacheShapeNumber}`);
  })();
}

/** Throws unless the file is ours, of this shape and, where it is looked through whole, sound. */
function check(file: CacheFile, depth: 'whole' | 'shape'): void {
  if (file.pragma('application_id', { simple: true }) !== cacheShapeOwner) throw new Error('not ours');
  if (file.pragma('user_version', { simple: true }) !== cacheShapeNumber) throw new Error('another shape');
  if (depth === 'shape') return;
  const found = file.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw new Error('damaged');
}
