import { expect, test } from 'vitest';
import { serveSandbox } from './serve-sandbox.ts';

const founder = {
  subjectId: expect.any(String),
  subjectType: 'user',
  subjectSlug: 'ingrid.solvang@halden.example',
  subjectDisplayName: 'Ingrid Solvang',
};

async function serveSso(...args: string[]) {
  const sandbox = await serveSandbox(...args);
  const [sso] = (await sandbox.call('GET', '/sso')).body.data;
  if (sso === undefined) throw new Error('no SSO connection');
  const scim = (path: string, token: string | null) => sandbox.at('GET', `${sso.scimUrl}${path}`, { token });
  return { ...sandbox, sso, scim, tokenPath: `/sso/${sso.id}/scim-token` };
}

test('the provisioning mode is read and switched, and says by whom', async () => {
  const { call } = await serveSandbox();
  const unchanged = { mode: 'scim', changedAt: null, changedBySubject: null, defaultRole: 'member' };
  expect((await call('GET', '/settings/provisioning')).body).toEqual({ data: unchanged });
  const same = await call('PUT', '/settings/provisioning', { body: { mode: 'scim' } });
  expect(same.body).toEqual({ data: unchanged });
  const switched = await call('PUT', '/settings/provisioning', { body: { mode: 'jit' } });
  expect(switched.body.data).toEqual({
    mode: 'jit',
    changedAt: expect.stringMatching(/Z$/),
    changedBySubject: founder,
    defaultRole: 'member',
  });
  expect((await call('GET', '/settings/provisioning')).body).toEqual(switched.body);
  expect((await call('PUT', '/settings/provisioning', { body: { mode: 'manual' } })).status).toBe(422);
});

test('switching away from SCIM frees its people, switching back locks them', async () => {
  const { call, everybody } = await serveSandbox();
  const locked = async () => (await everybody()).filter((user) => !user.isEditable).length;
  const fromScim = (await everybody()).filter((user) => user.metadata?.createdByScim === true).length;
  expect(fromScim).toBeGreaterThan(0);
  expect(await locked()).toBe(fromScim);
  await call('PUT', '/settings/provisioning', { body: { mode: 'invite-only' } });
  expect(await locked()).toBe(0);
  expect((await everybody()).filter((user) => user.metadata?.createdByScim === true)).toHaveLength(fromScim);
  await call('PUT', '/settings/provisioning', { body: { mode: 'scim' } });
  expect(await locked()).toBe(fromScim);
});

test('without SSO there is invite-only alone', async () => {
  const { call, everybody } = await serveSandbox('--no-sso');
  expect((await call('GET', '/settings/provisioning')).body.data).toMatchObject({ mode: 'invite-only' });
  expect((await call('GET', '/sso')).body).toEqual({ data: [], pagination: { total: 0 } });
  for (const mode of ['scim', 'jit']) {
    const refused = await call('PUT', '/settings/provisioning', { body: { mode } });
    expect(refused).toMatchObject({ status: 422, body: { code: 'SSO_REQUIRED' } });
  }
  expect((await everybody()).some((user) => user.metadata?.createdByScim === true)).toBe(false);
});

test('the SSO connection tells where SCIM lives', async () => {
  const { call, tenantUrl, sso } = await serveSso('--tenant-name', 'halden');
  expect(sso).toEqual({
    id: expect.any(String),
    name: 'Okta',
    kind: 'oidc',
    scimUrl: `${tenantUrl}/api/svc/v1/scim/v2/halden/${sso.id}`,
  });
  expect((await call('GET', '/sso/other/scim-token')).body.code).toBe('SSO_NOT_FOUND');
});

test('a new SCIM token is shown once, works, and ends the former one at once', async () => {
  const { call, scim, tokenPath } = await serveSso();
  expect((await call('GET', tokenPath)).body.data).toMatchObject({
    state: 'active',
    lastUsedAt: expect.any(String),
  });
  const made = await call('POST', tokenPath);
  expect(made).toMatchObject({
    status: 200,
    body: { createdAt: expect.any(String), lastFour: made.body.token.slice(-4) },
  });
  const state = await call('GET', tokenPath);
  expect(state.body.data).toEqual({
    state: 'active',
    createdAt: expect.any(String),
    createdBySubject: founder,
    lastUsedAt: null,
    expiresAt: null,
    lastFour: made.body.token.slice(-4),
  });
  expect(JSON.stringify(state.body)).not.toContain(made.body.token);
  expect((await scim('/ServiceProviderConfig', made.body.token)).status).toBe(200);
  expect((await call('GET', tokenPath)).body.data).toMatchObject({ lastUsedAt: expect.stringMatching(/Z$/) });

  const next = await call('POST', tokenPath);
  expect((await scim('/ServiceProviderConfig', made.body.token)).status).toBe(401);
  expect((await scim('/ServiceProviderConfig', next.body.token)).status).toBe(200);
  expect((await call('DELETE', tokenPath)).body).toEqual({});
  expect((await scim('/ServiceProviderConfig', next.body.token)).status).toBe(401);
  expect((await call('GET', tokenPath)).body.data).toEqual({
    state: 'none',
    createdAt: null,
    createdBySubject: null,
    lastUsedAt: null,
    expiresAt: null,
    lastFour: null,
  });
});

test('a SCIM token opens nothing of REST, nor a REST token anything of SCIM', async () => {
  const { call, scim, tokenPath, ready } = await serveSso();
  const { token } = (await call('POST', tokenPath)).body;
  expect((await call('GET', '/users', { token })).status).toBe(401);
  expect((await scim('/Users?count=1', ready.token)).status).toBe(401);
});

test('the SCIM token stops working while the mode is another', async () => {
  const { call, scim, tokenPath } = await serveSso();
  const { token } = (await call('POST', tokenPath)).body;
  await call('PUT', '/settings/provisioning', { body: { mode: 'jit' } });
  expect((await scim('/Users?count=1', token)).status).toBe(401);
  await call('PUT', '/settings/provisioning', { body: { mode: 'scim' } });
  expect((await scim('/Users?count=1', token)).status).toBe(200);
});

test('SCIM speaks SCIM, in its lists and in its failures', async () => {
  const { call, at, scim, tokenPath, sso } = await serveSso();
  const { token } = (await call('POST', tokenPath)).body;
  const list = await scim('/Users?count=7&startIndex=56', token);
  expect(list.headers.get('content-type')).toMatch(/^application\/scim\+json/);
  expect(list.body).toMatchObject({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: 60,
    startIndex: 56,
    itemsPerPage: 5,
  });
  expect((await scim('/Users?count=0', token)).body).toMatchObject({ totalResults: 60, Resources: [] });
  const wrong = [
    [await scim('/Users', 'no-such-token'), '401'],
    [await scim('/Users', null), '401'],
    [await scim('/Nothing', token), '404'],
    [await at('GET', `${sso.scimUrl}x/Users`, { token }), '404'],
  ] as const;
  for (const [answer, status] of wrong) {
    expect(answer.headers.get('content-type')).toMatch(/^application\/scim\+json/);
    expect(answer.body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status,
      detail: expect.any(String),
    });
  }
});

test('a password reset mails people who have a password, and nobody else', async () => {
  const { call, at, tenantUrl, somebody } = await serveSandbox('--users', '300');
  const withPassword = await somebody((user) => user.metadata?.registeredInIdp === false && user.active);
  const withSso = await somebody((user) => user.metadata?.registeredInIdp === true);
  const reset = (email: string) => call('POST', '/users/reset-password', { body: { email } });
  expect((await reset(withPassword.email)).body).toEqual({});
  expect(await reset(withSso.email)).toMatchObject({ status: 403, body: { code: 'USER_SIGNS_IN_WITH_SSO' } });
  expect((await reset('nobody@halden.example')).status).toBe(404);
  expect((await at('GET', `${tenantUrl}/sandbox/outbox`)).body.data).toEqual([
    { id: expect.any(String), to: withPassword.email, kind: 'password-reset', createdAt: expect.any(String) },
  ]);
});
