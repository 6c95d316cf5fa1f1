import Database from 'better-sqlite3';
import { UnusableTenantFile } from './tenant-file.ts';

/** Gives the file back to whoever wants it next. */
export interface TenantFileLock {
  release(): void;
}

/**
 * Takes a tenant's file for this process alone, by an exclusive lock of SQLite on a file beside it: such a lock ends with
 * its process, however that ends. Two servers of one file would each answer from a memory of their own. Fails with
 * UnusableTenantFile when another sandbox has it.
 */
export function lockTenantFile(path: string): TenantFileLock {
  const lock = new Database(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error;
    throw new UnusableTenantFile(
      `${path} is in use by another sandbox. End that one first, or name another file with --file.`,
    );
  }
  return { release: () => void lock.close() };
}
