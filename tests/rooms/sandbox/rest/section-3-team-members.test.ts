import { expect, test } from 'vitest';
import { memberToken } from '../serve-sandbox.ts';
import { founder } from './rest-calls.ts';
import { serveTeams } from './serve-teams.ts';

test('everyone: cannot be edited or deleted, 409', async () => {
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

test('SCIM-made team: isEditable false and no write by REST but PUT and DELETE of managers', async () => {
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

test('PUT, DELETE /teams/{id}/members and /managers: adds or removes, keeping the others; filter of the lists', async () => {
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

test('GET /teams/{id}/members: everyone lists all people page by page, also filtered', async () => {
  const { call, team } = await serveTeams();
  const { id } = await team('everyone');
  const page = await call('GET', `/teams/${id}/members?limit=50&offset=50`);
  expect(page.body).toMatchObject({ pagination: { total: 60, offset: 50, limit: 50 } });
  expect(page.body.data).toHaveLength(10);
  const filter = JSON.stringify({ column: 'email', op: 'STRING_CONTAINS', value: 'solvang' });
  const found = await call('GET', `/teams/${id}/members?filter=${encodeURIComponent(filter)}`);
  expect(found.body.data.map((row) => row.subjectSlug)).toEqual([founder]);
});

test('GET /teams/{id}/permissions: what a team gives', async () => {
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

test('GET /teams/{id}/members, /managers: filter trees of AND and OR on email and userId', async () => {
  const { call, put, everybody } = await serveTeams();
  const people = (await everybody()).slice(0, 6);
  const saved = await put({ name: 'night-shift', members: people.map((user) => user.email) });
  const { id } = saved.body.data as unknown as { id: string };
  const leaf = (column: string, value: string) => ({ column, op: 'STRING_CONTAINS', value });
  const found = async (tree: object) => {
    const { body } = await call(
      'GET',
      `/teams/${id}/members?filter=${encodeURIComponent(JSON.stringify(tree))}`,
    );
    return body.data.map((row) => row.subjectSlug);
  };
  const [one, two] = people;
  if (one === undefined || two === undefined) throw new Error('too few people');
  expect(await found(leaf('userId', one.id))).toEqual([one.email]);
  const either = { type: 'OR', children: [leaf('email', one.email), leaf('userId', two.id)] };
  expect(await found(either)).toEqual([one.email, two.email]);
  expect(await found({ type: 'AND', children: [either, leaf('email', two.email.toUpperCase())] })).toEqual([
    two.email,
  ]);
  expect(await found(leaf('email', "' OR 1=1 --"))).toEqual([]);
  const deep = Array.from({ length: 120 }).reduce<object>(
    (child, _none, level) => ({ type: level % 2 === 0 ? 'AND' : 'OR', children: [child] }),
    leaf('email', one.email),
  );
  expect(await found(deep)).toEqual([one.email]);
  for (const wrong of [
    leaf('name', 'x'),
    { ...leaf('email', 'x'), op: 'EQ' },
    { type: 'AND', children: [] },
  ]) {
    const filter = encodeURIComponent(JSON.stringify(wrong));
    expect((await call('GET', `/teams/${id}/members?filter=${filter}`)).status).toBe(422);
  }
});

test('who may do what: a manager changes their team, a member and an outsider do not', async () => {
  const { call, put, somebody } = await serveTeams('--mode', 'jit');
  const { user } = (await call('GET', '/session', { token: memberToken })).body;
  const other = await somebody((person) => ![user.email, founder].includes(person.email));
  const mine = { token: memberToken, body: { emails: [other.email] } };
  const saved = await put({ name: 'night-shift', members: [founder, user.email] });
  const { id } = saved.body.data as unknown as { id: string };
  expect((await call('PUT', `/teams/${id}/members`, mine)).status).toBe(403);
  await call('PUT', `/teams/${id}/managers`, { body: { emails: [user.email] } });
  expect((await call('PUT', `/teams/${id}/members`, mine)).status).toBe(200);
  expect((await call('DELETE', `/teams/${id}/members`, mine)).status).toBe(200);
  await call('DELETE', `/teams/${id}/members`, { body: { emails: [user.email] } });
  for (const path of [`/teams/${id}`, `/teams/${id}/members`, `/teams/${id}/permissions`]) {
    expect((await call('GET', path, { token: memberToken })).status).toBe(403);
  }
  expect((await call('DELETE', `/teams/${id}`, { token: memberToken })).status).toBe(403);
});

test('one-member calls at once lose nothing', async () => {
  const { call, put, team, everybody } = await serveTeams();
  const people = (await everybody()).map((user) => user.email).filter((email) => email !== founder);
  await put({ name: 'night-shift', members: [founder] });
  const { id } = await team('night-shift');
  const each = (method: string) =>
    Promise.all(people.map((email) => call(method, `/teams/${id}/members`, { body: { emails: [email] } })));
  for (const answer of await each('PUT')) expect(answer.status).toBe(200);
  expect((await team('night-shift')).totalMemberCount).toBe(people.length + 1);
  for (const answer of await each('DELETE')) expect(answer.status).toBe(200);
  expect((await team('night-shift')).manifest.members).toEqual([founder]);
});

test('PUT /teams: full replacement, so that an add between its reader and it is lost', async () => {
  const { call, put, team, somebody } = await serveTeams();
  const other = await somebody((user) => user.email !== founder);
  await put({ name: 'night-shift', members: [founder] });
  const read = await team('night-shift');
  await call('PUT', `/teams/${read.id}/members`, { body: { emails: [other.email] } });
  await put({ ...read.manifest, description: 'After ten' });
  expect((await team('night-shift')).manifest.members).toEqual([founder]);
});

test('DELETE /teams/{id}: 404 when unknown, and its roles on resources go with it', async () => {
  const { call, team } = await serveTeams('--mode', 'jit');
  const { id, teamName } = await team('perception');
  expect((await call('DELETE', `/teams/${id}`)).body).toEqual({});
  expect(await call('DELETE', `/teams/${id}`)).toMatchObject({
    status: 404,
    body: { code: 'TEAM_NOT_FOUND' },
  });
  const bindings = (await call('GET', '/role-bindings?limit=1000')).body.data;
  expect(JSON.stringify(bindings)).not.toContain(`"name":"${teamName}"`);
});
