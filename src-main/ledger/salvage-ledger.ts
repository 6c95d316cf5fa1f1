import Database from 'better-sqlite3';

type Handle = InstanceType<typeof Database>;

/**
 * Carries over what can be read from a damaged ledger, table by table and row by row, and answers how many rows that
 * was. A row that cannot be read ends its table; the damaged file itself is left alone.
 */
export function salvageLedger(damagedFile: string, into: Handle): number {
  let damaged: Handle;
  try {
    damaged = new Database(damagedFile, { readonly: true, fileMustExist: true });
  } catch {
    // Not a database any more; the caller tells the admin that nothing was carried over.
    return 0;
  }
  let saved = 0;
  try {
    // Parents before children, so that foreign keys hold.
    const tables = into
      .prepare<[], { name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
      )
      .all();
    for (const { name } of tables) saved += salvageTable(damaged, into, name);
  } finally {
    damaged.close();
  }
  return saved;
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
