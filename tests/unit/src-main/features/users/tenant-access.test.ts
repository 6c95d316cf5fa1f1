import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeFailure } from '../../../../../src-contract/failure-catalogue.ts';
import { failed, ok } from '../../../../../src-contract/outcome.ts';
import type { Cache } from '../../../../../src-main/cache/cache-handles.ts';
import { openCacheHere } from '../../../../../src-main/cache/open-cache-here.ts';
import { cacheOperations } from '../../../../../src-main/cache-operations.ts';
import { createTenantAccess } from '../../../../../src-main/features/users/tenant-access.ts';
import { createTenantClient } from '../../../../../src-main/tenant-api/create-tenant-client.ts';
import { Secret } from '../../../../../src-main/vault/secret.ts';

let folder: string;
let cache: Cache;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-access-'));
  cache = openCacheHere(join(folder, 'cache.sqlite'), cacheOperations);
});
afterAll(async () => {
  await cache.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A control plane that answers both questions, or that is not there for anybody. */
const clientOf = (answer: (path: string) => Response) =>
  createTenantClient({
    controlPlane: 'http://127.0.0.1:9',
    token: new Secret('a-token'),
    fetch: async (input) => answer(new URL(String(input)).pathname),
    log: () => undefined,
  });

describe('how people get into a tenant', () => {
  it('is as it was reported last while nobody is signed in, and is asked as soon as somebody is', async () => {
    let asked = 0;
    const client = clientOf((path) => {
      asked += 1;
      return path.includes('sso')
        ? Response.json({ data: [] })
        : Response.json({ data: { mode: 'jit', defaultRole: 'member' } });
    });
    let isSignedIn = false;
    const access = createTenantAccess({
      cache,
      client: () => (isSignedIn ? ok(client) : failed(describeFailure('signed-out', { host: 'x' }))),
      now: () => new Date('2026-11-30T06:00:00Z'),
      lastReport: () => ({ mode: 'scim', idpName: 'Okta', defaultRole: 'member' }),
    });
    expect(await access.read('t')).toMatchObject({ mode: 'scim', idpName: 'Okta', signInWith: 'sso' });
    isSignedIn = true;
    expect(await access.read('t')).toMatchObject({ mode: 'jit', idpName: null, signInWith: 'password' });
    await access.read('t');
    expect(asked, 'what was told is used again').toBe(2);
    client.close();
  });

  it('is not reported by a control plane that has no such call, which is asked once', async () => {
    let asked = 0;
    const client = clientOf(() => {
      asked += 1;
      return Response.json({ message: 'not found' }, { status: 404 });
    });
    const access = createTenantAccess({
      cache,
      client: () => ok(client),
      now: () => new Date('2026-11-30T06:00:00Z'),
      lastReport: () => null,
    });
    expect(await access.read('t')).toMatchObject({ mode: null, signInWith: 'not-reported' });
    await access.read('t');
    expect(asked).toBe(2);
    client.close();
  });
});
