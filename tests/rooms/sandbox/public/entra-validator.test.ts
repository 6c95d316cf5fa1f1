import { expect, test } from 'vitest';
import { serveSandbox } from '../serve-sandbox.ts';
import { filtered, schema, scimCalls } from './scim-calls.ts';

// Replays the 24 cases of Microsoft's SCIM validator and its 7 preview cases, by the inventory that
// pranems/SCIMServer publishes of its runs (docs/, 2026-02-11) and the shapes of Microsoft's tutorial
// (entra-docs, use-scim-to-provision-users-and-groups.md). Each test's title is the validator's own name of the case.

let count = 0;
function unique(): string {
  count += 1;
  return `case${count}`;
}

function newPerson(name = unique()) {
  return {
    schemas: [schema.user, schema.enterprise],
    userName: `${name}@ondricka.example`,
    externalId: `ext-${name}`,
    active: true,
    displayName: `D ${name}`,
    title: 'Architect',
    emails: [{ type: 'work', value: `${name}@ondricka.example`, primary: true }],
    preferredLanguage: 'hi',
    name: { givenName: 'Elfrieda', familyName: 'Urban', formatted: 'Elfrieda Urban', middleName: 'Cindy' },
    addresses: [{ type: 'work', formatted: '25928 Katlyn Row', locality: 'Guayaquil', primary: true }],
    phoneNumbers: [
      { type: 'work', value: '10-040-1308', primary: true },
      { type: 'mobile', value: '10-040-1308' },
    ],
    [schema.enterprise]: { employeeNumber: 'OX', department: 'ZY', manager: { value: 'XYMKVVRYDIOO' } },
    roles: [{ primary: 'True', display: 'M', value: 'W', type: 'X' }],
    userType: 'GZ',
    nickName: 'FO',
    timezone: 'America/Guayaquil',
    profileUrl: 'https://ondricka.example/p',
  };
}

async function entra() {
  const scim = scimCalls(await serveSandbox());
  const make = async (path: string, body: object) => {
    const made = await scim('POST', path, { body });
    expect(made).toMatchObject({ status: 201, type: expect.stringContaining('application/scim+json') });
    expect(made.location).toBe(made.body.meta.location);
    return made.body;
  };
  return {
    scim,
    makePerson: (body: object = newPerson()) => make('/Users', body),
    makeGroup: (displayName = unique()) =>
      make('/Groups', { schemas: [schema.group], displayName, externalId: `g-${displayName}` }),
    patch: (path: string, ...Operations: object[]) =>
      scim('PATCH', path, { body: { schemas: [schema.patch], Operations } }),
  };
}

test('Create a new User', async () => {
  const { scim, makePerson } = await entra();
  const sent = newPerson();
  const made = await makePerson(sent);
  const { userName, externalId, active, displayName } = sent;
  const seen = await scim('GET', `/Users/${made.id}`);
  expect(seen).toMatchObject({
    status: 200,
    body: {
      userName,
      externalId,
      active,
      displayName,
      name: { givenName: 'Elfrieda', familyName: 'Urban' },
      emails: [{ value: userName }],
    },
  });
});

test('Create a duplicate User', async () => {
  const { scim, makePerson } = await entra();
  const sent = newPerson();
  await makePerson(sent);
  expect(await scim('POST', '/Users', { body: { ...newPerson(), userName: sent.userName } })).toMatchObject({
    status: 409,
    type: expect.stringContaining('application/scim+json'),
    body: { schemas: [schema.error], status: '409', scimType: 'uniqueness' },
  });
});

test('Filter for an existing user · for a non-existing user · for an existing user with a different case', async () => {
  const { scim, makePerson } = await entra();
  const made = await makePerson();
  for (const name of [made.userName, made.userName.toUpperCase()]) {
    const found = await scim('GET', filtered('/Users', `userName eq "${name}"`));
    expect(found).toMatchObject({ status: 200, body: { totalResults: 1, Resources: [{ id: made.id }] } });
  }
  const none = await scim('GET', filtered('/Users', 'userName eq "nobody@ondricka.example"'));
  expect(none).toMatchObject({ status: 200, body: { schemas: [schema.list], totalResults: 0 } });
});

test('Patch User - Replace Attributes Verbose', async () => {
  const { scim, makePerson, patch } = await entra();
  const { id } = await makePerson();
  const answer = await patch(
    `/Users/${id}`,
    { op: 'replace', path: 'displayName', value: 'New Name' },
    { op: 'replace', path: 'name.givenName', value: 'Ann' },
    { op: 'replace', path: 'name.familyName', value: 'Lee' },
    { op: 'replace', path: 'emails[type eq "work"].primary', value: true },
    { op: 'replace', path: `${schema.enterprise}:department`, value: 'Rovers' },
    { op: 'replace', path: 'phoneNumbers[type eq "work"].value', value: '1-2-3' },
  );
  expect(answer.status).toBe(200);
  expect((await scim('GET', `/Users/${id}`)).body).toMatchObject({
    displayName: 'New Name',
    name: { givenName: 'Ann', familyName: 'Lee' },
  });
});

test('Update User userName', async () => {
  const { scim, makePerson, patch } = await entra();
  const { id } = await makePerson();
  const userName = `${unique()}@ondricka.example`;
  expect(
    (await patch(`/Users/${id}`, { op: 'Replace', path: 'userName', value: userName })).body,
  ).toMatchObject({ id, userName });
  expect((await scim('GET', filtered('/Users', `userName eq "${userName}"`))).body.Resources[0]?.id).toBe(id);
});

test('Patch User - Disable User', async () => {
  const { scim, makePerson, patch } = await entra();
  for (const value of [false, 'False']) {
    const { id } = await makePerson();
    expect((await patch(`/Users/${id}`, { op: 'Replace', path: 'active', value })).status).toBe(200);
    expect((await scim('GET', `/Users/${id}`)).body.active).toBe(false);
  }
});

test('Patch User - Add Manager · Replace Manager · Remove Manager', async () => {
  const { makePerson, patch } = await entra();
  const { id } = await makePerson();
  const path = `${schema.enterprise}:manager`;
  for (const op of [
    { op: 'Add', path, value: 'boss-1' },
    { op: 'Replace', path, value: 'boss-2' },
    { op: 'Remove', path },
  ])
    expect([op.op, (await patch(`/Users/${id}`, op)).status]).toEqual([op.op, 200]);
});

test('Delete a User · Delete the same User twice · Delete a non-existent User', async () => {
  const { scim, makePerson } = await entra();
  const { id } = await makePerson();
  expect((await scim('DELETE', `/Users/${id}`)).status).toBe(204);
  for (const [method, missing] of [
    ['GET', id],
    ['DELETE', id],
    ['DELETE', 'd950a5ce-61da-4979-8423-4600c745a897'],
  ] as const)
    expect(await scim(method, `/Users/${missing}`)).toMatchObject({
      status: 404,
      body: { schemas: [schema.error], status: '404' },
    });
});

test('Create a new Group · Create a duplicate Group', async () => {
  const { scim, makeGroup } = await entra();
  const { displayName } = await makeGroup();
  expect(await scim('POST', '/Groups', { body: { schemas: [schema.group], displayName } })).toMatchObject({
    status: 409,
    body: { scimType: 'uniqueness' },
  });
});

test('Get group by id excluding members · Filter for an existing group (excluding members, different case) · for a non-existing group', async () => {
  const { scim, makeGroup, makePerson, patch } = await entra();
  const { id, displayName } = await makeGroup();
  await patch(`/Groups/${id}`, { op: 'Add', path: 'members', value: [{ value: (await makePerson()).id }] });
  const bare = await scim('GET', `/Groups/${id}?excludedAttributes=members`);
  expect(bare).toMatchObject({ status: 200, body: { id, displayName } });
  expect(bare.body).not.toHaveProperty('members');
  for (const name of [displayName, displayName.toUpperCase()]) {
    const list = await scim(
      'GET',
      `${filtered('/Groups', `displayName eq "${name}"`)}&excludedAttributes=members`,
    );
    expect(list).toMatchObject({ status: 200, body: { totalResults: 1, Resources: [{ id }] } });
    expect(list.body.Resources[0]).not.toHaveProperty('members');
  }
  const found = await scim('GET', filtered('/Groups', `displayName eq "${displayName}"`));
  expect(found.body.Resources[0]?.members).toHaveLength(1);
  expect(await scim('GET', filtered('/Groups', 'displayName eq "none"'))).toMatchObject({
    status: 200,
    body: { totalResults: 0 },
  });
});

test('Patch Group - Replace Attributes · Update Group displayName', async () => {
  const { scim, makeGroup, patch } = await entra();
  const { id } = await makeGroup();
  expect(
    (await patch(`/Groups/${id}`, { op: 'Replace', path: 'externalId', value: 'other' })).body,
  ).toMatchObject({ externalId: 'other' });
  const displayName = unique();
  expect(
    (await patch(`/Groups/${id}`, { op: 'Replace', path: 'displayName', value: displayName })).body,
  ).toMatchObject({ displayName });
  expect((await scim('GET', `/Groups/${id}`)).body).toMatchObject({ displayName, externalId: 'other' });
});

test('Patch Group - Add Member · Remove Member · Multiple Ops same attribute', async () => {
  const { scim, makeGroup, makePerson, patch } = await entra();
  const { id } = await makeGroup();
  const [one, two, three] = [await makePerson(), await makePerson(), await makePerson()];
  const members = async () =>
    ((await scim('GET', `/Groups/${id}`)).body.members ?? []).map(({ value }) => value).sort();
  await patch(`/Groups/${id}`, { op: 'Add', path: 'members', value: [{ $ref: null, value: one.id }] });
  expect(await members()).toEqual([one.id]);
  await patch(
    `/Groups/${id}`,
    { op: 'Add', path: 'members', value: [{ value: two.id }] },
    { op: 'Add', path: 'members', value: [{ value: three.id }] },
  );
  expect(await members()).toEqual([one.id, two.id, three.id].sort());
  await patch(`/Groups/${id}`, { op: 'Remove', path: 'members', value: [{ $ref: null, value: one.id }] });
  expect(await members()).toEqual([two.id, three.id].sort());
  await patch(`/Groups/${id}`, { op: 'remove', path: `members[value eq "${two.id}"]` });
  expect(await members()).toEqual([three.id]);
});

test('Delete a Group · Delete the same Group twice · Delete a non-existent Group', async () => {
  const { scim, makeGroup } = await entra();
  const { id } = await makeGroup();
  expect((await scim('DELETE', `/Groups/${id}`)).status).toBe(204);
  expect((await scim('GET', `/Groups/${id}`)).status).toBe(404);
  expect((await scim('DELETE', `/Groups/${id}`)).status).toBe(404);
  expect((await scim('DELETE', '/Groups/not-there')).status).toBe(404);
});

test('Patch User - Multiple Ops on different attributes · on the same attribute', async () => {
  const { makePerson, patch } = await entra();
  const { id } = await makePerson();
  const answer = await patch(
    `/Users/${id}`,
    { op: 'add', value: { displayName: 'Both' } },
    { op: 'replace', value: { 'name.givenName': 'Zed', active: 'True' } },
    { op: 'replace', path: 'displayName', value: 'Last' },
  );
  expect(answer).toMatchObject({
    status: 200,
    body: { displayName: 'Last', active: true, name: { givenName: 'Zed' } },
  });
});
