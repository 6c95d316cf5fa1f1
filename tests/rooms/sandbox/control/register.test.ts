import { expect, test } from 'vitest';
import { withoutSecrets } from '../../../../src-sandbox/control/without-secrets.ts';
import { faultyTenant } from '../faults/faulty-tenant.ts';

test('what arrived is told in order: moment, line, status, time, person, faults', async () => {
  const tenant = await faultyTenant();
  await tenant.order({ kind: 'server-error', match: { path: '/api/svc/v1/role/list' } });
  await tenant.send({ path: '/users?limit=2&offset=4' });
  await tenant.send({ path: '/role/list' });
  await tenant.send({ path: '/tenant-id' });
  await tenant.send({ path: '/users', token: 'unknown-token-0123456789' });
  await tenant.order({ kind: 'reset' });
  await tenant.send({ path: '/session' });
  const seen = await tenant.requests();
  expect(seen).toMatchObject([
    { number: 1, method: 'GET', path: '/api/svc/v1/users?limit=2&offset=4', status: 200, faults: [] },
    { number: 2, path: '/api/svc/v1/role/list', status: 503, personId: null, faults: ['f1'] },
    { number: 3, path: '/api/svc/v1/tenant-id', status: 200, personId: null },
    { number: 4, status: 401, personId: null },
    { number: 5, status: null, faults: ['f2'] },
  ]);
  expect(seen[0]?.personId).toMatch(/^clx/);
  expect(seen.every(({ ms, at }) => (ms ?? -1) >= 0 && !Number.isNaN(Date.parse(at)))).toBe(true);
  expect(Object.keys(seen[0] ?? {}).sort()).toEqual(
    ['at', 'faults', 'method', 'ms', 'number', 'path', 'personId', 'status'].sort(),
  );
  await tenant.forgetRequests();
  expect(await tenant.requests()).toEqual([]);
});

test('no token, code, body or header stands in it', async () => {
  const tenant = await faultyTenant();
  const secret = 'hush-0123456789';
  await tenant.send({ path: `/users?inviteCode=${secret}&access_token=${secret}&limit=1` });
  await tenant.send({ path: `/oauth2/authorize?user_code=${secret}&state=${secret}`, token: secret });
  await tenant.send({ method: 'POST', path: '/users/register', body: { email: `${secret}@x.example` } });
  await tenant.send({ path: `/users/${tenant.token}?${tenant.token}` });
  await tenant.send({ path: `/users/tfp_${'0'.repeat(48)}` });
  const told = JSON.stringify(await tenant.requests());
  expect(told).not.toContain(secret);
  expect(told).not.toContain(tenant.token.split('.')[2]);
  expect(told).not.toContain('tfp_0');
  expect(told).toContain('inviteCode=•••&access_token=•••&limit=1');
});

test('a path keeps all but its secrets', () => {
  expect(withoutSecrets('/a?b=1&code=2&b=3')).toBe('/a?b=1&code=•••&b=3');
  expect(withoutSecrets('/a?%63ode=2')).toBe('/a?%63ode=•••');
  expect(withoutSecrets('/a?next=%2Faccept%3FinviteCode%3D2&b=%zz')).toBe('/a?next=•••&b=%zz');
  expect(withoutSecrets('/a?query=code&b=1')).toBe('/a?query=code&b=1');
  expect(withoutSecrets('/a')).toBe('/a');
  expect(withoutSecrets('/a?')).toBe('/a?');
  expect(withoutSecrets(`/${'x'.repeat(5000)}`)).toHaveLength(2000);
});

test.each([
  '/a?next=%252Faccept%253FinviteCode%253Dhush',
  '/a?next=%25252Faccept%25253FinviteCode%25253Dhush&b=1',
  '/a?next=%2Faccept%3FinviteCode%3Dhush%zz',
  '/a?%2563ode=hush',
  '/a%3Fcode=hush',
  '/a%253Fcode%253Dhush',
  `/a?next=${Array.from({ length: 60 }).reduce((text: string) => encodeURIComponent(text), '?code=hush')}`,
  '/users/tfp%255Fhush00000000',
  '/a?x=tfp%2Dhush00000000',
  '/users/%2565yJhush.hush.hush',
])('a secret is dots however often it was encoded: %s', (path) => {
  expect(withoutSecrets(path)).not.toContain('hush');
  expect(withoutSecrets(path)).toContain('•••');
});

test('what is no secret stays as it came, encoded or not', () => {
  for (const path of [
    '/a%20b/%zz',
    '/a?filter=userName%20eq%20%22a%40b.example%22',
    '/a?b=100%25',
    '/a?b=%2525',
  ])
    expect(withoutSecrets(path)).toBe(path);
});

test('the last 10,000 are kept', async () => {
  const tenant = await faultyTenant();
  const address = `${tenant.tenantUrl}/sandbox/health`;
  for (let round = 0; round < 102; round += 1) {
    await Promise.all(Array.from({ length: 100 }, async () => (await fetch(address)).arrayBuffer()));
  }
  const seen = await tenant.requests();
  expect(seen).toHaveLength(10_000);
  expect(seen.at(-1)?.number).toBe(10_200);
});
