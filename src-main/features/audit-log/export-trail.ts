import { createHash } from 'node:crypto';
import type { TrailState } from '../../../src-contract/audit-log.ts';
import type { Ledger } from '../../ledger/ledger-handles.ts';
import { hashedText } from '../../ledger/record-trail.ts';
import { entryOfRow, type TrailRow } from '../../ledger/verify-trail.ts';

/** Written into the first line of each file: how to check it without Tenantry. */
const verification = [
  'Every line but the last: its checksum is the SHA-256 in the last line.',
  "Linux: sed '$d' FILE | sha256sum    macOS: sed '$d' FILE | shasum -a 256",
  'Each entry: hash is the SHA-256 of the JSON array in its member hashed; its first member is the hash of the entry before.',
  'What this cannot prove by itself: that nobody wrote the whole file anew. Keep the checksum in another place.',
];

const rowsAtOnce = 200;

/**
 * The whole trail of a tenant as JSON lines: a head, an entry a line with the very text that was hashed, and a checksum.
 * Read in slices, so that main stays free; entries that come meanwhile are in it as well.
 */
export async function exportTrail(
  ledger: Ledger,
  tenant: { id: string; displayName: string; controlPlane: string },
  state: TrailState,
  now: Date,
): Promise<{ text: string; entries: number; checksum: string }> {
  const head = {
    kind: 'tenantry-audit-trail',
    version: 1,
    tenant: tenant.displayName,
    controlPlane: tenant.controlPlane,
    exportedAt: now.toISOString(),
    chain: state,
    verification,
  };
  const parts = [`${JSON.stringify(head)}\n`];
  const sum = createHash('sha256').update(parts[0] ?? '');
  let after = Number.MIN_SAFE_INTEGER;
  let entries = 0;
  for (;;) {
    const rows = ledger.read((readable) =>
      readable
        .prepare<[string, number, number], TrailRow>(
          'SELECT * FROM trail WHERE tenant_id = ? AND number > ? ORDER BY number LIMIT ?',
        )
        .all(tenant.id, after, rowsAtOnce),
    );
    if (rows.length === 0) break;
    const part = rows.map((row) => `${lineOf(row)}\n`).join('');
    parts.push(part);
    sum.update(part);
    entries += rows.length;
    after = rows.at(-1)?.number ?? after;
    await new Promise((resolve) => setImmediate(resolve));
  }
  const checksum = sum.digest('hex');
  parts.push(`${JSON.stringify({ kind: 'checksum', entries, sha256: checksum })}\n`);
  return { text: parts.join(''), entries, checksum };
}

function lineOf(row: TrailRow): string {
  const entry = entryOfRow(row);
  const hashed = hashedText(entry, row.number, row.previous_hash);
  return JSON.stringify({
    kind: 'entry',
    number: row.number,
    at: row.at,
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    phase: row.phase,
    outcome: row.outcome,
    requestId: row.request_id,
    jobId: row.job_id,
    reason: row.detail,
    ...(entry.change === undefined ? {} : { change: entry.change }),
    previousHash: row.previous_hash,
    hash: row.hash,
    hashed,
  });
}
