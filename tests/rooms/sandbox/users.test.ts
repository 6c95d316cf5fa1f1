import { expect, test } from 'vitest';
import { adminToken, memberToken, serveSandbox } from './serve-sandbox.ts';

const newcomer = 'new.person@halden.example';

test('pages of people: totals, order, the last page, past the end', async () => {
  const { call } = await serveSandbox();
  const all = await call('GET', '/users?limit=1000&showInvalidUsers=true');
  expect(all.body.pagination).toEqual({ total: 60, offset: 0, limit: 1000 });
  const moments = all.body.data.map((user) => user.createdAt);
  expect(moments).toEqual([...moments].sort());
  const last = await call('GET', '/users?limit=50&offset=50&showInvalidUsers=true');
  expect(last.body.data).toEqual(all.body.data.slice(50));
  expect((await call('GET', '/users?offset=60&showInvalidUsers=true')).body).toMatchObject({
    data: [],
    pagination: { total: 60 },
  });
  const valid = await call('GET', '/users?limit=1000');
  expect(valid.body.data).toEqual(all.body.data.filter((user) => user.active));
  expect(valid.body.pagination.total).toBe(valid.body.data.length);
  for (const bad of ['limit=0', 'limit=1001', 'offset=-1', 'limit=x']) {
    expect((await call('GET', `/users?${bad}`)).status).toBe(422);
  }
});

test('without a limit a page has 100 people', async () => {
  const { call } = await serveSandbox('--users', '150');
  expect((await call('GET', '/users?showInvalidUsers=true')).body).toMatchObject({
    pagination: { limit: 100, total: 150 },
  });
  expect((await call('GET', '/users?showInvalidUsers=true')).body.data).toHaveLength(100);
});

test('a user has the shape of the platform', async () => {
  const { everybody } = await serveSandbox('--users', '300');
  const people = await everybody();
  for (const user of people) {
    expect(user).toMatchObject({
      id: expect.stringMatching(/^[a-z0-9]{24,25}$/),
      email: expect.stringMatching(/^[\x21-\x7e]+@(halden|fieldcrew|visionpartners)\.example$/),
      tenantName: 'sandbox',
      active: expect.any(Boolean),
      isEditable: user.metadata?.createdByScim !== true,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      accounts: [{ accountId: expect.any(String), name: 'sandbox' }],
    });
    expect(user.rolesWithResource[0]).toMatchObject({ resourceType: 'account', roleId: expect.any(String) });
    expect(user.roles.length).toBeLessThanOrEqual(1);
  }
  expect(people.some((user) => user.roles.length === 0)).toBe(true);
  expect(people.some((user) => user.rolesWithResource.length > 1)).toBe(true);
});

test('query finds a part of an address, whatever its letter case, and nothing else', async () => {
  const { call } = await serveSandbox();
  const found = await call('GET', '/users?query=SOLVANG%40hal');
  expect(found.body.data.map((user) => user.email)).toEqual(['ingrid.solvang@halden.example']);
  expect(found.body.pagination.total).toBe(1);
  expect((await call('GET', '/users?query=%25')).body.pagination.total).toBe(0);
});

test('register makes a pending member, once, and finds them afterwards', async () => {
  const { call, personOf } = await serveSandbox();
  const body = { email: newcomer };
  expect(await call('POST', '/users/register', { body: { ...body, dryRun: true } })).toMatchObject({
    status: 200,
    body: {},
  });
  expect((await call('GET', `/users?query=${newcomer}`)).body.data).toEqual([]);
  expect((await call('POST', '/users/register', { body })).body).toEqual({});
  const found = await personOf(newcomer);
  expect(found).toMatchObject({
    active: true,
    isEditable: true,
    metadata: { inviteAccepted: false, registeredInIdp: false },
    rolesWithResource: [{ roleName: 'member' }],
  });
  expect((await call('GET', `/users/${found.id}`)).body.data).toEqual(found);
  const again = await call('POST', '/users/register', { body: { email: newcomer.toUpperCase() } });
  expect(again).toMatchObject({ status: 409, body: { code: 'USER_ALREADY_EXISTS' } });
  expect((await call('POST', '/users/register', { body: { ...body, skipIfUserExists: true } })).status).toBe(
    200,
  );
  await call('PATCH', '/users/deactivate', { body });
  expect((await call('POST', '/users/register', { body })).status).toBe(409);
});

test('a mail is sent only when asked for, and needs the accept address', async () => {
  const { call, at, tenantUrl } = await serveSandbox();
  const outbox = () => at('GET', `${tenantUrl}/sandbox/outbox`);
  await call('POST', '/users/register', { body: { email: 'quiet@halden.example' } });
  expect((await outbox()).body).toEqual({ data: [] });
  const wrongCase = {
    email: newcomer,
    sendInviteEmail: true,
    acceptInviteClientUrl: 'https://app.example/accept',
  };
  expect((await call('POST', '/users/register', { body: wrongCase })).status).toBe(422);
  const right = {
    email: newcomer,
    sendInviteEmail: true,
    acceptInviteClientURL: 'https://app.example/accept',
  };
  expect((await call('POST', '/users/register', { body: right })).status).toBe(200);
  expect((await outbox()).body.data).toEqual([
    { id: expect.any(String), to: newcomer, kind: 'invite', createdAt: expect.any(String) },
  ]);
  expect((await at('GET', `${tenantUrl}/sandbox/outbox`, { token: null })).status).toBe(401);
});

test('invite gives a link where the tenant manages its own sign-in, and 403 elsewhere', async () => {
  const body = { email: newcomer, acceptInviteClientUrl: 'https://app.example/accept' };
  const managed = await serveSandbox();
  expect((await managed.call('POST', '/users/invite', { body })).status).toBe(403);
  const own = await serveSandbox('--mode', 'invite-only');
  const answer = await own.call('POST', '/users/invite', { body });
  expect(answer.body).toEqual({
    link: expect.stringMatching(/^https:\/\/app\.example\/accept\?inviteCode=/),
  });
  expect((await own.call('POST', '/users/invite', { body })).status).toBe(409);
});

test('deactivate and activate: list, sessions and tokens follow at once', async () => {
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

test('a person has exactly one tenant-level role', async () => {
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

test('the last active tenant admin can be neither deactivated, demoted nor deleted', async () => {
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

test('SCIM people are locked for REST while the mode is SCIM, and only then', async () => {
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

test('deletion names what blocks it and succeeds once that is gone', async () => {
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

test('a pending invite is withdrawn by deleting the person', async () => {
  const { call, personOf } = await serveSandbox();
  await call('POST', '/users/register', { body: { email: newcomer } });
  const { id } = await personOf(newcomer);
  expect((await call('DELETE', `/users/${id}`)).body).toEqual({});
  expect((await call('POST', '/users/register', { body: { email: newcomer } })).status).toBe(200);
});

test('personal access tokens act for their person until revoked', async () => {
  const { call } = await serveSandbox();
  const made = await call('POST', '/personal-access-tokens', {
    token: memberToken,
    body: { name: 'night-job' },
  });
  const { token } = made.body;
  expect(Object.keys(made.body)).toEqual(['token']);
  const me = (await call('GET', '/session', { token: memberToken })).body.user;
  expect((await call('GET', '/session', { token })).body.user.id).toBe(me.id);
  expect((await call('POST', '/personal-access-tokens', { token, body: { name: 'night-job' } })).status).toBe(
    409,
  );
  expect((await call('POST', '/personal-access-tokens', { token, body: { name: 'Bad Name' } })).status).toBe(
    422,
  );
  const list = await call('GET', '/personal-access-tokens', { token });
  expect(list.body.data).toMatchObject([
    { manifest: { name: 'night-job' }, createdBySubject: { subjectId: me.id } },
  ]);
  expect(JSON.stringify(list.body)).not.toContain(token);
  expect(
    (await call('DELETE', `/personal-access-tokens/${list.body.data[0]?.id}`, { token: memberToken })).body,
  ).toEqual({});
  expect((await call('GET', '/session', { token })).status).toBe(401);

  const first = (await call('GET', '/personal-access-tokens/by-name', { token: memberToken })).body;
  expect(first).toMatchObject({
    created: true,
    token: expect.any(String),
    data: { manifest: { name: 'by-name' } },
  });
  expect((await call('GET', '/personal-access-tokens/by-name', { token: memberToken })).body.created).toBe(
    false,
  );
  const past = { name: 'too-late', expirationDate: '2020-01-01', tokenType: 'opaque' };
  const expired = await call('POST', '/personal-access-tokens', { token: memberToken, body: past });
  expect((await call('GET', '/session', { token: expired.body.token })).status).toBe(401);
  expect(
    (await call('DELETE', `/personal-access-tokens/revoke/all?email=${me.email}`, { token: adminToken }))
      .status,
  ).toBe(200);
  expect((await call('GET', '/session', { token: first.token })).status).toBe(401);
});

test('change-password is for the signed-in person who has one', async () => {
  const { call } = await serveSandbox();
  const loginId = 'ingrid.solvang@halden.example';
  const change = (oldPassword: string, newPassword: string) =>
    call('POST', '/users/change-password', { body: { loginId, oldPassword, newPassword } });
  expect((await change('wrong', 'long enough')).status).toBe(400);
  expect((await change('halden-robotics', 'short')).status).toBe(422);
  expect((await change('halden-robotics', 'long enough')).body).toEqual({});
  expect((await change('halden-robotics', 'long enough')).status).toBe(400);
  expect((await change('long enough', 'another one')).status).toBe(200);
});

test('subjects: people by page, teams with every page', async () => {
  const { call } = await serveSandbox();
  const { body } = await call('GET', '/subjects?limit=5&showInvalidUsers=true');
  expect(body).toMatchObject({ totalUsers: 60, totalVirtualAccounts: 0, externalIdentities: [] });
  expect(body.users).toHaveLength(5);
  expect(body.teams).toHaveLength(body.totalTeams);
  expect(body).not.toHaveProperty('data');
  const one = await call('GET', '/subjects?query=ingrid.solvang');
  expect(one.body).toMatchObject({ totalUsers: 1, totalTeams: 0 });
});
