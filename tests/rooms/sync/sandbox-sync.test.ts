import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { listTeams } from '../../../src-main/features/teams/teams-rows.ts';
import { listAssignableRoles } from '../../../src-main/features/users/roles-rows.ts';
import {
  countFacets,
  countPeople,
  findUsers,
  readUserDetail,
} from '../../../src-main/features/users/users-rows.ts';
import { createTenantClient } from '../../../src-main/tenant-api/create-tenant-client.ts';
import type { TenantClient } from '../../../src-main/tenant-api/tenant-client.ts';
import { Secret } from '../../../src-main/vault/secret.ts';
import { openTestCache, type TestCache } from '../../unit/src-main/cache/open-cache-file.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { copied, copiedIds, countWrites, everyone, pull, tenantId } from './copy-of.ts';

let sandbox: RunningSandbox;
let client: TenantClient;
let cache: TestCache;
beforeAll(async () => {
  sandbox = await serveSandbox(['--users', '1284']);
  cache = openTestCache([countWrites]);
  client = createTenantClient({
    controlPlane: sandbox.tenantUrl,
    token: new Secret(sandbox.token),
    fetch,
    log: () => undefined,
  });
  expect(await pull(cache, client)).toMatchObject({ ok: true, value: { added: 1284, problems: [] } });
}, 60_000);
afterAll(async () => {
  client.close();
  await cache.end();
  await sandbox.stop();
});

const listed = z.object({
  data: z.array(z.object({ id: z.string(), email: z.string(), active: z.boolean() })),
});

async function listedByTenant() {
  const rows: z.infer<typeof listed>['data'] = [];
  for (;;) {
    const url = `${sandbox.tenantUrl}/api/svc/v1/users?limit=500&offset=${rows.length}&showInvalidUsers=true`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${sandbox.token}` } });
    const { data } = listed.parse(await answer.json());
    rows.push(...data);
    if (data.length === 0) return rows;
  }
}

describe('the copy of the sandbox', () => {
  test('holds exactly the people that the tenant lists, with their state', async () => {
    const rows = await listedByTenant();
    const users = await copied(cache);
    expect(users.map(({ id, email }) => [id, email])).toEqual(
      rows.map(({ id, email }) => [id, email]).sort(),
    );
    const deactivated = users.filter(({ status }) => status === 'deactivated').map(({ id }) => id);
    expect(deactivated).toEqual(
      rows
        .filter(({ active }) => !active)
        .map(({ id }) => id)
        .sort(),
    );
  });

  test('counts what the company of the design has', async () => {
    const facets = await cache.read(countFacets, { tenantId, filter: everyone });
    const count = (group: keyof typeof facets, value: string): number | undefined =>
      facets[group].find((counted) => counted.value === value)?.count;
    expect([count('status', 'active'), count('status', 'pending'), count('status', 'deactivated')]).toEqual([
      1131, 57, 96,
    ]);
    expect([count('role', 'tenant-admin'), count('role', 'member'), count('role', 'auditor')]).toEqual([
      23, 1249, 12,
    ]);
    expect([count('source', 'scim'), count('source', 'jit'), count('source', 'invited')]).toEqual([
      1042, 118, 124,
    ]);
    expect([count('team', ''), count('team', 'perception'), count('team', 'fleet')]).toEqual([64, 212, 187]);
    expect(await cache.read(listTeams, { tenantId })).toHaveLength(38);
    expect(await cache.read(countPeople, { tenantId })).toMatchObject({ people: 1284 });
    expect(await cache.read(listAssignableRoles, { tenantId })).toEqual([
      'member',
      'read-only-member',
      'tenant-admin',
      'auditor',
    ]);
  });

  test('tells of one person what the drawer shows', async () => {
    const found = await cache.read(findUsers, {
      tenantId,
      filter: { ...everyone, source: ['scim'], team: ['fleet'] },
      sort: { column: 'name', direction: 'ascending' },
      offset: 0,
      limit: 1,
    });
    const [user] = found.rows;
    const detail = await cache.read(readUserDetail, { tenantId, userId: user?.id ?? '' });
    expect(detail).toMatchObject({ user, signIn: 'sso', history: [], asOf: expect.any(String) });
    expect(detail?.user.managedBy).toBe('Okta');
    expect(detail?.teams.map(({ name }) => name)).toEqual(user?.teams);
    expect(await cache.read(readUserDetail, { tenantId, userId: 'nobody' })).toBeNull();
  });

  test('3b: is not written again while the tenant stays as it is', async () => {
    const writes = await cache.write(countWrites, null);
    expect(await pull(cache, client)).toMatchObject({
      ok: true,
      value: { added: 0, changed: 0, gone: 0, teamsChanged: 0 },
    });
    // The moment of the copy, and that it was watched then.
    expect((await cache.write(countWrites, null)) - writes).toBe(2);
    expect(await copiedIds(cache)).toHaveLength(1284);
  });

  test('follows a deactivation and remembers it', async () => {
    const target = (await copied(cache)).find(
      (user) => user.status === 'active' && user.managedBy === null && user.role === 'member',
    );
    if (target === undefined) throw new Error('the sandbox has a member who may be deactivated');
    expect(await client.deactivateUser(target.email)).toMatchObject({ ok: true });
    expect(await pull(cache, client)).toMatchObject({ ok: true, value: { changed: 1 } });
    const detail = await cache.read(readUserDetail, { tenantId, userId: target.id });
    expect(detail?.user.status).toBe('deactivated');
    expect(detail?.history.map(({ what }) => what)).toEqual(['Status: Active → Deactivated']);
  });
});
