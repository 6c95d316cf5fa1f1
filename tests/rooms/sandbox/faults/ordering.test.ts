import { describe, expect, test } from 'vitest';
import { faultyTenant } from './faulty-tenant.ts';

describe('which calls are struck', () => {
  test('from call K, N times, counted among the calls that fit', async () => {
    const tenant = await faultyTenant();
    await tenant.order({
      kind: 'server-error',
      from: 2,
      times: 2,
      match: { method: 'get', path: '/api/svc/v1/users/:id' },
    });
    const { data } = await tenant.read<{ data: { id: string }[] }>('/users?limit=1');
    const statuses: (number | null)[] = [];
    for (let call = 0; call < 5; call += 1) {
      statuses.push((await tenant.send({ path: `/users/${data[0]?.id}` })).status);
      await tenant.send({ path: '/users?limit=1' });
    }
    expect(statuses).toEqual([200, 503, 503, 200, 200]);
    expect(await tenant.faults()).toMatchObject([{ calls: 5, struck: 2 }]);
  });

  test('every Nth from call K on', async () => {
    const tenant = await faultyTenant();
    await tenant.order({ kind: 'server-error', from: 2, every: 3, times: 2 });
    const statuses: (number | null)[] = [];
    for (let call = 0; call < 9; call += 1) statuses.push((await tenant.send({ path: '/tenant-id' })).status);
    expect(statuses).toEqual([200, 503, 200, 200, 503, 200, 200, 200, 200]);
  });

  test('by path exactly, by parameter, by prefix, and by query', async () => {
    const tenant = await faultyTenant();
    const isStruck = async (match: object, path: string) => {
      await tenant.clear();
      await tenant.order({ kind: 'server-error', match });
      return (await tenant.send({ path })).status === 503;
    };
    const base = '/api/svc/v1';
    expect(await isStruck({ path: `${base}/users` }, '/users?limit=1')).toBe(true);
    expect(await isStruck({ path: `${base}/users` }, '/Users/')).toBe(true);
    expect(await isStruck({ path: `${base}/users` }, '/users/abc')).toBe(false);
    expect(await isStruck({ path: `${base}/:list` }, '/users')).toBe(true);
    expect(await isStruck({ path: `${base}/:list` }, '/role/list')).toBe(false);
    expect(await isStruck({ path: `${base}/role*` }, '/role/list')).toBe(true);
    expect(await isStruck({ path: `${base}/r.le/list` }, '/role/list')).toBe(false);
    expect(await isStruck({ query: { offset: '10' } }, '/users?limit=1&offset=10')).toBe(true);
    expect(await isStruck({ query: { offset: '10' } }, '/users?offset=100')).toBe(false);
    expect(await isStruck({ query: { offset: '*' } }, '/users?offset=100')).toBe(true);
    expect(await isStruck({ query: { offset: '*' } }, '/users')).toBe(false);
  });

  test('by percent: about so many of them, and the same ones for the same seed', async () => {
    const run = async (seed: number) => {
      const tenant = await faultyTenant();
      await tenant.order({ kind: 'server-error', percent: 30, seed });
      const statuses: (number | null)[] = [];
      for (let call = 0; call < 200; call += 1)
        statuses.push((await tenant.send({ path: '/tenant-id' })).status);
      return statuses;
    };
    const [one, same, other] = [await run(7), await run(7), await run(8)];
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
    const struck = one.filter((status) => status === 503).length;
    expect(struck).toBeGreaterThan(35);
    expect(struck).toBeLessThan(85);
  });

  test('a fault that never struck says so', async () => {
    const tenant = await faultyTenant();
    await tenant.order({ kind: 'hang', match: { path: '/nowhere' } });
    await tenant.send({ path: '/role/list' });
    expect(await tenant.faults()).toMatchObject([{ calls: 0, struck: 0 }]);
  });
});

describe('several faults', () => {
  test('each once makes a script, in the order given', async () => {
    const tenant = await faultyTenant();
    await tenant.orderAll([
      { kind: 'reset', times: 1 },
      { kind: 'server-error', times: 1 },
      { kind: 'too-many-requests', times: 1 },
    ]);
    const met: unknown[] = [];
    for (let call = 0; call < 4; call += 1) {
      const { status, ending } = await tenant.send({ path: '/role/list' });
      met.push(status ?? ending);
    }
    expect(met).toEqual(['ECONNRESET', 503, 429, 200]);
  });

  test('combine on one call: late, with a wrong date, changed, and slow', async () => {
    const tenant = await faultyTenant();
    await tenant.orderAll([
      { kind: 'latency', ms: 80 },
      { kind: 'clock-skew', ms: -86_400_000 },
      { kind: 'wrong-types', values: { '/pagination/total': -1 } },
      { kind: 'slow-body', bytesPerSecond: 20_000 },
    ]);
    const answer = await tenant.send({ path: '/users?limit=2' });
    expect(JSON.parse(answer.body.toString('utf8'))).toMatchObject({ pagination: { total: -1 } });
    expect(answer.pieces[0]?.atMs).toBeGreaterThan(75);
    expect(answer.pieces.length).toBeGreaterThan(2);
    expect(Date.now() - Date.parse(answer.headers.date ?? '')).toBeGreaterThan(86_000_000);
    const [seen] = await tenant.requests();
    expect(seen?.faults).toEqual(['f1', 'f2', 'f3', 'f4']);
  });

  test('what is ordered before the one that answers still acts, what comes after does not', async () => {
    const tenant = await faultyTenant();
    await tenant.orderAll([
      { kind: 'server-error', times: 1 },
      { kind: 'latency', ms: 5000 },
    ]);
    const answer = await tenant.send({ path: '/role/list', stopAfterMs: 2000 });
    expect([answer.status, answer.ending]).toEqual([503, 'end']);
    expect(await tenant.faults()).toMatchObject([{ struck: 1 }, { calls: 1, struck: 0 }]);
  });
});

describe('a revoked token', () => {
  test("the admin's answers 401 from call K on, everywhere, until the fault is removed; others go on", async () => {
    const tenant = await faultyTenant('--member-token', 'member-token-0123456789');
    const { id } = await tenant.order({
      kind: 'revoke-token',
      from: 2,
      match: { method: 'PATCH', path: '/api/svc/v1/users/deactivate' },
    });
    const email = await tenant.member();
    const patch = () => tenant.send({ method: 'PATCH', path: '/users/deactivate', body: { email } });
    expect((await patch()).status).toBe(200);
    expect((await tenant.send({ method: 'PATCH', path: '/users/activate', body: { email } })).status).toBe(
      200,
    );
    const refused = await patch();
    expect(refused.status).toBe(401);
    expect(JSON.parse(refused.body.toString('utf8'))).toMatchObject({ statusCode: 401 });
    expect((await tenant.send({ path: '/users?limit=1' })).status).toBe(401);
    expect((await tenant.send({ path: '/users?limit=1', token: 'member-token-0123456789' })).status).toBe(
      200,
    );
    expect((await tenant.send({ path: '/tenant-id' })).status).toBe(200);
    await tenant.remove(id);
    expect(await tenant.isActive(email)).toBe(true);
  });

  test('the SCIM token alone', async () => {
    const tenant = await faultyTenant();
    await tenant.order({ kind: 'revoke-token', token: 'scim' });
    const { pathname } = new URL(tenant.ready.scimUrl ?? '');
    const path = `${pathname.replace('/api/svc/v1', '')}/Users`;
    const answer = await tenant.send({ path, token: tenant.ready.scimToken ?? '' });
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body.toString('utf8'))).toMatchObject({ status: '401' });
    expect((await tenant.send({ path: '/users?limit=1' })).status).toBe(200);
  });
});
