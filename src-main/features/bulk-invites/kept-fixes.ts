import { z } from 'zod';
import type { ReadableLedger, WritableLedger } from '../../ledger/ledger-handles.ts';

/** Something that an admin fixed or decided in the review of a file. */
const fixSchema = z.discriminatedUnion('did', [
  z.strictObject({
    did: z.literal('edit'),
    row: z.int(),
    email: z.string(),
    role: z.string(),
    teams: z.array(z.string()),
    send: z.enum(['send', 'do-not-send', 'as-run']).nullable(),
  }),
  z.strictObject({
    did: z.literal('decide'),
    row: z.int(),
    decision: z.enum(['take', 'keep', 'split', 'reactivate', 'update', 'leave', 'leave-out', 'bring-back']),
  }),
  /** The fix before it, to all rows alike. */
  z.strictObject({ did: z.literal('alike') }),
]);
export type KeptFix = z.infer<typeof fixSchema>;

/** Which file fixes belong to: the same bytes, read and mapped in the same way, in one tenant. */
export interface FixKey {
  tenantId: string;
  fileHash: string;
}

/** Fixes of files that were never run are forgotten after so long. */
const keptMs = 30 * 24 * 3_600_000;

/** Keeps a fix behind those of before. `at`: the moment, ISO 8601. */
export function keepFix(
  ledger: WritableLedger,
  { tenantId, fileHash }: FixKey,
  kept: { fileName: string; fix: KeptFix; at: string },
): void {
  ledger
    .prepare('INSERT INTO csv_fixes (tenant_id, file_hash, file_name, fix, at) VALUES (?, ?, ?, ?, ?)')
    .run(tenantId, fileHash, kept.fileName, JSON.stringify(kept.fix), kept.at);
  const oldest = new Date(Date.parse(kept.at) - keptMs).toISOString();
  ledger.prepare('DELETE FROM csv_fixes WHERE at < ?').run(oldest);
}

/** The fixes of a file in their order; null in place of one that this version does not know. */
export function readFixes(
  ledger: ReadableLedger,
  { tenantId, fileHash }: FixKey,
): { id: number; fix: KeptFix | null; at: string }[] {
  return ledger
    .prepare<[string, string], { id: number; fix: string; at: string }>(
      'SELECT id, fix, at FROM csv_fixes WHERE tenant_id = ? AND file_hash = ? ORDER BY id',
    )
    .all(tenantId, fileHash)
    .map(({ id, fix, at }) => ({ id, fix: fixSchema.safeParse(JSON.parse(fix)).data ?? null, at }));
}

/** Forgets single fixes. */
export function dropFixes(ledger: WritableLedger, ids: readonly number[]): void {
  const drop = ledger.prepare('DELETE FROM csv_fixes WHERE id = ?');
  for (const id of ids) drop.run(id);
}

/** Forgets the latest fix of a file: it was undone. */
export function dropLatestFix(ledger: WritableLedger, { tenantId, fileHash }: FixKey): void {
  ledger
    .prepare(
      `DELETE FROM csv_fixes WHERE id =
         (SELECT max(id) FROM csv_fixes WHERE tenant_id = ? AND file_hash = ?)`,
    )
    .run(tenantId, fileHash);
}

/** Forgets all fixes of a file. */
export function forgetKeptFixes(ledger: WritableLedger, { tenantId, fileHash }: FixKey): void {
  ledger.prepare('DELETE FROM csv_fixes WHERE tenant_id = ? AND file_hash = ?').run(tenantId, fileHash);
}

/** The file of a tenant that was fixed last and has not run; null when there is none. */
export function latestFixed(
  ledger: ReadableLedger,
  tenantId: string,
): { fileName: string; fixes: number; at: string } | null {
  return (
    ledger
      .prepare<[string], { fileName: string; fixes: number; at: string }>(
        `SELECT file_name AS fileName, count(*) AS fixes, max(at) AS at FROM csv_fixes
         WHERE tenant_id = ? GROUP BY file_hash ORDER BY max(id) DESC LIMIT 1`,
      )
      .get(tenantId) ?? null
  );
}
