import { closeSync, copyFileSync, fstatSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';

type Handle = InstanceType<typeof Database>;

/**
 * Carries over what can be read from a damaged ledger, table by table and row by row, and answers how many rows that
 * was. A row that cannot be read ends its table; the damaged file itself is left alone.
 */
export function salvageLedger(damagedFile: string, into: Handle): number {
  // A file in WAL mode cannot be opened read-only without its helpers, so a copy is read and thrown away.
  const copy = `${damagedFile}.reading`;
  copyFileSync(damagedFile, copy);
  admitTruncation(copy);
  let damaged: Handle | null = null;
  let saved = 0;
  try {
    damaged = new Database(copy, { fileMustExist: true });
    // Parents before children, so that foreign keys hold.
    const tables = into
      .prepare<[], { name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
      )
      .all();
    for (const { name } of tables) saved += salvageTable(damaged, into, name);
  } catch {
    // Not a database any more; the caller tells the admin how little was carried over.
  } finally {
    damaged?.close();
    for (const ending of ['', '-wal', '-shm']) rmSync(copy + ending, { force: true });
  }
  return saved;
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

function salvageTable(damaged: Handle, into: Handle, table: string): number {
  let saved = 0;
  try {
    const columns = into
      .prepare<[], { name: string }>(`PRAGMA table_info(${table})`)
      .all()
      .map((c) => c.name);
    const insert = into.prepare(
      `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((c) => `@${c}`).join(', ')})`,
    );
    for (const row of damaged.prepare(`SELECT ${columns.join(', ')} FROM ${table}`).iterate()) {
      saved += insert.run(row as Record<string, unknown>).changes;
    }
  } catch {
    // The damage begins here; the rows before it are kept.
  }
  return saved;
}
