import { z } from 'zod';
import { type BulkOptions, bulkOptionsSchema } from '../../../src-contract/bulk-invites.ts';
import type { ReadableLedger, WritableLedger } from '../../ledger/ledger-handles.ts';
import { type RowFix, rowFixSchema } from './fix-states.ts';

/** Which file fixes belong to: the same bytes, read and mapped in the same way, in one tenant. */
export interface FixKey {
  tenantId: string;
  fileHash: string;
}

/** Fixes of files that were never run are forgotten so long after the latest of them. */
const keptMs = 30 * 24 * 3_600_000;
const oldestKept = (now: string): string => new Date(Date.parse(now) - keptMs).toISOString();

/** Keeps what was fixed in some rows, in place of what was kept of them; null forgets a row. `at`: the moment, ISO 8601. */
export function keepFixes(
  ledger: WritableLedger,
  { tenantId, fileHash }: FixKey,
  kept: { fileName: string; rows: readonly { row: number; fix: RowFix | null }[]; at: string },
): void {
  const forgotten = kept.rows.filter(({ fix }) => fix === null).map(({ row }) => row);
  const fixed = kept.rows.filter(({ fix }) => fix !== null);
  // One statement for all of them: a fix that was done to all rows alike may be one of 150,000.
  if (fixed.length > 0) {
    ledger
      .prepare(
        `INSERT OR REPLACE INTO csv_fixes (tenant_id, file_hash, row, file_name, fix, at)
         SELECT ?, ?, value ->> 'row', ?, value -> 'fix', ? FROM json_each(?)`,
      )
      .run(tenantId, fileHash, kept.fileName, kept.at, JSON.stringify(fixed));
  }
  if (forgotten.length > 0) {
    ledger
      .prepare(
        `DELETE FROM csv_fixes WHERE tenant_id = ? AND file_hash = ?
         AND row IN (SELECT value FROM json_each(?))`,
      )
      .run(tenantId, fileHash, JSON.stringify(forgotten));
  }
}

/** Forgets the fixes of files in which nothing was fixed for 30 days. Looks at all that is kept: not for each fix. */
export function dropOldFixes(ledger: WritableLedger, now: string): void {
  ledger
    .prepare(
      `DELETE FROM csv_fixes WHERE (tenant_id, file_hash) IN
         (SELECT tenant_id, file_hash FROM csv_fixes GROUP BY tenant_id, file_hash HAVING max(at) < ?)`,
    )
    .run(oldestKept(now));
}

function keepAs(
  ledger: WritableLedger,
  { tenantId, fileHash }: FixKey,
  row: number,
  kept: { fileName: string; what: object; at: string },
): void {
  ledger
    .prepare(
      'INSERT OR REPLACE INTO csv_fixes (tenant_id, file_hash, row, file_name, fix, at) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(tenantId, fileHash, row, kept.fileName, JSON.stringify(kept.what), kept.at);
}

/** The row number under which what was ticked for the whole run is kept: no row of a file has it. */
const optionsRow = 0;

/** Keeps what was ticked for the whole run of a file. */
export function keepOptions(
  ledger: WritableLedger,
  key: FixKey,
  kept: { fileName: string; options: BulkOptions; at: string },
): void {
  keepAs(ledger, key, optionsRow, { ...kept, what: kept.options });
}

/** What was ticked for the whole run of a file; null when nothing was kept. */
export function readOptions(ledger: ReadableLedger, { tenantId, fileHash }: FixKey): BulkOptions | null {
  const found = ledger
    .prepare<[string, string, number], { fix: string }>(
      'SELECT fix FROM csv_fixes WHERE tenant_id = ? AND file_hash = ? AND row = ?',
    )
    .get(tenantId, fileHash, optionsRow);
  return found === undefined ? null : (bulkOptionsSchema.safeParse(JSON.parse(found.fix)).data ?? null);
}

/** The row number under which the tenants are kept that were chosen for rows without one. */
const choicesRow = -1;
const choicesSchema = z.record(z.string(), z.string());

/** Keeps which tenants were chosen for the rows of a file that name none, by cell; in place of what was kept before. */
export function keepChoices(
  ledger: WritableLedger,
  key: FixKey,
  kept: { fileName: string; choices: Readonly<Record<string, string>>; at: string },
): void {
  keepAs(ledger, key, choicesRow, { ...kept, what: kept.choices });
}

/** The tenants that were chosen for rows of a file that name none, by cell. */
export function readChoices(
  ledger: ReadableLedger,
  { tenantId, fileHash }: FixKey,
  now: string,
): Record<string, string> {
  const found = ledger
    .prepare<[string, string, number, string], { fix: string }>(
      'SELECT fix FROM csv_fixes WHERE tenant_id = ? AND file_hash = ? AND row = ? AND at >= ?',
    )
    .get(tenantId, fileHash, choicesRow, oldestKept(now));
  return found === undefined ? {} : (choicesSchema.safeParse(JSON.parse(found.fix)).data ?? {});
}

/** How many rows of a file have fixes that are kept, and the moment of the latest; null when there are none. */
export function summariseFixes(
  ledger: ReadableLedger,
  { tenantId, fileHash }: FixKey,
  now: string,
): { rows: number; at: string } | null {
  const found = ledger
    .prepare<[string, string], { rows: number; at: string | null }>(
      'SELECT count(*) FILTER (WHERE row > 0) AS rows, max(at) AS at FROM csv_fixes WHERE tenant_id = ? AND file_hash = ?',
    )
    .get(tenantId, fileHash);
  if (found === undefined || found.at === null || found.at < oldestKept(now)) return null;
  return { rows: found.rows, at: found.at };
}

export interface FixWindow {
  afterRow: number;
  limit: number;
}

/** What was fixed in some rows, and the number of the last of them; null when there are no more. */
export interface SomeFixes {
  last: number | null;
  kept: { row: number; fix: RowFix }[];
}

/** The next rows of a file with what was fixed in them, behind a row number. One that another version kept otherwise is left out. */
export function readFixes(
  ledger: ReadableLedger,
  { tenantId, fileHash }: FixKey,
  window: FixWindow,
): SomeFixes {
  const rows = ledger
    .prepare<[string, string, number, number], { row: number; fix: string }>(
      `SELECT row, fix FROM csv_fixes WHERE tenant_id = ? AND file_hash = ? AND row > ?
       ORDER BY row LIMIT ?`,
    )
    .all(tenantId, fileHash, window.afterRow, window.limit);
  const kept = rows.flatMap(({ row, fix }) => {
    const read = rowFixSchema.safeParse(JSON.parse(fix));
    return read.success ? [{ row, fix: read.data }] : [];
  });
  return { last: rows.at(-1)?.row ?? null, kept };
}

/** Forgets all fixes of a file. */
export function forgetKeptFixes(ledger: WritableLedger, { tenantId, fileHash }: FixKey): void {
  ledger.prepare('DELETE FROM csv_fixes WHERE tenant_id = ? AND file_hash = ?').run(tenantId, fileHash);
}

/** The file of a tenant in which something was fixed last and that has not run; null when there is none. */
export function latestFixed(
  ledger: ReadableLedger,
  tenantId: string,
  now: string,
): { fileName: string; rows: number; at: string } | null {
  return (
    ledger
      .prepare<[string, string], { fileName: string; rows: number; at: string }>(
        `SELECT max(file_name) AS fileName, count(*) FILTER (WHERE row > 0) AS rows, max(at) AS at FROM csv_fixes
         WHERE tenant_id = ? AND row >= 0 GROUP BY file_hash HAVING max(at) >= ? ORDER BY max(at) DESC LIMIT 1`,
      )
      .get(tenantId, oldestKept(now)) ?? null
  );
}
