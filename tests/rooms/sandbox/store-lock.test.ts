import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from './start-sandbox.ts';

test('two sandboxes on one file: the second says that it is in use; a killed one leaves no lock behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const args = ['--json', '--users', '20', '--file', join(folder, 'tenant.sqlite')];
  const first = startSandbox(...args);
  await first.firstLine();

  const second = startSandbox(...args);
  expect(await second.ended).toBe(1);
  expect(second.errors()).toContain('is in use by another sandbox');
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
