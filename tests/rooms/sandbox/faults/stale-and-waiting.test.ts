import { existsSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type FaultyTenant, faultyTenant, type ListedUsers } from './faulty-tenant.ts';
import { isHeld } from './is-held.ts';

const lagMs = 60_000;
const openFiles = '/proc/self/fd';

/** A tenant whose file is known, so that a test can see whether anybody still reads an old state of it. */
async function tenantWithFile() {
  const folder = mkdtempSync(join(tmpdir(), 'stale-reads-'));
  const path = join(folder, 'tenant.sqlite');
  const tenant = await faultyTenant('--file', path);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { tenant, path };
}

async function untilArrived(tenant: FaultyTenant, count: number): Promise<void> {
  while ((await tenant.requests()).length < count);
}

const register = (tenant: FaultyTenant, email: string) =>
  tenant.send({ method: 'POST', path: '/users/register', body: { email } });

function total(body: Buffer): number {
  return (JSON.parse(body.toString('utf8')) as ListedUsers).pagination.total;
}

describe('a read that waits', () => {
  test.each<[string, (tenant: FaultyTenant) => Promise<unknown>]>([
    [
      'its lag has ended',
      async (tenant) => {
        await tenant.advance(lagMs);
        // This one sees that the lag has ended, and lets go of the old state.
        await tenant.send({ path: '/role/list' });
      },
    ],
    ['the order was removed', (tenant) => tenant.clear()],
  ])('is answered from the state that it was given, though %s meanwhile', async (_name, meanwhile) => {
    const { tenant, path } = await tenantWithFile();
    const users = { method: 'GET', path: '/api/svc/v1/users' };
    await tenant.orderAll([
      { kind: 'stale-reads', ms: lagMs },
      { kind: 'latency', ms: 400, match: users },
    ]);
    expect((await register(tenant, 'one@partner.example')).status).toBe(200);
    await tenant.forgetRequests();
    const waiting = tenant.send({ path: '/users?limit=5&showInvalidUsers=true' });
    await untilArrived(tenant, 1);
    await meanwhile(tenant);
    const answer = await waiting;
    expect([answer.ending, answer.status]).toEqual(['end', 200]);
    expect(total(answer.body)).toBe(60);
    await tenant.clear();
    expect(await tenant.isActive('one@partner.example')).toBe(true);
    expect(isHeld(path)).toBe(false);
  });

  test('lets go when its client leaves', async () => {
    const { tenant, path } = await tenantWithFile();
    await tenant.orderAll([
      { kind: 'stale-reads', ms: lagMs },
      { kind: 'hang', match: { method: 'GET' } },
    ]);
    expect((await register(tenant, 'one@partner.example')).status).toBe(200);
    expect((await tenant.send({ path: '/users', stopAfterMs: 100 })).ending).toBe('silence');
    await tenant.clear();
    await expect.poll(() => isHeld(path)).toBe(false);
  });
});

test('a write that waits while the order is removed keeps no old state', async () => {
  const { tenant, path } = await tenantWithFile();
  await tenant.orderAll([
    { kind: 'stale-reads', ms: 100 },
    { kind: 'latency', ms: 300, match: { method: 'POST' } },
  ]);
  const waiting = register(tenant, 'one@partner.example');
  await untilArrived(tenant, 1);
  await tenant.clear();
  expect((await waiting).status).toBe(200);
  expect(isHeld(path)).toBe(false);
});

test('hundreds of writes and of orders need few connections, and become visible in their order', async () => {
  const { tenant, path } = await tenantWithFile();
  const connections = () =>
    readdirSync(openFiles).filter((name) => {
      try {
        return readlinkSync(join(openFiles, name)) === path;
      } catch {
        // Closed since the folder was read.
        return false;
      }
    }).length;
  await tenant.orderAll(Array.from({ length: 200 }, () => ({ kind: 'stale-reads' as const, ms: lagMs })));
  for (let round = 0; round < 30; round += 1) {
    const made = Array.from({ length: 10 }, (_, at) => register(tenant, `p${round * 10 + at}@x.example`));
    for (const { status } of await Promise.all(made)) expect(status).toBe(200);
  }
  if (existsSync(openFiles)) expect(connections()).toBeLessThan(150);
  const seen = async () => total((await tenant.send({ path: '/users?limit=1&showInvalidUsers=true' })).body);
  expect(await seen()).toBe(60);
  await tenant.advance(lagMs);
  expect(await seen()).toBe(360);
  await tenant.clear();
  expect(isHeld(path)).toBe(false);
}, 60_000);

test('writes beyond the exact ones are seen a thirtieth of the lag later at most', async () => {
  const tenant = await faultyTenant();
  await tenant.order({ kind: 'stale-reads', ms: lagMs });
  const seen = async () => total((await tenant.send({ path: '/users?limit=1&showInvalidUsers=true' })).body);
  for (let at = 0; at < 100; at += 1) {
    expect((await register(tenant, `p${at}@x.example`)).status).toBe(200);
    await tenant.advance(lagMs / 200);
  }
  // The first was made half a lag ago, the last just now; a group is no wider than seven of them.
  await tenant.advance(lagMs * 0.9);
  const made = (await seen()) - 60;
  expect(made).toBeGreaterThanOrEqual(80 - 7);
  expect(made).toBeLessThanOrEqual(82);
  await tenant.advance(lagMs * 0.1);
  expect(await seen()).toBe(160);
});

describe('who may come in is judged by the tenant as it is now', () => {
  async function staleScim() {
    const tenant = await faultyTenant();
    const scim = new URL(tenant.ready.scimUrl ?? '').pathname.replace('/api/svc/v1', '');
    const ssoId = scim.split('/').at(-1);
    const made = await tenant.send({ method: 'POST', path: `/sso/${ssoId}/scim-token`, body: {} });
    const { token } = JSON.parse(made.body.toString('utf8')) as { token: string };
    await tenant.order({ kind: 'stale-reads', ms: lagMs });
    const status = async () => (await tenant.send({ path: `${scim}/Users?count=1`, token })).status;
    expect(await status()).toBe(200);
    return { tenant, ssoId, status };
  }

  test('over SCIM: a revoked token is over at once', async () => {
    const { tenant, ssoId, status } = await staleScim();
    expect((await tenant.send({ method: 'DELETE', path: `/sso/${ssoId}/scim-token` })).status).toBe(200);
    expect(await status()).toBe(401);
  });

  test('over SCIM: the mode counts at once, off and on', async () => {
    const { tenant, status } = await staleScim();
    const turn = (mode: string) =>
      tenant.send({ method: 'PUT', path: '/settings/provisioning', body: { mode } });
    expect((await turn('invite-only')).status).toBe(200);
    expect(await status()).toBe(401);
    expect((await turn('scim')).status).toBe(200);
    expect(await status()).toBe(200);
  });

  test('over REST: a deactivated person and a lost role count at once', async () => {
    const tenant = await faultyTenant('--member-token', 'member-token-of-the-tests');
    const token = 'member-token-of-the-tests';
    const session = await tenant.send({ path: '/session', token });
    const { email } = (JSON.parse(session.body.toString('utf8')) as { user: { email: string } }).user;
    await tenant.send({ method: 'PUT', path: '/settings/provisioning', body: { mode: 'invite-only' } });
    await tenant.order({ kind: 'stale-reads', ms: lagMs });
    const done = await tenant.send({ method: 'PATCH', path: '/users/deactivate', body: { email } });
    expect(done.status).toBe(200);
    expect((await tenant.send({ path: '/users', token })).status).toBe(401);
  });
});

test.each(['/api/svc/V1/', '/API/svc/v1/', '/api/svc/v1/'])(
  'a GET below %s that makes a token is no read, however its path is written',
  async (base) => {
    const tenant = await faultyTenant();
    await tenant.order({ kind: 'stale-reads', ms: lagMs });
    expect((await register(tenant, 'one@partner.example')).status).toBe(200);
    const { status } = await fetch(`${tenant.tenantUrl}${base}personal-access-tokens/a-name`, {
      headers: { authorization: `Bearer ${tenant.token}` },
    });
    expect(status).toBe(200);
  },
);
