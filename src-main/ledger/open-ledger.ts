import { chmodSync, closeSync, existsSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { groupCommit } from './group-commit.ts';
import type { Ledger, ReadableLedger } from './ledger-handles.ts';
import { migrations } from './migrations/migrations.ts';
import { salvageLedger } from './salvage-ledger.ts';

type Handle = InstanceType<typeof Database>;

/** The ledger was written by a newer Tenantry: it is left byte for byte as it is. */
export class LedgerIsNewer extends Error {
  override readonly name = 'LedgerIsNewer';
}

export interface OpenedLedger {
  ledger: Ledger;
  /** Sentences about what was mended, for the admin. */
  notices: string[];
}

/**
 * Opens `ledger.sqlite` in the folder, makes it or brings it to the newest shape. Every commit is on the disk when it
 * is acknowledged (WAL, synchronous FULL, read back: better-sqlite3 opens WAL files at NORMAL by itself). A damaged file
 * is set aside, never deleted, and what can be read is carried over. Throws `LedgerIsNewer` for a newer file.
 */
export async function openLedger(folder: string, now: () => Date = () => new Date()): Promise<OpenedLedger> {
  const file = join(folder, 'ledger.sqlite');
  const notices: string[] = [];
  let database: Handle;
  try {
    database = openChecked(file);
  } catch (error) {
    if (error instanceof LedgerIsNewer) throw error;
    const aside = setAside(file, now());
    database = openChecked(file);
    await migrate(database, folder);
    const saved = salvageLedger(aside, database);
    notices.push(
      `The record of tenants and jobs was damaged and has been set aside as ${aside.split('/').pop()}. ${saved} entries could be read and were carried over.`,
    );
  }
  await migrate(database, folder);
  const commits = groupCommit(database);
  return {
    notices,
    ledger: {
      read: (query) => query(database as unknown as ReadableLedger),
      write: (change) => commits.write(change),
      tidy: () => {
        commits.flush();
        database.pragma('wal_checkpoint(TRUNCATE)');
        // Copies made before a migration hold what was just deleted; the file they guarded has proved itself since.
        for (const copy of readdirSync(folder)) {
          if (/^ledger-before-\d+\.sqlite/.test(copy)) rmSync(join(folder, copy), { force: true });
        }
      },
      close: () => {
        commits.flush();
        database.close();
      },
    },
  };
}

function openChecked(file: string): Handle {
  const isNew = !existsSync(file);
  // Made with the narrow mode first: SQLite gives its -wal and -shm files the mode of the main file.
  if (isNew) closeSync(openSync(file, 'a', 0o600));
  const database = new Database(file);
  try {
    chmodSync(file, 0o600);
    const newest = migrations.at(-1)?.number ?? 0;
    if (Number(database.pragma('user_version', { simple: true })) > newest) {
      throw new LedgerIsNewer('The ledger was written by a newer version of Tenantry.');
    }
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

async function migrate(database: Handle, folder: string): Promise<void> {
  const from = Number(database.pragma('user_version', { simple: true }));
  const waiting = migrations.filter((migration) => migration.number > from);
  if (waiting.length === 0) return;
  if (from > 0) {
    const copy = join(folder, `ledger-before-${waiting.at(-1)?.number}.sqlite`);
    await database.backup(copy);
    chmodSync(copy, 0o600);
  }
  for (const migration of waiting) {
    database.transaction(() => {
      database.exec(migration.sql);
      database.pragma(`user_version = ${migration.number}`);
    })();
  }
}

function setAside(file: string, now: Date): string {
  const stamp = now
    .toISOString()
    .replaceAll(/[^0-9]/g, '')
    .slice(0, 14);
  const aside = `${file}.damaged-${stamp}`;
  for (const ending of ['', '-wal', '-shm']) {
    if (existsSync(file + ending)) renameSync(file + ending, aside + ending);
  }
  return aside;
}
