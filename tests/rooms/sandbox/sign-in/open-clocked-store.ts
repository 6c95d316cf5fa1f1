import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { grantsIndexes } from '../../../../src-sandbox/store/grants-table.ts';
import { openStore } from '../../../../src-sandbox/store/open-store.ts';
import { teamsIndexes } from '../../../../src-sandbox/store/teams-table.ts';
import { openTenantFile } from '../../../../src-sandbox/store/tenant-file.ts';
import { usersIndexes } from '../../../../src-sandbox/store/users-table.ts';

/** An empty tenant file of a test's own with the tables of a tenant, and a clock that stands until it is set forward. */
export function openClockedStore() {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-test-'));
  const { file } = openTenantFile(join(folder, 'tenant.sqlite'));
  onTestFinished(() => {
    file.close();
    rmSync(folder, { recursive: true, force: true });
  });
  // The seeding makes these; nothing is seeded here.
  for (const indexes of [usersIndexes, teamsIndexes, grantsIndexes]) file.exec(indexes);
  let at = Date.parse('2027-03-01T09:00:00Z');
  const advance = (ms: number) => {
    at += ms;
    return true;
  };
  const store = openStore(file, { now: () => at, advance });
  const deviceCodes = file.prepare<[], number>('SELECT count(*) FROM signInDeviceCodes').pluck();
  return {
    store,
    advance,
    countDeviceCodes: () => deviceCodes.get() ?? 0,
  };
}
