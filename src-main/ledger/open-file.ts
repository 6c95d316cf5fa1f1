import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { LedgerIsNewer } from './ledger-failures.ts';
import { migrations } from './migrations/migrations.ts';

export type Handle = InstanceType<typeof Database>;

/**
 * Opens a ledger file and makes sure of what we rely on: WAL, synchronous FULL (read back: better-sqlite3 opens WAL files
 * at NORMAL by itself), strict settings, a quick check. Makes an empty file where there is none. Throws
 * `LedgerIsNewer` before anything is written, and whatever SQLite says about damage.
 */
export function openFile(file: string): Handle {
  const isNew = !existsSync(file);
  if (!isNew && statSync(file).isDirectory()) throw new Error('a folder stands in the place of the ledger');
  // Made with the narrow mode first: SQLite gives its -wal and -shm files the mode of the main file.
  if (isNew) closeSync(openSync(file, 'a', 0o600));
  else refuseNewer(file);
  const database = new Database(file);
  try {
    if ((statSync(file).mode & 0o777) !== 0o600) chmodSync(file, 0o600);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('trusted_schema = OFF');
    database.pragma('cell_size_check = ON');
    database.pragma('secure_delete = ON');
    if (database.pragma('synchronous', { simple: true }) !== 2)
      throw new Error('synchronous FULL was not taken');
    const check = database.pragma('quick_check(1)', { simple: true });
    if (check !== 'ok') throw new Error(`quick_check: ${String(check)}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Looks at the version read-only: closing would else move the write-ahead file into a newer ledger, which must stay byte for byte as it is (E5). */
function refuseNewer(file: string): void {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const newest = migrations.at(-1)?.number ?? 0;
    if (Number(database.pragma('user_version', { simple: true })) > newest) {
      throw new LedgerIsNewer('The ledger was written by a newer version of Tenantry.');
    }
  } finally {
    database.close();
  }
}
