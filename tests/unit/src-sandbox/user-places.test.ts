import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { seedTenant } from '../../../src-sandbox/seed/seed-tenant.ts';
import { openStore } from '../../../src-sandbox/store/open-store.ts';
import { openTenantFile } from '../../../src-sandbox/store/tenant-file.ts';
import { startTenantClock } from '../../../src-sandbox/tenant-clock.ts';

test('a page at any offset is the same slice that a plain read gives, also after people left or were switched', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-places-'));
  const { file } = openTenantFile(join(folder, 'tenant.sqlite'));
  onTestFinished(() => {
    file.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await seedTenant(file, {
    users: 5000,
    seed: 9,
    tenantName: 'sandbox',
    mode: 'jit',
    sso: 'sso',
    now: Date.now(),
  });
  const { users } = openStore(file, startTenantClock());
  const ids = (where: string) =>
    file.prepare<[], string>(`SELECT id FROM users ${where} ORDER BY position`).pluck().all();

  fc.assert(
    fc.property(
      fc.array(
        fc.record({ position: fc.integer({ min: 2, max: 5000 }), act: fc.constantFrom('remove', 'switch') }),
        { maxLength: 40 },
      ),
      fc.array(
        fc.record({ offset: fc.integer({ min: 0, max: 5100 }), limit: fc.integer({ min: 1, max: 1000 }) }),
        { minLength: 1, maxLength: 10 },
      ),
      (changes, pages) => {
        for (const { position, act } of changes) {
          const user = users.byPosition(position);
          if (user === undefined) continue;
          if (act === 'remove') users.remove(user);
          else users.setActive(user, { active: user.active === 1 ? 0 : 1, at: Date.now() });
        }
        for (const [which, where] of [
          ['all', ''],
          ['active', 'WHERE active = 1'],
        ] as const) {
          const expected = ids(where);
          for (const { offset, limit } of pages) {
            const page = users.page({ offset, limit, query: '', which });
            expect(page.total).toBe(expected.length);
            expect(page.rows.map((user) => user.id)).toEqual(expected.slice(offset, offset + limit));
          }
        }
      },
    ),
    { numRuns: 20 },
  );
});
