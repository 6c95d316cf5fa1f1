import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Everything that the ledger of a profile holds, table by table, as one text to compare. */
export function readLedger(profile: string): string {
  const file = new Database(join(profile, 'ledger.sqlite'), { readonly: true });
  try {
    const tables = file
      .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .all();
    return JSON.stringify(tables.map(({ name }) => [name, file.prepare(`SELECT * FROM "${name}"`).all()]));
  } finally {
    file.close();
  }
}
