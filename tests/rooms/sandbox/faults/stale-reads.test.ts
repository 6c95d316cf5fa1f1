import { expect, test } from 'vitest';
import { type FaultyTenant, faultyTenant, type ListedUsers } from './faulty-tenant.ts';

const lagMs = 60_000;

async function setActive(tenant: FaultyTenant, email: string, to: 'activate' | 'deactivate') {
  const answer = await tenant.send({ method: 'PATCH', path: `/users/${to}`, body: { email } });
  expect(answer.status).toBe(200);
}

async function members(tenant: FaultyTenant, count: number): Promise<string[]> {
  const { data } = await tenant.read<ListedUsers>('/users?limit=1000');
  const able = data.filter(({ isEditable, roles }) => isEditable && !roles.includes('tenant-admin'));
  expect(able.length).toBeGreaterThanOrEqual(count);
  return able.slice(0, count).map(({ email }) => email);
}

test('a write stays unseen for exactly its time, whatever route reads it', async () => {
  const tenant = await faultyTenant();
  const [one = ''] = await members(tenant, 1);
  const before = (await tenant.send({ path: '/users?limit=1000' })).body;
  await tenant.order({ kind: 'stale-reads', ms: lagMs });
  await setActive(tenant, one, 'deactivate');
  expect((await tenant.send({ path: '/users?limit=1000' })).body).toEqual(before);
  expect(await tenant.isActive(one)).toBe(true);
  await tenant.advance(lagMs - 5000);
  expect(await tenant.isActive(one)).toBe(true);
  await tenant.advance(5000);
  expect(await tenant.isActive(one)).toBe(false);
});

test('of several writes those are seen that are old enough, and no other', async () => {
  const tenant = await faultyTenant();
  const [one = '', two = '', three = ''] = await members(tenant, 3);
  await tenant.order({ kind: 'stale-reads', ms: lagMs });
  const seen = async () => [
    await tenant.isActive(one),
    await tenant.isActive(two),
    await tenant.isActive(three),
  ];
  await setActive(tenant, one, 'deactivate');
  await tenant.advance(20_000);
  await setActive(tenant, two, 'deactivate');
  await tenant.advance(20_000);
  await setActive(tenant, three, 'deactivate');
  expect(await seen()).toEqual([true, true, true]);
  await tenant.advance(20_000);
  expect(await seen()).toEqual([false, true, true]);
  await tenant.advance(20_000);
  expect(await seen()).toEqual([false, false, true]);
  await tenant.advance(20_000);
  expect(await seen()).toEqual([false, false, false]);
});

test('only the reads that match lag, and removing the order ends it at once', async () => {
  const tenant = await faultyTenant();
  const [one = ''] = await members(tenant, 1);
  const { id } = await tenant.order({
    kind: 'stale-reads',
    ms: lagMs,
    match: { path: '/api/svc/v1/users' },
  });
  await setActive(tenant, one, 'deactivate');
  const inSubjects = async () => {
    const { users } = await tenant.read<{ users: { email: string; active: boolean }[] }>(
      `/subjects?showInvalidUsers=true&query=${encodeURIComponent(one)}`,
    );
    return users.find(({ email }) => email === one)?.active;
  };
  expect([await tenant.isActive(one), await inSubjects()]).toEqual([true, false]);
  await tenant.remove(id);
  expect(await tenant.isActive(one)).toBe(false);
});

test('a made person, a deleted one and a team lag alike; writes are judged by the tenant as it is', async () => {
  const tenant = await faultyTenant();
  const email = 'late.person@partner.example';
  const register = () => tenant.send({ method: 'POST', path: '/users/register', body: { email } });
  await tenant.order({ kind: 'stale-reads', ms: lagMs });
  expect((await register()).status).toBe(200);
  expect((await register()).status).toBe(409);
  expect(await tenant.isActive(email)).toBeUndefined();
  const manifest = { type: 'team', name: 'late-team', members: [email] };
  expect((await tenant.send({ method: 'PUT', path: '/teams', body: { manifest } })).status).toBe(200);
  expect(
    (await tenant.read<{ data: { teamName: string }[] }>('/teams/user?limit=1000')).data,
  ).not.toContainEqual(expect.objectContaining({ teamName: 'late-team' }));
  await tenant.advance(lagMs);
  expect(await tenant.isActive(email)).toBe(true);
  expect((await tenant.read<{ data: { teamName: string }[] }>('/teams/user?limit=1000')).data).toContainEqual(
    expect.objectContaining({ teamName: 'late-team' }),
  );
});

test('SCIM reads lag too, and note on the tenant as it is when its token was used', async () => {
  const tenant = await faultyTenant();
  const [one = ''] = await members(tenant, 1);
  const { pathname } = new URL(tenant.ready.scimUrl ?? '');
  const scimActive = async () => {
    const { status, body } = await tenant.send({
      path: `${pathname.replace('/api/svc/v1', '')}/Users?count=200`,
      token: tenant.ready.scimToken ?? '',
    });
    expect(status).toBe(200);
    const { Resources } = JSON.parse(body.toString('utf8')) as {
      Resources: { userName: string; active: boolean }[];
    };
    return Resources.find(({ userName }) => userName === one)?.active;
  };
  expect(await scimActive()).toBe(true);
  await tenant.order({ kind: 'stale-reads', ms: lagMs });
  await setActive(tenant, one, 'deactivate');
  expect(await scimActive()).toBe(true);
  await tenant.advance(lagMs);
  expect(await scimActive()).toBe(false);
});

test('a search that SCIM sends by POST is a read too', async () => {
  const tenant = await faultyTenant();
  const { pathname } = new URL(tenant.ready.scimUrl ?? '');
  const email = 'late.person@partner.example';
  const found = async () => {
    const { status, body } = await tenant.send({
      method: 'POST',
      path: `${pathname.replace('/api/svc/v1', '')}/Users/.search`,
      token: tenant.ready.scimToken ?? '',
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
        filter: `userName eq "${email}"`,
      },
    });
    expect(status).toBe(200);
    return (JSON.parse(body.toString('utf8')) as { totalResults: number }).totalResults;
  };
  await tenant.order({ kind: 'stale-reads', ms: lagMs });
  await tenant.send({ method: 'POST', path: '/users/register', body: { email } });
  expect(await found()).toBe(0);
  await tenant.advance(lagMs);
  expect(await found()).toBe(1);
});
