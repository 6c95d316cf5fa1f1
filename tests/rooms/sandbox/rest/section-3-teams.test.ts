import { expect, test } from 'vitest';
import { memberToken } from '../serve-sandbox.ts';
import { founder } from './rest-calls.ts';
import { serveTeams } from './serve-teams.ts';

test('GET /teams/user: TeamDtos with counts, everyone among them without listing its people', async () => {
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

test('GET /teams/user: topMembers and topManagers are up to 5 addresses', async () => {
  const { put, team, everybody } = await serveTeams();
  const members = (await everybody()).slice(0, 8).map((user) => user.email);
  await put({ name: 'night-shift', members, managers: members.slice(0, 2) });
  expect(await team('night-shift')).toMatchObject({
    topMembers: members.slice(0, 5),
    topManagers: members.slice(0, 2),
    totalMemberCount: 8,
    totalManagerCount: 2,
  });
});

test('GET /teams/user: type, role=manager, attributes as a comma list', async () => {
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

test('GET /teams/user: role=manager gives an admin every team but everyone, a member what they manage', async () => {
  const { call, put, list, somebody } = await serveTeams('--mode', 'jit');
  const { user } = (await call('GET', '/session', { token: memberToken })).body;
  const other = await somebody((person) => person.email !== user.email);
  await put({ name: 'managed', members: [user.email], managers: [user.email] });
  await put({ name: 'joined', members: [user.email, other.email], managers: [other.email] });
  const names = async (token?: string) => {
    const { body } = await call(
      'GET',
      '/teams/user?limit=1000&role=manager',
      token === undefined ? {} : { token },
    );
    return body.data.map((row) => row.teamName);
  };
  expect(await names()).toEqual(
    (await list()).map((row) => row.teamName).filter((name) => name !== 'everyone'),
  );
  const own = await names(memberToken);
  expect(own).toContain('managed');
  expect(own).not.toContain('joined');
});

test('GET /teams/user: attributes may be repeated, id always comes', async () => {
  const { call } = await serveTeams();
  const { data } = (await call('GET', '/teams/user?limit=1&attributes=teamName&attributes=isEditable')).body;
  expect(data).toEqual([{ id: expect.any(String), teamName: 'everyone', isEditable: false }]);
  const all = (await call('GET', '/teams/user?limit=1&attributes=')).body.data;
  expect(all).toMatchObject([{ teamName: 'everyone', manifest: { name: 'everyone' } }]);
});

test('who may do what: a plain member sees their own teams and everyone', async () => {
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

test('PUT /teams: upsert by name, replaces members and managers whole; managers who are no members are dropped', async () => {
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

test('PUT /teams: another name makes another team', async () => {
  const { put, team } = await serveTeams();
  await put({ name: 'night-shift', members: [founder] });
  await put({ name: 'night-shift-2', members: [founder] });
  expect((await team('night-shift')).id).not.toBe((await team('night-shift-2')).id);
});

test('TeamManifest: displayName, ownedBy, tags and identity_provider_mapping come back as they were given', async () => {
  const { put, call } = await serveTeams();
  const manifest = {
    type: 'team',
    name: 'night-shift',
    displayName: 'Night shift \u{1F319}',
    description: 'After ten',
    members: [founder],
    managers: [founder],
    ownedBy: { account: 'sandbox' },
    tags: { unit: 'ops' },
    identity_provider_mapping: [{ identity_provider: 'okta', value: 'night' }],
  };
  const answer = await put(manifest);
  expect(answer).toMatchObject({ status: 200 });
  const saved = answer.body.data as unknown as { id: string; manifest: object };
  expect(saved.manifest).toEqual(manifest);
  expect((await call('GET', `/teams/${saved.id}`)).body.data).toMatchObject({ manifest });
  expect((await call('GET', `/teams/${saved.id}/generate-manifest`)).body.data).toEqual(manifest);
});

test('PUT /teams: dryRun answers the team and stores nothing', async () => {
  const { put, list } = await serveTeams();
  const before = await list();
  const answer = await put({ name: 'only-thought-of', members: [founder] }, { dryRun: true });
  expect(answer.body.data).toMatchObject({ teamName: 'only-thought-of', manifest: { members: [founder] } });
  expect((await put({ name: 'x', members: [founder] }, { dryRun: true })).status).toBe(422);
  expect(await list()).toEqual(before);
});

test('team name, REST: 3-36 lower-case letters, digits, hyphens; unknown people, no addresses and empty teams: 422', async () => {
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

test('empty members: accepted where the tenant is of the newer kind (section 8, 1)', async () => {
  const { put } = await serveTeams('--empty-teams');
  expect(await put({ name: 'nobody-here', members: [] })).toMatchObject({ status: 200 });
});
