import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import type { Handle } from './open-file.ts';

/** What a damaged file still gave. */
export interface Salvaged {
  /** Rows that were not in the ledger before, or newer than there. */
  readonly rows: number;
  /** Tables that could not be read from one end to the other. */
  readonly cutOff: readonly string[];
}

/** Columns that must be JSON: a row with a damaged one would stop whoever reads it. */
const jsonColumns: Readonly<Record<string, readonly string[]>> = {
  tenants: ['signed_in_as'],
  jobs: ['facts', 'why'],
  job_rows: ['input', 'failure', 'facts'],
};

/**
 * Carries over what can be read from a damaged ledger, table by table, from both ends towards the damage. Rows replace
 * those of a backup that are there already, but for the audit trail, which only grows. The damaged file is left alone.
 */
export function salvageLedger(damagedFile: string, into: Handle): Salvaged {
  if (!existsSync(damagedFile) || !statSync(damagedFile).isFile()) return { rows: 0, cutOff: ['all'] };
  const bare = salvageCopy(damagedFile, into, 'main file only');
  if (!existsSync(`${damagedFile}-wal`)) return bare;
  const whole = salvageCopy(damagedFile, into, 'with newest changes');
  return { rows: bare.rows + whole.rows, cutOff: whole.cutOff };
}

function salvageCopy(
  damagedFile: string,
  into: Handle,
  what: 'main file only' | 'with newest changes',
): Salvaged {
  // A file in WAL mode cannot be opened read-only without its helpers, so a copy is read and thrown away.
  const copy = `${damagedFile}.reading`;
  copyFileSync(damagedFile, copy);
  if (what === 'with newest changes') copyFileSync(`${damagedFile}-wal`, `${copy}-wal`);
  else admitTruncation(copy);
  let damaged: Handle | null = null;
  let rows = 0;
  const cutOff: string[] = [];
  try {
    damaged = new Database(copy, { fileMustExist: true });
    // Parents before children, so that foreign keys hold.
    const tables = into
      .prepare<[], { name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
      )
      .all();
    for (const { name } of tables) {
      const saved = salvageTable(damaged, into, name);
      rows += saved.rows;
      if (saved.end === 'damage') cutOff.push(name);
    }
  } catch {
    // Not a database any more; the caller tells the admin how little was carried over.
    cutOff.push('all');
  } finally {
    damaged?.close();
    for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(copy + ending, { force: true });
  }
  return { rows, cutOff };
}

/** SQLite refuses a file shorter than its header says; the copy's header is made to tell the truth. */
function admitTruncation(copy: string): void {
  const handle = openSync(copy, 'r+');
  try {
    const header = Buffer.alloc(100);
    if (readSync(handle, header, 0, 100, 0) < 100) return;
    const size = header.readUInt16BE(16);
    const pages = Math.floor(fstatSync(handle).size / (size === 1 ? 65_536 : Math.max(512, size)));
    if (pages >= header.readUInt32BE(28)) return;
    header.writeUInt32BE(pages, 28);
    writeSync(handle, header, 0, 100, 0);
  } finally {
    closeSync(handle);
  }
}

interface Column {
  name: string;
  pk: number;
}

function salvageTable(damaged: Handle, into: Handle, table: string): { rows: number; end: 'end' | 'damage' } {
  const columns = into.prepare<[], Column>(`PRAGMA table_info(${table})`).all();
  const keys = columns.filter(({ pk }) => pk > 0).sort((one, other) => one.pk - other.pk);
  let rows = 0;
  let end: 'end' | 'damage' = 'end';
  try {
    const there = new Set(
      damaged
        .prepare<[], Column>(`PRAGMA table_info(${table})`)
        .all()
        .map(({ name }) => name),
    );
    // A table that a later version added is in no older file.
    if (there.size === 0) return { rows, end: versionOf(damaged) < versionOf(into) ? 'end' : 'damage' };
    const names = columns.map(({ name }) => name).filter((name) => there.has(name));
    const put = insertOf(
      into,
      table,
      names,
      keys.map(({ name }) => name),
    );
    const count = (): number => into.prepare<[], { n: number }>('SELECT total_changes() AS n').get()?.n ?? 0;
    for (const direction of ['ASC', 'DESC']) {
      const order = keys.map(({ name }) => `${name} ${direction}`).join(', ');
      const before = count();
      let isWhole = true;
      try {
        const read = damaged.prepare(`SELECT ${names.join(', ')} FROM ${table} ORDER BY ${order}`);
        for (const row of read.iterate() as Iterable<Record<string, unknown>>) {
          if (!isReadable(table, row) || !put(row)) end = 'damage';
        }
      } catch {
        // The damage begins here; the rows up to it are kept, and the rest is read from the other end.
        isWhole = false;
        end = 'damage';
      }
      rows += count() - before;
      if (isWhole) break;
    }
  } catch {
    end = 'damage';
  }
  return { rows, end };
}

function versionOf(database: Handle): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** Puts a row into the ledger unless it is there as it is. Answers false when the ledger does not take it. */
function insertOf(
  into: Handle,
  table: string,
  names: readonly string[],
  keys: readonly string[],
): (row: Record<string, unknown>) => boolean {
  const others = names.filter((name) => !keys.includes(name));
  const same = keys.map((key) => `${key} = @${key}`).join(' AND ');
  const values = names.map((name) => `@${name}`).join(', ');
  const isTrail = table === 'trail';
  const insert = into.prepare(
    isTrail || others.length === 0
      ? `INSERT INTO ${table} (${names.join(', ')}) SELECT ${values} WHERE NOT EXISTS (SELECT 1 FROM ${table} WHERE ${same})`
      : `INSERT INTO ${table} (${names.join(', ')}) VALUES (${values})
         ON CONFLICT DO UPDATE SET ${others.map((name) => `${name} = excluded.${name}`).join(', ')}
         WHERE ${others.map((name) => `${name} IS NOT excluded.${name}`).join(' OR ')}`,
  );
  return (row) => {
    try {
      insert.run(row);
      return true;
    } catch {
      // Damaged so that it breaks a rule of its table, or its parent could not be read.
      return false;
    }
  };
}

function isReadable(table: string, row: Record<string, unknown>): boolean {
  try {
    for (const column of jsonColumns[table] ?? []) {
      const text = row[column];
      if (typeof text === 'string') JSON.parse(text);
    }
    return true;
  } catch {
    return false;
  }
}
