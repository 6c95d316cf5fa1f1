import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ledger, ReadableLedger } from '../../../src-main/ledger/ledger-handles.ts';
import { type OpenedLedger, openLedger } from '../../../src-main/ledger/open-ledger.ts';
import { recordTrail } from '../../../src-main/ledger/record-trail.ts';

/** A profile folder of the test's own. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tenantry-ledger-'));
}

/** Puts a tenant with a job of some rows, and entries in its trail, into a ledger. */
export async function fill(
  ledger: Ledger,
  tenantId: string,
  entries: number,
  mark = 'halden.example',
): Promise<void> {
  await ledger.write((writable) => {
    writable
      .prepare('INSERT OR IGNORE INTO tenants VALUES (?, ?, ?, ?, ?, ?, NULL, ?)')
      .run(tenantId, tenantId, `${tenantId} ${mark}`, 'production', `https://${mark}`, 'full', '2026');
    writable
      .prepare(
        `INSERT INTO jobs (id, number, tenant_id, kind, title, reason, facts, state, started_by, created_at)
         VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM jobs), ?, 'deactivate', 'Deactivate', '', '{}', 'paused', 'ingrid', '2026')`,
      )
      .run(`job-${tenantId}-${entries}`, tenantId);
    const row = writable.prepare(
      `INSERT INTO job_rows (job_id, position, phase, action, input, subject, name, state)
       VALUES (?, ?, 0, 'deactivate-user', '{}', ?, '', 'planned')`,
    );
    for (let i = 0; i < entries; i += 1) {
      row.run(`job-${tenantId}-${entries}`, i, `person-${i}@${mark}`);
      recordTrail(writable, {
        tenantId,
        at: '2026-01-01T00:00:00.000Z',
        actor: `ingrid@${mark}`,
        action: 'Deactivated',
        subject: `person-${i}@${mark}`,
        phase: 'result',
        outcome: 'done: Deactivated',
        requestId: null,
        jobId: `job-${tenantId}-${entries}`,
        detail: '',
      });
    }
  });
}

/** Every row of the tables that matter, as one text to compare. */
export function contentOf(ledger: ReadableLedger): string {
  return ['tenants', 'jobs', 'job_rows', 'trail']
    .map((table) => JSON.stringify(ledger.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()))
    .join('\n');
}

/** Opens the ledger of a folder, lets `act` look, and closes it in order. */
export async function withLedger<Output>(
  folder: string,
  act: (opened: OpenedLedger) => Output | Promise<Output>,
): Promise<Output> {
  const opened = await openLedger(folder);
  try {
    return await act(opened);
  } finally {
    opened.ledger.close();
  }
}

/** Hash of each file of a folder, by name. */
export function hashesIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  );
}
