import { expect, test } from 'vitest';
import { memberToken, serveSandbox } from '../serve-sandbox.ts';
import { founder } from './rest-calls.ts';

const newcomer = 'new.person@halden.example';

test('PATCH /users/deactivate, /activate: list, sessions and tokens follow at once; 404 unknown', async () => {
  const { call } = await serveSandbox('--mode', 'jit');
  const { user } = (await call('GET', '/session', { token: memberToken })).body;
  const body = { email: user.email };
  expect((await call('PATCH', '/users/deactivate', { body })).body).toEqual({});
  expect((await call('GET', '/session', { token: memberToken })).status).toBe(401);
  expect((await call('GET', `/users?query=${user.email}`)).body.data).toEqual([]);
  expect((await call('GET', `/users/${user.id}`)).body.data).toMatchObject({ active: false });
  expect((await call('PATCH', '/users/activate', { body })).body).toEqual({});
  expect((await call('GET', '/session', { token: memberToken })).status).toBe(200);
  const unknown = await call('PATCH', '/users/deactivate', { body: { email: 'nobody@halden.example' } });
  expect(unknown).toMatchObject({ status: 404, body: { code: 'USER_NOT_FOUND' } });
});

test('PATCH /users/deactivate, /activate, DELETE /users/{id}: tenantName of another tenant is 404', async () => {
  const { call, personOf } = await serveSandbox('--tenant-name', 'halden');
  await call('POST', '/users/register', { body: { email: newcomer } });
  const { id } = await personOf(newcomer);
  const attempts = (tenantName: string) => [
    () => call('PATCH', '/users/deactivate', { body: { email: newcomer, tenantName } }),
    () => call('PATCH', '/users/activate', { body: { email: newcomer, tenantName } }),
    () => call('DELETE', `/users/${id}?tenantName=${tenantName}`),
  ];
  for (const attempt of attempts('elsewhere')) {
    expect(await attempt()).toMatchObject({ status: 404, body: { code: 'TENANT_NOT_FOUND' } });
  }
  expect(await personOf(newcomer)).toMatchObject({ id, active: true });
  for (const attempt of attempts('halden')) expect((await attempt()).status).toBe(200);
});

test('PATCH /users/roles: exactly one tenant-level role, tenant-admin on tenant and all others on account; unknown role 404', async () => {
  const { call, personOf } = await serveSandbox();
  await call('POST', '/users/register', { body: { email: newcomer } });
  const give = (roles: string[], more = {}) =>
    call('PATCH', '/users/roles', { body: { email: newcomer, roles, ...more } });
  expect((await give(['auditor'], { resourceType: 'account' })).body).toEqual({});
  expect(await personOf(newcomer)).toMatchObject({
    roles: ['auditor'],
    metadata: { tenantRoleManagedBy: 'manual' },
  });
  expect((await give(['tenant-admin'], { resourceType: 'tenant' })).status).toBe(200);
  expect((await give([])).status).toBe(422);
  expect((await give(['member', 'auditor'])).status).toBe(422);
  expect((await give(['workspace-admin'])).status).toBe(422);
  expect((await give(['team-manager'])).status).toBe(422);
  expect((await give(['tenant-admin'], { resourceType: 'account' })).status).toBe(422);
  expect(await give(['no-such-role'])).toMatchObject({ status: 404, body: { code: 'ROLE_NOT_FOUND' } });
  const nobody = await call('PATCH', '/users/roles', {
    body: { email: 'nobody@halden.example', roles: ['member'] },
  });
  expect(nobody.body.code).toBe('USER_NOT_FOUND');
});

test('the last tenant admin cannot be deactivated, deleted or demoted: 409', async () => {
  const { call } = await serveSandbox();
  const { user } = (await call('GET', '/session')).body;
  const attempts = () =>
    Promise.all([
      call('PATCH', '/users/deactivate', { body: { email: user.email } }),
      call('PATCH', '/users/roles', { body: { email: user.email, roles: ['member'] } }),
      call('DELETE', `/users/${user.id}`),
    ]);
  for (const answer of await attempts()) {
    expect(answer).toMatchObject({ status: 409, body: { code: 'LAST_TENANT_ADMIN' } });
  }
  expect(
    (await call('PATCH', '/users/roles', { body: { email: user.email, roles: ['tenant-admin'] } })).status,
  ).toBe(200);
  await call('POST', '/users/register', { body: { email: newcomer } });
  await call('PATCH', '/users/roles', { body: { email: newcomer, roles: ['tenant-admin'] } });
  expect(
    (await call('PATCH', '/users/roles', { body: { email: user.email, roles: ['member'] } })).status,
  ).toBe(200);
  expect((await call('GET', '/sso')).status).toBe(403);
});

test('SCIM-made users: isEditable false, no change by REST', async () => {
  const { call, somebody } = await serveSandbox();
  const person = await somebody((user) => user.metadata?.createdByScim === true && user.active);
  const attempts = () =>
    Promise.all([
      call('PATCH', '/users/roles', { body: { email: person.email, roles: ['auditor'] } }),
      call('PATCH', '/users/deactivate', { body: { email: person.email } }),
      call('PATCH', '/users/activate', { body: { email: person.email } }),
    ]);
  for (const answer of [...(await attempts()), await call('DELETE', `/users/${person.id}`)]) {
    expect(answer).toMatchObject({ status: 403, body: { code: 'USER_NOT_EDITABLE' } });
  }
  await call('PUT', '/settings/provisioning', { body: { mode: 'jit' } });
  expect((await attempts()).map((answer) => answer.status)).toEqual([200, 200, 200]);
});

test('DELETE /users/{id}: 400 while in a team or on a resource, naming what blocks; permanent', async () => {
  const { call, everybody, somebody } = await serveSandbox('--mode', 'jit', '--users', '300');
  const people = await everybody();
  const person = await somebody(
    (user) => user.active && user.rolesWithResource.length > 1 && user.roles[0] !== 'tenant-admin',
  );
  const refused = await call('DELETE', `/users/${person.id}`);
  expect(refused).toMatchObject({ status: 400, body: { statusCode: 400, code: 'USER_HAS_ACCESS' } });
  const blockers = refused.body.details;
  expect(blockers.filter((blocker) => blocker.type !== 'team')).toHaveLength(
    person.rolesWithResource.length - 1,
  );
  for (const { name } of blockers) expect(refused.body.message).toContain(name);
  for (const team of blockers.filter((blocker) => blocker.type === 'team')) {
    await call('PUT', `/teams/${team.id}/members`, { body: { emails: ['ingrid.solvang@halden.example'] } });
    expect(
      (await call('DELETE', `/teams/${team.id}/members`, { body: { emails: [person.email] } })).status,
    ).toBe(200);
  }
  const bindings = (await call('GET', '/role-bindings?limit=1000')).body.data;
  for (const { manifest } of bindings) {
    if (!manifest.subjects.some((subject) => subject.name === person.email)) continue;
    const without = { ...manifest, subjects: [] };
    expect((await call('PUT', '/role-bindings', { body: { manifest: without } })).status).toBe(200);
  }
  expect(await call('DELETE', `/users/${person.id}`)).toMatchObject({ status: 200, body: {} });
  expect((await call('GET', `/users/${person.id}`)).body.code).toBe('USER_NOT_FOUND');
  expect((await everybody()).map((user) => user.id)).toEqual(
    people.map((user) => user.id).filter((id) => id !== person.id),
  );
});

test('DELETE /users/{id}: a pending invite is withdrawn by it', async () => {
  const { call, personOf } = await serveSandbox();
  await call('POST', '/users/register', { body: { email: newcomer } });
  const { id } = await personOf(newcomer);
  expect((await call('DELETE', `/users/${id}`)).body).toEqual({});
  expect((await call('POST', '/users/register', { body: { email: newcomer } })).status).toBe(200);
});

test('DELETE /users/{id}: everyone does not block, 404 for an unknown id', async () => {
  const { call, personOf } = await serveSandbox();
  await call('POST', '/users/register', { body: { email: newcomer } });
  const { id } = await personOf(newcomer);
  expect((await call('DELETE', `/users/${id}`)).status).toBe(200);
  for (const method of ['GET', 'DELETE']) {
    expect(await call(method, `/users/${id}`)).toMatchObject({
      status: 404,
      body: { code: 'USER_NOT_FOUND' },
    });
  }
});

test('two admins who demote each other at once: one of them stays', async () => {
  const { call, personOf } = await serveSandbox();
  await call('POST', '/users/register', { body: { email: newcomer } });
  await call('PATCH', '/users/roles', { body: { email: newcomer, roles: ['tenant-admin'] } });
  const demote = (email: string) => call('PATCH', '/users/roles', { body: { email, roles: ['member'] } });
  const statuses = (await Promise.all([demote(newcomer), demote(founder)])).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, 409]);
  expect(await personOf(founder)).toMatchObject({ roles: ['tenant-admin'] });
});
