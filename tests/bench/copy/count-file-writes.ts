import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const tables = ['users', 'teams', 'team_members', 'roles', 'user_history', 'pages', 'staged', 'touched'];
const seen = new Map<string, Set<string>>();
let differing = 0;

/** How many rows of the copy in the folder differ from the last time this was asked, added up over all times. */
export function countFileWrites(folder: string): number {
  const file = new Database(join(folder, 'cache.sqlite'), { readonly: true });
  for (const table of tables) {
    const key = `${folder} ${table}`;
    const rows = new Set<string>();
    for (const row of file.prepare(`SELECT * FROM ${table}`).raw(true).iterate()) {
      rows.add(createHash('sha1').update(JSON.stringify(row)).digest('base64'));
    }
    const before = seen.get(key);
    if (before !== undefined) for (const row of rows) if (!before.has(row)) differing += 1;
    seen.set(key, rows);
  }
  file.close();
  return differing;
}
