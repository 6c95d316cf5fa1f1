import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  keepTokenEnd,
  noteReminderSeen,
  readTokenEnd,
} from '../../../../../src-main/features/provisioning/scim-token-ends.ts';
import { openLedger } from '../../../../../src-main/ledger/open-ledger.ts';

it('a token whose last characters nobody tells begins its reminders anew by a later end, not by a moment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-ends-'));
  const { ledger } = await openLedger(folder);
  const of = { tenantId: 't', ssoId: 's' };
  const keep = async (expiresAt: string): Promise<number | null | undefined> => {
    await ledger.write((writable) =>
      keepTokenEnd(writable, { ...of, ssoName: 'Okta', lastFour: null, expiresAt }),
    );
    return ledger.read((readable) => readTokenEnd(readable, of))?.seenDays;
  };
  try {
    await keep('2026-12-01T00:00:00Z');
    await ledger.write((writable) => noteReminderSeen(writable, { ...of, days: 0 }));
    expect(await keep('2026-12-01T00:00:07Z')).toBe(0);
    expect(await keep('not a moment')).toBe(0);
    expect(await keep('2026-12-01T00:00:00.000Z')).toBe(0);
    expect(await keep('2027-02-01T00:00:00Z')).toBeNull();
  } finally {
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
