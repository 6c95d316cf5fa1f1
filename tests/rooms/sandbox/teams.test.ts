import { expect, test } from 'vitest';
import { memberToken, serveSandbox } from './serve-sandbox.ts';

const founder = 'ingrid.solvang@halden.example';

async function serveTeams(...args: string[]) {
  const sandbox = await serveSandbox(...args);
  const put = (manifest: object, more: object = {}) =>
    sandbox.call('PUT', '/teams', { body: { manifest: { type: 'team', ...manifest }, ...more } });
  const list = async () => (await sandbox.call('GET', '/teams/user?limit=1000')).body.data;
  async function team(name: string) {
    const found = (await list()).find((row) => row.teamName === name);
    if (found === undefined) throw new Error(`no team ${name}`);
    return found;
  }
  return { ...sandbox, put, list, team };
}

test('the list has TeamDtos, everyone among them without listing its people', async () => {
  const { call, team, list } = await serveTeams();
  expect(await team('everyone')).toMatchObject({
    isEditable: false,
    manifest: { type: 'team', members: [] },
    totalMemberCount: 60,
    totalManagerCount: 0,
  });
  const perception = await team('perception');
  expect(perception).toMatchObject({
    isEditable: false,
    metadata: { createdByScim: true, scimExternalId: expect.any(String) },
    createdBySubject: { subjectType: 'user', subjectSlug: founder },
    totalMemberCount: perception.manifest.members.length,
  });
  const { data, pagination } = (await call('GET', '/teams/user?limit=2&offset=1')).body;
  expect(data).toEqual((await list()).slice(1, 3));
  expect(pagination).toEqual({ total: (await list()).length, offset: 1, limit: 2 });
});

test('the list can be narrowed by type and manager, and its rows to some attributes', async () => {
  const { call, put, list } = await serveTeams();
  await put({ name: 'mine', members: [founder], managers: [founder] });
  const names = async (query: string) =>
    (await call('GET', `/teams/user?limit=1000${query}`)).body.data.map((row) => row.teamName);
  const all = (await list()).map((row) => row.teamName);
  const fromScim = await names('&type=sso-team');
  expect(fromScim).toContain('perception');
  expect([...fromScim, ...(await names('&type=team'))].sort()).toEqual([...all].sort());
  expect(await names('&role=manager')).toContain('mine');
  const slim = (await call('GET', '/teams/user?limit=1&attributes=teamName,totalMemberCount')).body.data;
  expect(slim).toEqual([{ id: expect.any(String), teamName: 'everyone', totalMemberCount: 60 }]);
});

test('a plain member sees their own teams and everyone', async () => {
  const { call, list, put } = await serveTeams('--mode', 'jit');
  const { user } = (await call('GET', '/session', { token: memberToken })).body;
  await put({ name: 'theirs', members: [user.email] });
  const seen = (await call('GET', '/teams/user?limit=1000', { token: memberToken })).body.data;
  const own = (await list()).filter(
    (row) => row.teamName === 'everyone' || row.manifest.members.includes(user.email),
  );
  expect(seen.map((row) => row.teamName)).toEqual(own.map((row) => row.teamName));
  const other = (await list()).find((row) => !own.some((mine) => mine.id === row.id));
  expect((await call('GET', `/teams/${other?.id}`, { token: memberToken })).status).toBe(403);
  expect((await call('GET', `/teams/${other?.id}/members`, { token: memberToken })).status).toBe(403);
  const manifest = { type: 'team', name: 'brand-new', members: [user.email] };
  expect((await call('PUT', '/teams', { token: memberToken, body: { manifest } })).status).toBe(403);
});

test('PUT makes a team, then replaces the one of that name; managers who are no members are dropped', async () => {
  const { call, put, team, personOf } = await serveTeams();
  const other = await personOf('halden.example');
  const made = await put({
    name: 'night-shift',
    members: [founder.toUpperCase(), other.email],
    managers: [founder],
  });
  expect(made).toMatchObject({
    status: 200,
    body: { data: { teamName: 'night-shift', isEditable: true, metadata: null } },
  });
  const stored = await team('night-shift');
  expect(stored.manifest).toMatchObject({ members: [founder], managers: [founder] });
  const again = await put({
    name: 'night-shift',
    members: [other.email],
    managers: [founder],
    description: 'After ten',
  });
  expect(again.body.data).toMatchObject({
    id: stored.id,
    manifest: { managers: other.email === founder ? [founder] : [] },
  });
  expect((await call('GET', `/teams/${stored.id}`)).body.data).toMatchObject({ description: 'After ten' });
  expect((await call('DELETE', `/teams/${stored.id}`)).body).toEqual({});
  expect(await call('GET', `/teams/${stored.id}`)).toMatchObject({
    status: 404,
    body: { code: 'TEAM_NOT_FOUND' },
  });
});

test('a dry run answers the team and stores nothing', async () => {
  const { put, list } = await serveTeams();
  const before = await list();
  const answer = await put({ name: 'only-thought-of', members: [founder] }, { dryRun: true });
  expect(answer.body.data).toMatchObject({ teamName: 'only-thought-of', manifest: { members: [founder] } });
  expect((await put({ name: 'x', members: [founder] }, { dryRun: true })).status).toBe(422);
  expect(await list()).toEqual(before);
});

test('names outside the rule, people nobody knows and empty teams are refused with 422', async () => {
  const { put } = await serveTeams();
  for (const name of [
    'ab',
    'Upper',
    'ends-',
    '1first',
    'with space',
    'a'.repeat(37),
    'under_score',
    'dot.ted',
  ]) {
    expect([name, (await put({ name, members: [founder] })).status]).toEqual([name, 422]);
  }
  for (const name of ['abc', 'a1b', `a${'b'.repeat(35)}`])
    expect((await put({ name, members: [founder] })).status).toBe(200);
  const stranger = await put({ name: 'strangers', members: [founder, 'stranger@halden.example'] });
  expect(stranger).toMatchObject({ status: 422, body: { details: [{ email: 'stranger@halden.example' }] } });
  expect((await put({ name: 'no-address', members: ['ingrid'] })).status).toBe(422);
  expect(await put({ name: 'nobody-here', members: [] })).toMatchObject({
    status: 422,
    body: { code: 'INVALID_REQUEST' },
  });
});

test('with --empty-teams a team may have no members', async () => {
  const { put } = await serveTeams('--empty-teams');
  expect(await put({ name: 'nobody-here', members: [] })).toMatchObject({ status: 200 });
});

test('everyone can be neither edited nor deleted', async () => {
  const { call, put, team } = await serveTeams();
  const { id } = await team('everyone');
  const emails = { body: { emails: [founder] } };
  for (const answer of [
    await put({ name: 'everyone', members: [founder] }),
    await call('DELETE', `/teams/${id}`),
    await call('PUT', `/teams/${id}/members`, emails),
    await call('DELETE', `/teams/${id}/members`, emails),
    await call('PUT', `/teams/${id}/managers`, emails),
  ]) {
    expect(answer).toMatchObject({ status: 409, body: { code: 'TEAM_NOT_EDITABLE' } });
  }
});

test('a team of the directory is locked while the mode is SCIM, but for its managers', async () => {
  const { call, put, team } = await serveTeams();
  const perception = await team('perception');
  const [first = ''] = perception.manifest.members;
  const emails = { body: { emails: [first] } };
  for (const answer of [
    await put({ name: 'perception', members: [founder] }),
    await call('DELETE', `/teams/${perception.id}`),
    await call('DELETE', `/teams/${perception.id}/members`, emails),
  ]) {
    expect(answer.status).toBe(403);
  }
  expect((await call('DELETE', `/teams/${perception.id}/managers`, emails)).status).toBe(200);
  expect((await call('PUT', `/teams/${perception.id}/managers`, emails)).status).toBe(200);
  const outsider = { body: { emails: [founder] } };
  expect((await call('PUT', `/teams/${perception.id}/managers`, outsider)).status).toBe(403);
  await call('PUT', '/settings/provisioning', { body: { mode: 'jit' } });
  expect(await team('perception')).toMatchObject({ isEditable: true, metadata: { createdByScim: true } });
  expect((await call('PUT', `/teams/${perception.id}/members`, outsider)).status).toBe(200);
});

test('members and managers are added and removed one by one', async () => {
  const { call, put, team, somebody } = await serveTeams();
  await put({ name: 'night-shift', members: [founder] });
  const { id } = await team('night-shift');
  const other = await somebody((user) => user.email !== founder);
  const slugs = async (side: string) =>
    (await call('GET', `/teams/${id}/${side}`)).body.data.map((row) => row.subjectSlug);
  expect((await call('PUT', `/teams/${id}/members`, { body: { emails: [other.email] } })).body).toEqual({});
  expect(await slugs('members')).toEqual([founder, other.email]);
  expect((await call('PUT', `/teams/${id}/managers`, { body: { emails: [other.email] } })).body).toEqual({});
  expect(await slugs('managers')).toEqual([other.email]);
  const contains = JSON.stringify({
    type: 'OR',
    children: [
      { column: 'email', op: 'STRING_CONTAINS', value: 'INGRID' },
      { column: 'userId', op: 'STRING_CONTAINS', value: '-' },
    ],
  });
  const filtered = await call('GET', `/teams/${id}/members?filter=${encodeURIComponent(contains)}`);
  expect(filtered.body).toMatchObject({
    data: [{ subjectSlug: founder, subjectType: 'user' }],
    pagination: { total: 1 },
  });
  expect((await call('GET', `/teams/${id}/members?filter=oops`)).status).toBe(422);
  expect((await call('DELETE', `/teams/${id}/members`, { body: { emails: [other.email] } })).body).toEqual(
    {},
  );
  expect(await slugs('managers')).toEqual([]);
  expect((await call('DELETE', `/teams/${id}/members`, { body: { emails: [founder] } })).status).toBe(422);
  expect(await slugs('members')).toEqual([founder]);
  const live = await call('GET', `/teams/${id}/generate-manifest`);
  expect(live.body.data).toEqual({ type: 'team', name: 'night-shift', members: [founder], managers: [] });
});

test('everyone lists all people page by page, also filtered', async () => {
  const { call, team } = await serveTeams();
  const { id } = await team('everyone');
  const page = await call('GET', `/teams/${id}/members?limit=50&offset=50`);
  expect(page.body).toMatchObject({ pagination: { total: 60, offset: 50, limit: 50 } });
  expect(page.body.data).toHaveLength(10);
  const filter = JSON.stringify({ column: 'email', op: 'STRING_CONTAINS', value: 'solvang' });
  const found = await call('GET', `/teams/${id}/members?filter=${encodeURIComponent(filter)}`);
  expect(found.body.data.map((row) => row.subjectSlug)).toEqual([founder]);
});

test('permissions say what a team gives', async () => {
  const { call, team } = await serveTeams();
  const { id } = await team('perception');
  const { data } = (await call('GET', `/teams/${id}/permissions`)).body;
  expect(data.length).toBeGreaterThan(0);
  for (const row of data) {
    expect(row).toMatchObject({
      resourceType: expect.stringMatching(/^(cluster|workspace|provider-account|mcp-server)$/),
      resourceFqn: expect.stringMatching(/^halden-robotics:/),
      subjectId: id,
      subjectType: 'team',
    });
  }
});

test('roles: the list, a custom one, built-in ones locked, one in use kept', async () => {
  const { call } = await serveTeams();
  const role = async (name: string) =>
    (await call('GET', '/role/list')).body.data.find((row) => row.name === name);
  expect(await role('tenant-admin')).toMatchObject({
    resourceType: 'tenant',
    isDefault: true,
    isEditable: false,
  });
  expect(await role('auditor')).toMatchObject({
    resourceType: 'account',
    isDefault: false,
    isEditable: true,
  });
  expect((await call('DELETE', `/role/${(await role('member'))?.id}`)).status).toBe(409);
  expect(await call('DELETE', `/role/${(await role('auditor'))?.id}`)).toMatchObject({
    status: 409,
    body: { code: 'ROLE_IN_USE' },
  });
  const manifest = {
    type: 'role',
    name: 'support',
    displayName: 'Support',
    description: 'Reads people',
    resourceType: 'account',
    permissions: ['user:List'],
  };
  expect((await call('PUT', '/role', { body: { manifest } })).body.data).toMatchObject({
    name: 'support',
    manifest,
  });
  const made = await role('support');
  await call('PUT', '/role', { body: { manifest: { ...manifest, displayName: 'Help desk' } } });
  expect(await role('support')).toMatchObject({ id: made?.id, manifest: { displayName: 'Help desk' } });
  expect((await call('PUT', '/role', { body: { manifest: { ...manifest, name: 'member' } } })).status).toBe(
    409,
  );
  expect((await call('PUT', '/role', { body: { manifest: { type: 'role', name: 'half' } } })).status).toBe(
    422,
  );
  expect((await call('DELETE', `/role/${made?.id}`)).body).toEqual({});
  expect((await call('DELETE', `/role/${made?.id}`)).status).toBe(404);
});
