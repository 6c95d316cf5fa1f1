import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { type TenantFile, UnusableTenantFile } from './tenant-file.ts';

/** Gives the file back to whoever wants it next. */
export interface TenantFileLock {
  release(): void;
}

/**
 * Takes a tenant's file for this process alone, by a write lock of SQLite on a file beside it: such a lock ends with its
 * process, however that ends. Two servers of one file would each answer from a memory of their own. Fails with
 * UnusableTenantFile, which names the process that has it. The file beside it is left there: deleted, it could be locked by
 * one process under its old inode and by another under the new one.
 */
export function lockTenantFile(path: string): TenantFileLock {
  const beside = `${realPath(path)}.lock`;
  let lock: TenantFile | undefined;
  try {
    const opened = new Database(beside, { timeout: 0 });
    lock = opened;
    do takeAndSign(opened);
    while (holder(opened) !== process.pid);
    return { release: () => void opened.close() };
  } catch (error) {
    const problem = error instanceof Database.SqliteError ? unusable(path, { beside, lock, error }) : error;
    lock?.close();
    throw problem;
  }
}

function unusable(
  path: string,
  {
    beside,
    lock,
    error,
  }: { beside: string; lock: TenantFile | undefined; error: InstanceType<typeof Database.SqliteError> },
): UnusableTenantFile {
  const isBusy = lock !== undefined && error.code.startsWith('SQLITE_BUSY');
  return new UnusableTenantFile(
    isBusy
      ? `${path} is in use by another sandbox${signed(lock)}. End that one first, or name another file with --file.`
      : `${path} cannot be taken for this sandbox alone: ${beside} cannot be used for that (${error.code}).`,
  );
}

/**
 * The write lock alone leaves the file readable, so that the number in it can be told. It is written before the lock is
 * taken for good; the caller looks whether somebody else signed in between.
 */
function takeAndSign(lock: TenantFile): void {
  if (lock.inTransaction) lock.exec('ROLLBACK');
  lock.pragma(`user_version = ${process.pid}`);
  lock.exec('BEGIN IMMEDIATE');
}

function holder(lock: TenantFile): unknown {
  return lock.pragma('user_version', { simple: true });
}

/** Whoever has it may be writing its number at this moment. */
function signed(lock: TenantFile): string {
  lock.pragma('busy_timeout = 1000');
  return `, process ${String(holder(lock))}`;
}

/** One file is one file, also by way of a link. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    return join(realpathSync(dirname(path)), basename(path));
  }
}
