import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockTenantFile, type TenantFileLock } from '../../../../src-sandbox/store/lock-tenant-file.ts';
import { UnusableTenantFile } from '../../../../src-sandbox/store/tenant-file.ts';
import { startSandbox } from '../start-sandbox.ts';

test('two sandboxes on one file: the second says that it is in use; a killed one leaves no lock behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const args = ['--json', '--users', '20', '--file', join(folder, 'tenant.sqlite')];
  const first = startSandbox(...args);
  await first.firstLine();

  const second = startSandbox(...args);
  expect(await second.ended).toBe(1);
  expect(second.errors().trim()).toMatch(
    new RegExp(`^sandbox: .*is in use by another sandbox, process ${first.child.pid}\\. .*--file\\.$`),
  );
  symlinkSync(join(folder, 'tenant.sqlite'), join(folder, 'link.sqlite'));
  const linked = startSandbox(...args, '--file', join(folder, 'link.sqlite'));
  expect(await linked.ended).toBe(1);
  const resetting = startSandbox(...args, '--reset');
  expect(await resetting.ended).toBe(1);
  const { tenantUrl, token } = JSON.parse(await first.firstLine());
  const users = await fetch(`${tenantUrl}/api/svc/v1/users`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(users.status).toBe(200);

  first.child.kill('SIGKILL');
  await first.ended;
  const third = startSandbox(...args);
  expect(JSON.parse(await third.firstLine())).toMatchObject({ users: 20 });
}, 60_000);

test('of ten who want it one has it, and gives it back', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'tenant.sqlite');
  const locks: TenantFileLock[] = [];
  const refusals: unknown[] = [];
  for (let turn = 0; turn < 10; turn += 1) {
    try {
      locks.push(lockTenantFile(path));
    } catch (error) {
      refusals.push(error);
    }
  }
  expect([locks.length, refusals.length]).toEqual([1, 9]);
  for (const refusal of refusals) expect(refusal).toBeInstanceOf(UnusableTenantFile);
  locks[0]?.release();
  lockTenantFile(path).release();
});

test('a file of another kind in the place of the lock is told, and left as it is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'tenant.sqlite');
  writeFileSync(`${path}.lock`, 'a text of many words, longer than the head of a database file. '.repeat(20));
  expect(() => lockTenantFile(path)).toThrow(
    /cannot be taken .*\.lock cannot be used for that \(SQLITE_NOTADB\)/u,
  );
});
