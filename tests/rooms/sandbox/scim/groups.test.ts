import { expect, test } from 'vitest';
import { groupUrn, idsOf, memberIds, refusal, serveScim } from './serve-scim.ts';

async function serveCrew() {
  const sandbox = await serveScim();
  const [ada, bo, cy] = [
    await sandbox.makeUser('ada@halden.example'),
    await sandbox.makeUser('bo@halden.example'),
    await sandbox.makeUser('cy@halden.example'),
  ];
  const group = await sandbox.makeGroup('Crew_A-1', [ada, bo]);
  const path = `/Groups/${group.id}`;
  const members = async () => memberIds((await sandbox.scim('GET', path)).body);
  return { ...sandbox, ada, bo, cy, group, path, members };
}

test('RFC 7644 section 3.3: a group becomes a team of the directory, an empty one too', async () => {
  const { scim, call, group, ada, bo, makeGroup } = await serveCrew();
  expect(memberIds(group)).toEqual(idsOf(ada, bo));
  const team = (await call('GET', `/teams/${group.id}`)).body.data;
  expect(team).toMatchObject({
    teamName: 'Crew_A-1',
    isEditable: false,
    members: ['ada@halden.example', 'bo@halden.example'],
    metadata: { createdByScim: true },
  });
  const empty = await makeGroup('Empty');
  expect((await scim('GET', `/Groups/${empty.id}`)).body.members).toEqual([]);
  const user = (await scim('GET', `/Users/${ada.id}`)).body;
  expect(user.groups).toEqual([
    expect.objectContaining({ value: group.id, display: 'Crew_A-1', type: 'direct' }),
  ]);
});

test('tenant-api section 3: the SCIM name rule, told in a sentence', async () => {
  const { scim, makeGroup, patch, path } = await serveCrew();
  for (const displayName of ['Two Words', 'dot.ted', 'ümlaut', 'x'.repeat(37), '', null, 7.5]) {
    const answer = await scim('POST', '/Groups', { body: { schemas: [groupUrn], displayName } });
    expect(answer).toMatchObject(refusal(400, 'invalidValue'));
    expect(answer.body.detail).toContain('36 letters, digits, hyphens or underscores');
  }
  const renamed = await patch(path, { op: 'replace', path: 'displayName', value: 'no good' });
  expect(renamed).toMatchObject(refusal(400, 'invalidValue'));
  await makeGroup('x'.repeat(36));
  await makeGroup('-_-');
});

test('quirks, Okta: an existing name is answered 409, whatever its letter case and whoever made the team', async () => {
  const { scim, call } = await serveCrew();
  const body = { manifest: { type: 'team', name: 'by-rest', members: ['ada@halden.example'] } };
  expect((await call('PUT', '/teams', { body })).status).toBe(200);
  for (const displayName of ['crew_a-1', 'BY-REST', 'everyone', 'Everyone']) {
    const answer = await scim('POST', '/Groups', { body: { schemas: [groupUrn], displayName } });
    expect(answer).toMatchObject(refusal(409, 'uniqueness'));
  }
  await scim('POST', '/Groups', { body: { schemas: [groupUrn], displayName: 'Platform9' } });
  const rest = { manifest: { ...body.manifest, name: 'platform9' } };
  expect((await call('PUT', '/teams', { body: rest })).status).toBe(403);
});

test('quirks, Entra default: removal by path members with a value list takes one out and leaves the others', async () => {
  const { patch, path, ada, bo, members } = await serveCrew();
  const answer = await patch(path, { op: 'Remove', path: 'members', value: [{ $ref: null, value: ada.id }] });
  expect(answer).toMatchObject({ status: 200 });
  expect(await members()).toEqual(idsOf(bo));
  await patch(path, { op: 'Remove', path: 'members', value: [] });
  await patch(path, { op: 'Remove', path: 'members', value: [{ value: 'nobody' }] });
  expect(await members()).toEqual(idsOf(bo));
});

test('quirks, Entra aadOptscim062020: removal by members[value eq "id"]', async () => {
  const { patch, path, ada, bo, members } = await serveCrew();
  for (let turn = 0; turn < 2; turn += 1) {
    expect((await patch(path, { op: 'remove', path: `members[value eq "${ada.id}"]` })).status).toBe(200);
    expect(await members()).toEqual(idsOf(bo));
  }
});

test('quirks, Okta group push: PUT replaces all members, an empty list empties, a rename without members keeps them', async () => {
  const { scim, path, ada, bo, cy, members } = await serveCrew();
  const put = (body: object) => scim('PUT', path, { body: { schemas: [groupUrn], ...body } });
  await put({ displayName: 'Crew_A-1', members: [{ value: cy.id, display: 'x' }] });
  expect(await members()).toEqual(idsOf(cy));
  expect((await put({ displayName: 'Renamed' })).body).toMatchObject({ displayName: 'Renamed' });
  expect(await members()).toEqual(idsOf(cy));
  expect((await put({ displayName: 'Renamed', members: [] })).body.members).toEqual([]);
  await put({ displayName: 'Renamed', members: [{ value: ada.id }, { value: bo.id }] });
  expect(await members()).toEqual(idsOf(ada, bo));
});

test('quirks, Okta: a pathless rename carries the id, which is passed over', async () => {
  const { patch, path, group, ada, bo, members } = await serveCrew();
  const answer = await patch(path, { op: 'replace', value: { id: group.id, displayName: 'Crew-B' } });
  expect(answer).toMatchObject({ status: 200, body: { id: group.id, displayName: 'Crew-B' } });
  expect(await members()).toEqual(idsOf(ada, bo));
});

test('quirks, JumpCloud: the same add twice is one member; bare ids and pathless members are understood', async () => {
  const { patch, path, ada, bo, cy, members } = await serveCrew();
  for (const value of [[{ value: cy.id }], { value: cy.id }, [cy.id]]) {
    expect((await patch(path, { op: 'add', path: 'members', value })).status).toBe(200);
    expect(await members()).toEqual(idsOf(ada, bo, cy));
  }
  await patch(path, { op: 'replace', value: { members: [{ value: ada.id }] } });
  expect(await members()).toEqual(idsOf(ada));
  await patch(path, { op: 'add', value: { members: [{ value: bo.id }] } });
  expect(await members()).toEqual(idsOf(ada, bo));
});

test('RFC 7644 section 3.5.2.2: remove of members without a value empties the group', async () => {
  const { patch, path, members } = await serveCrew();
  await patch(path, { op: 'remove', path: 'members' });
  expect(await members()).toEqual([]);
});

test('quirks, Entra: several membership PATCHes at the same moment lose nothing', async () => {
  const { makeUser, makeGroup, patch, scim } = await serveScim();
  const people = [];
  for (let turn = 0; turn < 50; turn += 1) people.push(await makeUser(`p${turn}@halden.example`));
  const group = await makeGroup('Fifty');
  const answers = await Promise.all(
    people.map(({ id }) =>
      patch(`/Groups/${group.id}`, { op: 'Add', path: 'members', value: [{ value: id }] }),
    ),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(memberIds((await scim('GET', `/Groups/${group.id}`)).body)).toEqual(idsOf(...people));
  await Promise.all(
    people
      .slice(10)
      .map(({ id }) => patch(`/Groups/${group.id}`, { op: 'remove', path: `members[value eq "${id}"]` })),
  );
  expect(memberIds((await scim('GET', `/Groups/${group.id}`)).body)).toEqual(idsOf(...people.slice(0, 10)));
});

test('managers stay managers while a push keeps them as members', async () => {
  const { scim, call, group, path, ada, bo, cy } = await serveCrew();
  await call('PUT', `/teams/${group.id}/managers`, { body: { emails: [ada.userName, bo.userName] } });
  await scim('PUT', path, {
    body: { schemas: [groupUrn], displayName: 'Crew_A-1', members: [{ value: cy.id }, { value: ada.id }] },
  });
  const { manifest } = (await call('GET', `/teams/${group.id}`)).body.data as unknown as {
    manifest: { managers: string[] };
  };
  expect(manifest.managers).toEqual([ada.userName]);
});

test('unknown members and groups in groups are refused with 400 invalidValue, and change nothing', async () => {
  const { scim, makeGroup, patch, path, cy, ada, bo, members } = await serveCrew();
  const inner = await makeGroup('Inner');
  for (const value of [
    [{ value: cy.id }, { value: 'nobody-here' }],
    [{ value: inner.id }],
    [{ value: 'x', type: 'Group' }],
    [{ display: 'no id' }],
  ]) {
    expect(await patch(path, { op: 'add', path: 'members', value })).toMatchObject(
      refusal(400, 'invalidValue'),
    );
    const body = { schemas: [groupUrn], displayName: 'Another', members: value };
    expect(await scim('POST', '/Groups', { body })).toMatchObject(refusal(400, 'invalidValue'));
  }
  expect(await members()).toEqual(idsOf(ada, bo));
});

test('RFC 7644 section 3.6: DELETE of a group answers 204, then 404; its people stay, its name is free', async () => {
  const { scim, path, ada, makeGroup } = await serveCrew();
  expect((await scim('DELETE', path)).status).toBe(204);
  expect(await scim('DELETE', path)).toMatchObject(refusal(404));
  expect((await scim('GET', `/Users/${ada.id}`)).status).toBe(200);
  await makeGroup('crew_a-1');
});

test('the team everyone is the system’s: SCIM does not show it', async () => {
  const { call, find, scim } = await serveScim();
  const teams = (await call('GET', '/teams/user?limit=1000')).body.data;
  const everyone = teams.find((team) => team.teamName === 'everyone');
  expect(everyone).toBeDefined();
  expect((await find('Groups', 'displayName eq "everyone"')).body.totalResults).toBe(0);
  expect(await scim('DELETE', `/Groups/${everyone?.id}`)).toMatchObject(refusal(404));
});

test('quirks, the Google bridge: POST and PUT with id, externalId and displays; custom extensions are kept', async () => {
  const { scim, ada } = await serveCrew();
  const members = [{ value: ada.id, display: ada.userName }];
  const extension = { 'urn:bridge:1.0:Group': { etag: 'abc' } };
  const made = await scim('POST', '/Groups', {
    body: { schemas: [groupUrn], displayName: 'bridge', externalId: 'g-1', members, ...extension },
  });
  expect(made).toMatchObject({ status: 201, body: { externalId: 'g-1', ...extension } });
  const put = await scim('PUT', `/Groups/${made.body.id}`, {
    body: { schemas: [groupUrn], id: made.body.id, displayName: 'bridge', externalId: 'g-2', members: [] },
  });
  expect(put.body).toMatchObject({ externalId: 'g-2', members: [] });
  expect(put.body['urn:bridge:1.0:Group']).toBeUndefined();
});
