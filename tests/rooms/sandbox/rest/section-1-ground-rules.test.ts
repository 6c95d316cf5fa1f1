import { request } from 'node:http';
import { expect, test } from 'vitest';
import { memberToken, serveSandbox } from '../serve-sandbox.ts';
import { founder } from './rest-calls.ts';

test('missing or wrong token: 401 with the error body', async () => {
  const { call } = await serveSandbox();
  for (const token of [null, 'no-such-token']) {
    const answer = await call('GET', '/users', { token });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({ statusCode: 401, message: expect.any(String), code: 401 });
  }
});

test('every answer has a request id and a date', async () => {
  const { call, at, tenantUrl } = await serveSandbox();
  const answers = [
    await call('GET', '/users'),
    await call('GET', '/nothing'),
    await at('GET', `${tenantUrl}/sandbox/health`),
  ];
  for (const { headers } of answers) {
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{12}$/);
    expect(Number.isNaN(Date.parse(headers.get('date') ?? ''))).toBe(false);
  }
  expect(new Set(answers.map(({ headers }) => headers.get('x-request-id'))).size).toBe(3);
});

test('an unknown path: 404 with the error body', async () => {
  const { call } = await serveSandbox();
  const answer = await call('POST', '/no/such/path', { body: {} });
  expect(answer.status).toBe(404);
  expect(answer.body).toMatchObject({ statusCode: 404, code: 'NOT_FOUND' });
});

test('error body: no JSON is 400, a wrong field 422 with details', async () => {
  const { call } = await serveSandbox();
  const broken = await call('POST', '/users/register', { raw: '{"email":' });
  expect(broken.status).toBe(400);
  expect(broken.body).toMatchObject({ statusCode: 400, code: 'INVALID_REQUEST' });
  const wrong = await call('POST', '/users/register', { body: { email: 'not an address' } });
  expect(wrong.status).toBe(422);
  expect(wrong.body.details).toEqual([{ path: 'email', message: 'must be an email address' }]);
});

test('typed errors: 401, 403, 409 and 422 have statusCode, message and code', async () => {
  const { call } = await serveSandbox();
  const failed = [
    await call('GET', '/users', { token: null }),
    await call('PUT', '/role', { token: memberToken, body: {} }),
    await call('POST', '/users/register', { body: { email: founder } }),
    await call('POST', '/users/register', { body: { email: 7 } }),
    await call('GET', '/users/nobody'),
  ];
  expect(failed.map(({ status }) => status)).toEqual([401, 403, 409, 422, 404]);
  for (const { status, body } of failed) {
    expect(body).toMatchObject({ statusCode: status, message: expect.stringMatching(/\w/) });
    expect(['string', 'number']).toContain(typeof body.code);
  }
});

test('envelope: one object is {data}, a list {data, pagination}, a command {}', async () => {
  const { call } = await serveSandbox();
  const { user } = (await call('GET', '/session')).body;
  expect(Object.keys((await call('GET', `/users/${user.id}`)).body)).toEqual(['data']);
  for (const list of [
    '/users',
    '/teams/user',
    '/role-bindings',
    '/personal-access-tokens',
    '/virtual-accounts',
  ]) {
    expect(Object.keys((await call('GET', list)).body)).toEqual(['data', 'pagination']);
  }
  expect((await call('PATCH', '/users/activate', { body: { email: founder } })).body).toEqual({});
});

test('paging: limit 1..1000, default 100, offset from 0, in every list', async () => {
  const { call } = await serveSandbox();
  const [team] = (await call('GET', '/teams/user?limit=1')).body.data;
  for (const path of [
    '/users?',
    '/teams/user?',
    `/teams/${team?.id}/members?`,
    '/role-bindings?',
    '/personal-access-tokens?',
    '/virtual-accounts?',
    '/audit-logs?metric=list&',
  ]) {
    const { body } = await call('GET', path);
    expect([path, body.pagination]).toEqual([path, { total: expect.any(Number), offset: 0, limit: 100 }]);
    expect((await call('GET', `${path}limit=1000&offset=1000000`)).body.data).toEqual([]);
    for (const wrong of ['limit=0', 'limit=1001', 'limit=x', 'limit=', 'offset=-1', 'limit=1&limit=2']) {
      expect([path, wrong, (await call('GET', path + wrong)).status]).toEqual([path, wrong, 422]);
    }
  }
});

test('timestamps are ISO 8601 UTC with milliseconds, ids 24 or 25 lower-case letters and digits', async () => {
  const { call } = await serveSandbox();
  await call('POST', '/personal-access-tokens', { body: { name: 'night-job' } });
  for (const path of [
    '/users',
    '/teams/user',
    '/role-bindings',
    '/personal-access-tokens',
    '/audit-logs?metric=list',
  ]) {
    const { data } = (await call('GET', path)).body;
    expect(data.length).toBeGreaterThan(0);
    for (const row of data) {
      for (const moment of [row.createdAt, row.updatedAt]) {
        expect(moment).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      }
      expect(row.id).toMatch(/^[a-z0-9]{24,25}$/);
    }
  }
});

test('e-mail is the identity of a user in every command, whatever its letter case', async () => {
  const { call, personOf } = await serveSandbox();
  const email = 'New.Person@Halden.example';
  const shouted = { body: { email: email.toUpperCase() } };
  await call('POST', '/users/register', { body: { email } });
  expect((await call('POST', '/users/register', shouted)).status).toBe(409);
  for (const path of ['/users/deactivate', '/users/activate', '/users/roles']) {
    const body = { ...shouted.body, roles: ['auditor'] };
    expect([path, (await call('PATCH', path, { body })).status]).toEqual([path, 200]);
  }
  expect((await call('DELETE', '/personal-access-tokens/revoke/all', shouted)).status).toBe(200);
  const manifest = { type: 'team', name: 'night-shift', members: [email.toLowerCase()] };
  expect((await call('PUT', '/teams', { body: { manifest } })).status).toBe(200);
  expect(await personOf(email)).toMatchObject({ email, active: true, roles: ['auditor'] });
});

test('who may do what: calls that change people are for tenant admins, a member may read', async () => {
  const { call } = await serveSandbox();
  const mine = { token: memberToken };
  const body = { email: 'new.person@halden.example' };
  for (const [method, path] of [
    ['POST', '/users/register'],
    ['PATCH', '/users/deactivate'],
    ['PATCH', '/users/activate'],
    ['PATCH', '/users/roles'],
    ['DELETE', '/users/anything'],
    ['POST', '/users/invite'],
    ['POST', '/users/reset-password'],
    ['PUT', '/role'],
    ['PUT', '/role-bindings'],
    ['POST', '/role-bindings/inline'],
    ['GET', '/role-bindings'],
    ['GET', '/role-bindings/generate-manifest'],
    ['DELETE', '/role/anything'],
    ['DELETE', '/personal-access-tokens/revoke/all'],
    ['GET', '/subjects'],
    ['GET', '/settings/provisioning'],
    ['PUT', '/settings/provisioning'],
    ['GET', '/sso'],
  ] as const) {
    const refused = await call(method, path, method === 'GET' ? mine : { ...mine, body });
    expect([method, path, refused.status]).toEqual([method, path, 403]);
    expect(refused.body.message).toContain('tenant-admin');
  }
  const session = await call('GET', '/session', mine);
  expect(session.body.user).toMatchObject({ active: true, email: expect.stringContaining('@') });
  expect((await call('GET', '/users?limit=1', mine)).status).toBe(200);
  expect((await call('GET', `/users/${session.body.user.id}`, mine)).status).toBe(200);
});

test('session and tenant-id tell who and where', async () => {
  const { call, tenantUrl } = await serveSandbox('--tenant-name', 'halden');
  const session = await call('GET', '/session');
  expect(session.body.user).toMatchObject({
    email: 'ingrid.solvang@halden.example',
    roles: ['tenant-admin'],
  });
  expect(session.body.tenantInfo).toMatchObject({ tenantName: 'halden' });
  expect((await call('GET', '/session', { token: null })).status).toBe(401);
  const tenant = await call('GET', '/tenant-id?hostName=127.0.0.1', { token: null });
  expect(tenant.body).toEqual({
    tenant_name: 'halden',
    tenantName: 'halden',
    auth_server_url: tenantUrl,
    version: '0.146.2',
  });
});

test('a Host header that is not loopback is refused', async () => {
  const { tenantUrl } = await serveSandbox();
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request(`${tenantUrl}/sandbox/health`, { headers: { host: 'rebound.example' } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(403);
});

test('with --published-only the extension paths are unknown paths', async () => {
  const { call } = await serveSandbox('--published-only');
  for (const path of ['/settings/provisioning', '/sso', '/sso/x/scim-token']) {
    expect(await call('GET', path)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  }
  expect((await call('POST', '/users/reset-password', { body: { email: 'a@b.example' } })).status).toBe(404);
  expect((await call('GET', '/users')).status).toBe(200);
});

test('with --latency every API answer waits that long', async () => {
  const { call } = await serveSandbox('--latency', '120');
  const before = performance.now();
  await call('GET', '/users?limit=1');
  expect(performance.now() - before).toBeGreaterThanOrEqual(115);
});
