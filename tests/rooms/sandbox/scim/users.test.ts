import { expect, test } from 'vitest';
import { memberToken } from '../serve-sandbox.ts';
import { enterpriseUrn, refusal, serveScim, userUrn } from './serve-scim.ts';

const full = {
  schemas: [userUrn, enterpriseUrn, 'urn:okta:halden:1.0:user:custom'],
  externalId: '00uFull',
  userName: 'maja.lund@halden.example',
  name: { givenName: 'Maja', familyName: 'Lund', middleName: 'K' },
  title: 'Engineer',
  password: 'Random-1234',
  locale: 'nb-NO',
  emails: [
    { value: 'maja.lund@halden.example', type: 'work', primary: true },
    { value: 'maja@home.example', type: 'home' },
  ],
  phoneNumbers: [{ value: '+47 1', type: 'mobile' }],
  active: true,
  [enterpriseUrn]: { department: 'Motion', manager: { value: '26118915' } },
  'urn:okta:halden:1.0:user:custom': { badge: 'B-7', floors: [1, 2] },
  groups: [],
};

test('RFC 7644 section 3.3: POST makes a person, answers 201 with Location and ETag, keeps what was sent', async () => {
  const { scim, personOf } = await serveScim();
  const made = await scim('POST', '/Users', { body: full });
  expect(made.status).toBe(201);
  const { password: _password, groups: _groups, ...kept } = full;
  expect(made.body).toMatchObject({ ...kept, displayName: 'Maja Lund' });
  expect(JSON.stringify(made.body)).not.toContain('Random-1234');
  expect(made.headers.get('location')).toBe(made.body.meta.location);
  expect(made.headers.get('etag')).toBe(made.body.meta.version);
  const read = await scim('GET', `/Users/${made.body.id}`);
  expect(read).toMatchObject({ status: 200, body: made.body });
  // As people of the directory are in the platform's own list (tenant-api, section 5).
  const person = await personOf('maja.lund@halden.example');
  expect(person).toMatchObject({
    id: made.body.id,
    active: true,
    isEditable: false,
    metadata: { createdByScim: true, registeredInIdp: true, displayName: 'Maja Lund' },
  });
});

test('RFC 7643 section 2.1: attribute names ignore letter case', async () => {
  const { scim } = await serveScim();
  const made = await scim('POST', '/Users', {
    body: {
      SCHEMAS: [userUrn],
      USERNAME: 'odd.case@halden.example',
      Name: { GIVENNAME: 'Odd' },
      ACTIVE: false,
    },
  });
  expect(made.body).toMatchObject({
    userName: 'odd.case@halden.example',
    name: { givenName: 'Odd' },
    active: false,
  });
});

test('RFC 7644 section 3.3: a userName that exists is answered 409 uniqueness, whatever its letter case', async () => {
  const { scim, makeUser, patch } = await serveScim();
  const user = await makeUser('twice@halden.example');
  const again = { schemas: [userUrn], userName: 'TWICE@halden.example' };
  expect(await scim('POST', '/Users', { body: again })).toMatchObject(refusal(409, 'uniqueness'));
  await patch(`/Users/${user.id}`, { op: 'replace', path: 'active', value: false });
  expect(await scim('POST', '/Users', { body: again })).toMatchObject(refusal(409, 'uniqueness'));
});

test('tenant-api section 5: people who came natively are there under the same id; no change makes them SCIM-managed', async () => {
  const { scim, patch, somebody, personOf } = await serveScim('--users', '300');
  const native = await somebody(
    (user) => user.metadata?.createdByScim !== true && user.roles[0] !== 'tenant-admin',
  );
  expect((await scim('GET', `/Users/${native.id}`)).body).toMatchObject({
    id: native.id,
    userName: native.email,
  });
  const post = await scim('POST', '/Users', { body: { schemas: [userUrn], userName: native.email } });
  expect(post).toMatchObject(refusal(409, 'uniqueness'));
  const changed = await patch(`/Users/${native.id}`, { op: 'replace', path: 'title', value: 'Guest' });
  expect(changed).toMatchObject({ status: 200, body: { title: 'Guest' } });
  const after = await personOf(native.email);
  expect(after.isEditable).toBe(true);
  expect(after.metadata?.createdByScim).toBeUndefined();
});

test('RFC 7644 section 3.5.1: PUT replaces; what it leaves out is gone, but active stays as it was', async () => {
  const { scim, makeUser } = await serveScim();
  const user = await makeUser('put@halden.example', {
    title: 'Chief',
    name: { givenName: 'Pu' },
    active: false,
  });
  const put = await scim('PUT', `/Users/${user.id}`, {
    body: { schemas: [userUrn], id: 'other', userName: 'put.new@halden.example', displayName: 'Put' },
  });
  expect(put).toMatchObject({
    status: 200,
    body: { id: user.id, userName: 'put.new@halden.example', displayName: 'Put', active: false },
  });
  expect(put.body.title).toBeUndefined();
  expect(put.body.name).toBeUndefined();
  expect(put.body.emails).toEqual([{ value: 'put.new@halden.example', type: 'work', primary: true }]);
});

test('RFC 7644 section 3.6: DELETE answers 204, then 404; the person can be made again', async () => {
  const { scim, makeUser, makeGroup, call } = await serveScim();
  const user = await makeUser('gone@halden.example');
  const group = await makeGroup('Short-lived', [user]);
  expect((await scim('DELETE', `/Users/${user.id}`)).status).toBe(204);
  for (const method of ['GET', 'DELETE']) {
    expect(await scim(method, `/Users/${user.id}`)).toMatchObject(refusal(404));
  }
  expect((await scim('GET', `/Groups/${group.id}`)).body.members).toEqual([]);
  expect((await call('GET', `/users/${user.id}`)).status).toBe(404);
  const again = await makeUser('gone@halden.example');
  expect(again.id).not.toBe(user.id);
});

test('RFC 7644 section 3.6: people with roles and memberships are deleted too', async () => {
  const { scim, somebody } = await serveScim('--users', '300');
  const busy = await somebody(
    (user) => user.rolesWithResource.length > 2 && user.roles[0] !== 'tenant-admin',
  );
  expect((await scim('DELETE', `/Users/${busy.id}`)).status).toBe(204);
  expect((await scim('GET', `/Users/${busy.id}`)).status).toBe(404);
});

test('tenant-api section 5: deactivation stops the tokens of a person at once, reactivation revives the person', async () => {
  const { call, patch } = await serveScim();
  const me = (await call('GET', '/session', { token: memberToken })).body.user;
  const off = await patch(`/Users/${me.id}`, { op: 'replace', value: { active: false } });
  expect(off).toMatchObject({ status: 200, body: { active: false } });
  expect((await call('GET', '/session', { token: memberToken })).status).toBe(401);
  expect((await call('GET', `/users/${me.id}`)).body.data).toMatchObject({ active: false });
  const on = await patch(`/Users/${me.id}`, { op: 'replace', value: { active: true } });
  expect(on.body.active).toBe(true);
  expect((await call('GET', '/session', { token: memberToken })).status).toBe(200);
});

test('the last active tenant admin is neither deactivated nor deleted by SCIM', async () => {
  const { scim, patch, everybody, call } = await serveScim();
  const admins = (await everybody()).filter((user) => user.roles[0] === 'tenant-admin' && user.active);
  const { user: me } = (await call('GET', '/session')).body;
  for (const admin of admins) {
    if (admin.id !== me.id) expect((await scim('DELETE', `/Users/${admin.id}`)).status).toBe(204);
  }
  expect(await patch(`/Users/${me.id}`, { op: 'replace', path: 'active', value: false })).toMatchObject(
    refusal(409),
  );
  expect(await scim('DELETE', `/Users/${me.id}`)).toMatchObject(refusal(409));
  expect((await call('GET', '/session')).status).toBe(200);
});

test('every change is in the audit log, by the service account of SCIM', async () => {
  const { scim, makeUser, makeGroup, patch, call } = await serveScim();
  const user = await makeUser('audited@halden.example');
  await patch(`/Users/${user.id}`, { op: 'replace', path: 'active', value: 'False' });
  await patch(`/Users/${user.id}`, { op: 'replace', path: 'title', value: 'Boss' });
  const group = await makeGroup('Audited', [user]);
  await patch(`/Groups/${group.id}`, { op: 'remove', path: 'members', value: [{ value: user.id }] });
  await scim('DELETE', `/Groups/${group.id}`);
  await scim('DELETE', `/Users/${user.id}`);
  const logs = (await call('GET', '/audit-logs?metric=list&limit=20')).body.data;
  const seen = logs.map(
    (line) => ({ ...line }) as unknown as { action: string; subject: { subjectType: string } },
  );
  expect(seen.map((line) => line.action).reverse()).toEqual([
    'user.create',
    'user.deactivate',
    'user.update',
    'team.create',
    'team.members-remove',
    'team.delete',
    'user.delete',
  ]);
  expect(new Set(seen.map((line) => line.subject.subjectType))).toEqual(new Set(['serviceaccount']));
});

test('bad people are refused with 400 invalidValue and nothing is made', async () => {
  const { scim, find } = await serveScim();
  const userName = 'never.made@halden.example';
  for (const body of [
    {},
    { userName: '' },
    { userName: 'not an address' },
    { userName: 7 },
    { userName, active: 'maybe' },
    { userName, displayName: ['a'] },
    { userName, name: 'Maja' },
    { userName, emails: [5] },
    { userName, custom: JSON.parse(`${'['.repeat(50)}${']'.repeat(50)}`) },
    { userName, custom: 'x'.repeat(70_000) },
  ]) {
    expect(await scim('POST', '/Users', { body: { schemas: [userUrn], ...body } })).toMatchObject(
      refusal(400, 'invalidValue'),
    );
  }
  expect((await find('Users', `userName eq "${userName}"`)).body.totalResults).toBe(0);
});
