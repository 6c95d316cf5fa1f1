import { expect, test } from 'vitest';
import { serveSandbox } from '../serve-sandbox.ts';
import { filtered, schema, scimCalls } from './scim-calls.ts';

// Replays the SCIM client of Internet2 Grouper (GrouperScim2ApiCommands.java): its three ways to patch e-mails, its two
// lawful ways to patch names, dots after an extension's urn, look-ups with paging, and deletes that may find nobody.

async function grouper() {
  const scim = scimCalls(await serveSandbox());
  const userName = 'ann.lee@grouper.example';
  const made = await scim('POST', '/Users', {
    body: {
      schemas: [schema.user],
      userName,
      externalId: 'subject-1',
      displayName: 'Ann Lee',
      active: true,
      name: { givenName: 'Ann', familyName: 'Lee' },
      emails: [{ value: userName, primary: true, type: 'work' }],
    },
  });
  expect(made.status).toBe(201);
  const path = `/Users/${made.body.id}`;
  return {
    scim,
    path,
    userName,
    id: made.body.id,
    patch: (at: string, ...Operations: object[]) =>
      scim('PATCH', at, { body: { schemas: [schema.patch], Operations } }),
    read: async () => (await scim('GET', path)).body,
  };
}

test('looks people up by userName and id, with paging in the query, and reads the discovery', async () => {
  const { scim, id, userName } = await grouper();
  const found = await scim('GET', `${filtered('/Users', `userName eq "${userName}"`)}&startIndex=1&count=50`);
  expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id }] });
  expect((await scim('GET', `/Users/${id}`)).status).toBe(200);
  const { body } = await scim('GET', '/Schemas');
  expect(body.Resources.map((one) => one.id)).toEqual(expect.arrayContaining([schema.user, schema.group]));
  expect((await scim('GET', '/ServiceProviderConfig')).body).toMatchObject({ patch: { supported: true } });
});

test('patches e-mails by path, without a path, and by a filter in the path', async () => {
  const { patch, path, read } = await grouper();
  const mail = (value: string) => [{ primary: true, value, type: 'work' }];
  for (const [value, operation] of [
    ['one@grouper.example', { op: 'replace', path: 'emails', value: mail('one@grouper.example') }],
    ['two@grouper.example', { op: 'replace', value: { emails: mail('two@grouper.example') } }],
    [
      'three@grouper.example',
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'three@grouper.example' },
    ],
  ] as const) {
    expect([value, (await patch(path, operation)).status]).toEqual([value, 200]);
    expect((await read()).emails?.map((email) => email.value)).toContain(value);
  }
});

test('patches names whole and part by part, and a cost centre behind a dot', async () => {
  const { patch, path, read } = await grouper();
  const whole = await patch(path, {
    op: 'replace',
    path: 'name',
    value: { givenName: 'Anna', familyName: 'Leigh' },
  });
  expect(whole.status).toBe(200);
  expect((await read()).name).toMatchObject({ givenName: 'Anna', familyName: 'Leigh' });
  const parts = await patch(
    path,
    { op: 'replace', path: 'name.familyName', value: 'Ley' },
    { op: 'add', path: 'displayName', value: 'Anna Ley' },
    { op: 'replace', path: `${schema.enterprise}.costCenter`, value: '42' },
  );
  expect(parts.status).toBe(200);
  expect(await read()).toMatchObject({
    displayName: 'Anna Ley',
    name: { givenName: 'Anna', familyName: 'Ley' },
  });
});

test('an active of text, a phone number and its removal', async () => {
  const { patch, path, read } = await grouper();
  expect((await patch(path, { op: 'replace', path: 'active', value: 'false' })).status).toBe(200);
  expect((await read()).active).toBe(false);
  const phones = [{ primary: true, value: '1-2-3', type: 'work' }];
  expect((await patch(path, { op: 'replace', path: 'phoneNumbers', value: phones })).status).toBe(200);
  expect((await patch(path, { op: 'remove', path: 'phoneNumbers' })).status).toBe(200);
});

test('makes a group, adds and removes a member, and deletes both, also a second time', async () => {
  const { scim, patch, id } = await grouper();
  const made = await scim('POST', '/Groups', {
    body: { schemas: [schema.group], displayName: 'grouper-group' },
  });
  expect([200, 201]).toContain(made.status);
  const path = `/Groups/${made.body.id}`;
  const members = async () => ((await scim('GET', path)).body.members ?? []).map(({ value }) => value);
  await patch(path, { op: 'add', path: 'members', value: [{ value: id }] });
  expect(await members()).toEqual([id]);
  await patch(path, { op: 'remove', path: `members[value eq "${id}"]` });
  expect(await members()).toEqual([]);
  const found = await scim(
    'GET',
    `/Groups?startIndex=1&count=50&filter=${encodeURIComponent('displayName eq "grouper-group"')}`,
  );
  expect(found.body.Resources.map((group) => group.id)).toEqual([made.body.id]);
  for (const at of [path, `/Users/${id}`]) {
    expect((await scim('DELETE', at)).status).toBe(204);
    expect((await scim('DELETE', at)).status).toBe(404);
  }
});
