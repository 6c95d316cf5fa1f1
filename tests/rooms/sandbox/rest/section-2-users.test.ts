import { expect, test } from 'vitest';
import { serveSandbox } from '../serve-sandbox.ts';

const newcomer = 'new.person@halden.example';

test('GET /users: pages with totals, in order, the last one, past the end', async () => {
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

test('GET /users: without a limit a page has 100 people', async () => {
  const { call } = await serveSandbox('--users', '150');
  expect((await call('GET', '/users?showInvalidUsers=true')).body).toMatchObject({
    pagination: { limit: 100, total: 150 },
  });
  expect((await call('GET', '/users?showInvalidUsers=true')).body.data).toHaveLength(100);
});

test('User: the fields of the platform, with roles and rolesWithResource as real samples have them', async () => {
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

test('User: a tenant admin lists tenant-admin in roles and the account role in rolesWithResource', async () => {
  const { call, somebody } = await serveSandbox('--users', '300');
  const { user } = (await call('GET', '/session')).body;
  const admin = (await call('GET', `/users/${user.id}`)).body.data as unknown as typeof user;
  expect(admin.roles).toEqual(['tenant-admin']);
  expect(admin.rolesWithResource[0]).toMatchObject({ resourceType: 'account', roleName: 'member' });
  const plain = await somebody((person) => person.roles.length === 0);
  expect(plain.rolesWithResource[0]).toMatchObject({ resourceType: 'account', roleName: expect.any(String) });
});

test('GET /users: query is a part of the e-mail, whatever its letter case', async () => {
  const { call } = await serveSandbox();
  const found = await call('GET', '/users?query=SOLVANG%40hal');
  expect(found.body.data.map((user) => user.email)).toEqual(['ingrid.solvang@halden.example']);
  expect(found.body.pagination.total).toBe(1);
  expect((await call('GET', '/users?query=%25')).body.pagination.total).toBe(0);
});

test('POST /users/register: 200 {}, pending until the first sign-in; 409 exists, also an inactive one; dryRun; skipIfUserExists', async () => {
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

test('POST /users/register: sendInviteEmail needs acceptInviteClientURL, with the capital URL', async () => {
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

test('POST /users/invite: {link} with acceptInviteClientUrl, 409 exists, 403 where an identity provider signs people in', async () => {
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

test('POST /users/change-password: for the signed-in person, 8 characters or more', async () => {
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

test('GET /subjects: people by page with totalUsers, teams with every page', async () => {
  const { call } = await serveSandbox();
  const { body } = await call('GET', '/subjects?limit=5&showInvalidUsers=true');
  expect(body).toMatchObject({ totalUsers: 60, totalVirtualAccounts: 0, externalIdentities: [] });
  expect(body.users).toHaveLength(5);
  expect(body.teams).toHaveLength(body.totalTeams);
  expect(body).not.toHaveProperty('data');
  const one = await call('GET', '/subjects?query=ingrid.solvang');
  expect(one.body).toMatchObject({ totalUsers: 1, totalTeams: 0 });
});

test('GET /subjects: searching by id finds nothing', async () => {
  const { call } = await serveSandbox();
  const { user } = (await call('GET', '/session')).body;
  expect((await call('GET', `/subjects?query=${user.id}`)).body).toMatchObject({ users: [], totalUsers: 0 });
});
