import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLedger } from '../../../../src-main/ledger/open-ledger.ts';
import { recordTrail, type TrailEntry, trailHash } from '../../../../src-main/ledger/record-trail.ts';

const entry = (tenantId: string, subject: string): TrailEntry => ({
  tenantId,
  at: '2026-01-01T00:00:00.000Z',
  actor: 'ingrid',
  action: 'Invited',
  subject,
  phase: 'intent',
  outcome: '',
  requestId: null,
  jobId: null,
  detail: '',
});

it('chains the entries of each tenant by itself and refuses to change one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-trail-'));
  const { ledger } = await openLedger(folder);
  await ledger.write((writable) => {
    recordTrail(writable, entry('a', 'one'));
    recordTrail(writable, entry('b', 'two'));
    recordTrail(writable, entry('a', 'three'));
  });
  const rows = ledger.read((readable) =>
    readable
      .prepare<[], { number: number; previous_hash: string; hash: string }>(
        "SELECT number, previous_hash, hash FROM trail WHERE tenant_id = 'a' ORDER BY number",
      )
      .all(),
  );
  expect(rows.map((row) => row.number)).toEqual([1, 2]);
  expect(rows[1]?.previous_hash).toBe(rows[0]?.hash);
  expect(rows[1]?.hash).toBe(trailHash(entry('a', 'three'), 2, rows[0]?.hash ?? ''));
  await expect(
    ledger.write((writable) => writable.prepare("UPDATE trail SET actor = 'nobody'").run()),
  ).rejects.toThrow(/append-only/);
  ledger.close();
  rmSync(folder, { recursive: true, force: true });
});
