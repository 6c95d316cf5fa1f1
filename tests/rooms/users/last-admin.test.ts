import { afterEach, beforeEach, expect, test } from 'vitest';
import { countAsAdmin, mayRemoveAdmin } from '../../../src-main/features/users/admin-guard.ts';
import { createTenantClient } from '../../../src-main/tenant-api/create-tenant-client.ts';
import type { TenantClient } from '../../../src-main/tenant-api/tenant-client.ts';
import { Secret } from '../../../src-main/vault/secret.ts';
import { sandboxApi } from '../../e2e/harness/sandbox-api.ts';
import { faultControl } from '../harness/order-fault.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';

let sandbox: RunningSandbox;
let client: TenantClient;
/** The two admins that are left. */
let two: string[];
let tenantId: string;

beforeEach(async () => {
  sandbox = await serveSandbox(['--users', '150', '--mode', 'invite-only']);
  const room = { fetch, log: () => undefined };
  client = createTenantClient({ ...room, controlPlane: sandbox.tenantUrl, token: new Secret(sandbox.token) });
  const { api, allUsers } = sandboxApi(sandbox);
  const admins = (await allUsers()).filter(({ active, roles }) => active && roles.includes('tenant-admin'));
  const you = admins.find(({ email }) => email === 'ingrid.solvang@halden.example');
  const [another, ...others] = admins.filter(({ id }) => id !== you?.id);
  for (const { email } of others) {
    await api('/users/roles', { method: 'PATCH', body: JSON.stringify({ email, roles: ['member'] }) });
  }
  two = [you?.id ?? '', another?.id ?? ''];
  tenantId = `last-admin-${sandbox.tenantUrl}`;
});
afterEach(async () => {
  client.close();
  await sandbox.stop();
});

const ask = (userId: string, nowMs = 0) => mayRemoveAdmin(client, { tenantId, userId, nowMs });

test('F4: two jobs that remove the last two admins at once: one is let through, the other is the last admin', async () => {
  const answers = await Promise.all(two.map((userId) => ask(userId)));
  expect(answers.map((answer) => answer.ok && answer.value)).toEqual(['yes', 'last-admin']);
  // Still so while the tenant does not show the first removal yet.
  expect(await ask(two[1] ?? '', 60_000)).toMatchObject({ ok: true, value: 'last-admin' });
  // Refused by the tenant, the first one counts again.
  countAsAdmin(tenantId, two[0] ?? '');
  expect(await ask(two[1] ?? '', 60_000)).toMatchObject({ ok: true, value: 'yes' });
});

test('F4: admins are counted live: a deactivated one and a stale copy do not count, and no answer lets nobody through', async () => {
  const { api, allUsers } = sandboxApi(sandbox);
  const other = (await allUsers()).find(({ id }) => id === two[1]);
  await api('/users/deactivate', { method: 'PATCH', body: JSON.stringify({ email: other?.email }) });
  expect(await ask(two[0] ?? '')).toMatchObject({ ok: true, value: 'last-admin' });
  await faultControl(sandbox.controlUrl).order({ kind: 'server-error', status: 500 });
  expect(await ask(two[0] ?? '')).toMatchObject({ ok: false, failure: { code: 'server-error' } });
});
