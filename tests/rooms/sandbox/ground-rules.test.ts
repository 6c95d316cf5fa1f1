import { request } from 'node:http';
import { expect, test } from 'vitest';
import { memberToken, serveSandbox } from './serve-sandbox.ts';

test('a call without a token, or with a wrong one, is answered 401 with the error body', async () => {
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

test('an unknown path is answered 404 as JSON', async () => {
  const { call } = await serveSandbox();
  const answer = await call('POST', '/no/such/path', { body: {} });
  expect(answer.status).toBe(404);
  expect(answer.body).toMatchObject({ statusCode: 404, code: 'NOT_FOUND' });
});

test('a body that is no JSON is answered 400, a wrong field 422 with details', async () => {
  const { call } = await serveSandbox();
  const broken = await call('POST', '/users/register', { raw: '{"email":' });
  expect(broken.status).toBe(400);
  expect(broken.body).toMatchObject({ statusCode: 400, code: 'INVALID_REQUEST' });
  const wrong = await call('POST', '/users/register', { body: { email: 'not an address' } });
  expect(wrong.status).toBe(422);
  expect(wrong.body.details).toEqual([{ path: 'email', message: 'must be an email address' }]);
});

test('calls that change people are for tenant admins; a member may read', async () => {
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
