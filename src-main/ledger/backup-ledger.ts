import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { BackupDiffers } from './ledger-failures.ts';
import type { Handle } from './open-file.ts';

const keptDays = 7;
const dailyName = /^ledger-(\d{4}-\d{2}-\d{2})\.sqlite$/;
const foldersName = 'backups';

/** Rows of each table, by name. */
function countRows(database: Handle): Map<string, number> {
  const tables = database
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .all();
  return new Map(
    tables.map(({ name }) => [
      name,
      database.prepare<[], { n: number }>(`SELECT count(*) AS n FROM "${name}"`).get()?.n ?? -1,
    ]),
  );
}

/**
 * Copies the ledger by SQLite's own backup while it stays in use, opens the copy, checks it and compares its rows with
 * the ledger's. Only then does it get its name: a file of that name is a good backup. Throws `BackupDiffers`, or as
 * SQLite and the file system do; nothing is left behind then.
 */
export async function backUpLedger(database: Handle, target: string): Promise<void> {
  const half = `${target}.part`;
  const before = countRows(database);
  try {
    await database.backup(half);
    chmodSync(half, 0o600);
    const after = countRows(database);
    const copy = new Database(half);
    try {
      // A copy in WAL mode would want helpers of its own; this one is a single file.
      copy.pragma('journal_mode = DELETE');
      if (copy.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new BackupDiffers('quick_check');
      const counted = countRows(copy);
      if (counted.size !== after.size) throw new BackupDiffers('tables');
      for (const [table, rows] of counted) {
        // Rows may have come or gone while it was copied: it must then lie between the two counts.
        const [from, to] = [before.get(table) ?? 0, after.get(table) ?? 0];
        if (rows < Math.min(from, to) || rows > Math.max(from, to)) throw new BackupDiffers(table);
      }
    } finally {
      copy.close();
    }
    renameSync(half, target);
  } finally {
    for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(half + ending, { force: true });
  }
}

/** Makes today's backup unless there is one, and keeps the newest seven. Out: whether one was made. */
export async function backUpDaily(database: Handle, folder: string, now: Date): Promise<boolean> {
  const backups = join(folder, foldersName);
  mkdirSync(backups, { recursive: true, mode: 0o700 });
  const target = join(backups, `ledger-${now.toISOString().slice(0, 10)}.sqlite`);
  if (existsSync(target)) return false;
  await backUpLedger(database, target);
  for (const old of listBackups(folder).slice(keptDays)) rmSync(old, { force: true });
  return true;
}

/** Daily backups, newest first. */
export function listBackups(folder: string): string[] {
  const backups = join(folder, foldersName);
  if (!existsSync(backups)) return [];
  return readdirSync(backups)
    .filter((name) => dailyName.test(name))
    .sort()
    .reverse()
    .map((name) => join(backups, name));
}

/** Every file that holds rows of the ledger beside the ledger: backups, copies before migrations, damaged ones. */
export function listCopies(folder: string): string[] {
  const near = readdirSync(folder)
    .filter((name) => /^ledger(-before-\d+\.sqlite|\.sqlite\.damaged-|\.sqlite-wal\.foreign-)/.test(name))
    .map((name) => join(folder, name));
  const backups = join(folder, foldersName);
  const daily = existsSync(backups) ? readdirSync(backups).map((name) => join(backups, name)) : [];
  return [...near, ...daily];
}

/** The newest backup that opens and passes its check, and the day that it is of; null when there is none. */
export function newestGoodBackup(folder: string): { file: string; day: string } | null {
  const before = readdirSync(folder)
    .filter((name) => /^ledger-before-\d+\.sqlite$/.test(name))
    .map((name) => join(folder, name));
  for (const file of [...listBackups(folder), ...before]) {
    try {
      const copy = new Database(file, { readonly: true, fileMustExist: true });
      try {
        if (copy.pragma('quick_check(1)', { simple: true }) !== 'ok') continue;
        const day = dailyName.exec(file.slice(dirname(file).length + 1))?.[1];
        return { file, day: day ?? 'before the last update' };
      } finally {
        copy.close();
      }
    } catch {
      // Damaged as well: an older one is tried.
    }
  }
  return null;
}
