import { expect, test } from 'vitest';
import { enterpriseUrn, patchUrn, refusal, serveScim } from './serve-scim.ts';

test('quirks, Entra default: capitalised ops and "False"/"True" as text', async () => {
  const { makeUser, patch } = await serveScim();
  const { id } = await makeUser('entra@halden.example');
  const off = await patch(`/Users/${id}`, { op: 'Replace', path: 'active', value: 'False' });
  expect(off).toMatchObject({ status: 200, body: { active: false } });
  const on = await patch(`/Users/${id}`, { op: 'Add', path: 'active', value: 'True' });
  expect(on.body.active).toBe(true);
});

test('quirks, Entra: a filtered path changes the work address, and makes one where there is none', async () => {
  const { makeUser, patch } = await serveScim();
  const { id } = await makeUser('path@halden.example', {
    emails: [{ value: 'old@halden.example', type: 'work', primary: true }],
  });
  const changed = await patch(`/Users/${id}`, {
    op: 'Replace',
    path: 'emails[type eq "work"].value',
    value: 'new@halden.example',
  });
  expect(changed.body.emails).toEqual([{ value: 'new@halden.example', type: 'work', primary: true }]);
  const made = await patch(`/Users/${id}`, {
    op: 'Add',
    path: 'phoneNumbers[type eq "mobile"].value',
    value: '+47 2',
  });
  expect(made.body.phoneNumbers).toEqual([{ type: 'mobile', value: '+47 2' }]);
  const other = await patch(`/Users/${id}`, { op: 'replace', path: 'emails[type sw "x"].value', value: 'y' });
  expect(other).toMatchObject(refusal(400, 'noTarget'));
});

test('quirks, Entra: pathless objects, whose names are paths at times', async () => {
  const { makeUser, patch } = await serveScim();
  const { id } = await makeUser('pathless@halden.example', {
    name: { givenName: 'Old', familyName: 'Kept' },
  });
  const changed = await patch(`/Users/${id}`, {
    op: 'Add',
    value: {
      displayName: 'New Name',
      'name.givenName': 'New',
      'emails[type eq "home"].value': 'home@halden.example',
      [`${enterpriseUrn}:department`]: 'Motion',
      [enterpriseUrn]: { costCenter: '42' },
    },
  });
  expect(changed.body).toMatchObject({
    displayName: 'New Name',
    name: { givenName: 'New', familyName: 'Kept' },
    [enterpriseUrn]: { department: 'Motion', costCenter: '42' },
  });
  expect(changed.body.emails).toContainEqual({ type: 'home', value: 'home@halden.example' });
});

test('quirks, Entra: the extension path with a dot, and a manager as bare text', async () => {
  const { makeUser, patch } = await serveScim();
  const { id } = await makeUser('manager@halden.example');
  for (const path of [`${enterpriseUrn}:manager`, `${enterpriseUrn}.manager`]) {
    const changed = await patch(`/Users/${id}`, { op: 'Add', path, value: '26118915' });
    expect(changed).toMatchObject({
      status: 200,
      body: { [enterpriseUrn]: { manager: { value: '26118915' } } },
    });
    const cleared = await patch(`/Users/${id}`, { op: 'Remove', path });
    expect(cleared.body[enterpriseUrn]).toBeUndefined();
    expect(cleared.body.schemas).not.toContain(enterpriseUrn);
  }
});

test('quirks, Okta catalogue app: {op: replace, value: {active: false}} without a path', async () => {
  const { makeUser, patch } = await serveScim();
  const { id } = await makeUser('okta@halden.example');
  expect((await patch(`/Users/${id}`, { op: 'replace', value: { active: false } })).body.active).toBe(false);
});

test('quirks, JumpCloud: one operation an attribute; the same add twice changes nothing', async () => {
  const { makeUser, patch } = await serveScim();
  const { id } = await makeUser('jump@halden.example');
  const operations = [
    { op: 'replace', path: 'name.givenName', value: 'Jum' },
    { op: 'replace', path: 'name.familyName', value: 'Cloud' },
    { op: 'add', path: 'phoneNumbers', value: [{ type: 'work', value: '+47 3' }] },
    { op: 'replace', path: 'active', value: true },
  ];
  const once = await patch(`/Users/${id}`, ...operations);
  expect(once.body).toMatchObject({
    name: { givenName: 'Jum', familyName: 'Cloud' },
    phoneNumbers: [{ type: 'work', value: '+47 3' }],
  });
  expect((await patch(`/Users/${id}`, ...operations)).body).toEqual(once.body);
  const removed = await patch(`/Users/${id}`, {
    op: 'remove',
    path: 'phoneNumbers',
    value: [{ value: '+47 3' }],
  });
  expect(removed.body.phoneNumbers).toBeUndefined();
});

test('quirks, OneLogin: emails as an object, no primary flag', async () => {
  const { makeUser } = await serveScim();
  const made = await makeUser('onelogin@halden.example', { emails: { value: 'one@halden.example' } });
  expect(made.emails).toEqual([{ value: 'one@halden.example' }]);
});

test('quirks, PingOne: two primary addresses, of which the first stays', async () => {
  const { makeUser } = await serveScim();
  const made = await makeUser('ping@halden.example', {
    emails: [
      { value: 'a@halden.example', primary: true },
      { value: 'b@halden.example', primary: 'true' },
    ],
  });
  expect(made.emails.map(({ primary }) => primary)).toEqual([true, false]);
});

test('tenant-api section 8, 12 and section 5: Grouper’s core urn and application/json are answered 200 with the resource', async () => {
  const { makeUser, scim } = await serveScim();
  const { id } = await makeUser('grouper@halden.example');
  const answer = await scim('PATCH', `/Users/${id}`, {
    headers: { 'content-type': 'application/json' },
    body: {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'displayName', value: 'By Grouper' }],
    },
  });
  expect(answer).toMatchObject({ status: 200, body: { id, displayName: 'By Grouper' } });
});

test('RFC 7644 section 3.5.2.1: a new primary address ends the former one', async () => {
  const { makeUser, patch } = await serveScim();
  const { id } = await makeUser('primary@halden.example');
  const changed = await patch(`/Users/${id}`, {
    op: 'add',
    path: 'emails',
    value: [{ value: 'second@halden.example', type: 'home', primary: true }],
  });
  expect(changed.body.emails).toEqual([
    { value: 'primary@halden.example', type: 'work', primary: false },
    { value: 'second@halden.example', type: 'home', primary: true },
  ]);
});

test('RFC 7644 section 3.5.2.2: remove clears an attribute, a part of one, and what a filter chooses', async () => {
  const { makeUser, patch } = await serveScim();
  const { id } = await makeUser('remove@halden.example', {
    title: 'T',
    nickName: 'N',
    name: { givenName: 'G', familyName: 'F' },
    emails: [
      { value: 'w@halden.example', type: 'work' },
      { value: 'h@halden.example', type: 'home' },
    ],
  });
  const { body } = await patch(
    `/Users/${id}`,
    { op: 'remove', path: 'title' },
    { op: 'replace', path: 'nickName', value: null },
    { op: 'remove', path: 'name.givenName' },
    { op: 'remove', path: 'emails[type eq "home" or value co "nobody"]' },
  );
  expect(body.title).toBeUndefined();
  expect(body.nickName).toBeUndefined();
  expect(body.name).toEqual({ familyName: 'F' });
  expect(body.emails).toEqual([{ value: 'w@halden.example', type: 'work' }]);
});

test('RFC 7644 section 3.5.2: all operations or none', async () => {
  const { makeUser, patch, scim } = await serveScim();
  const { id } = await makeUser('atomic@halden.example', { title: 'Before' });
  const before = (await scim('GET', `/Users/${id}`)).body;
  const answer = await patch(
    `/Users/${id}`,
    { op: 'replace', path: 'title', value: 'After' },
    { op: 'replace', path: 'active', value: 'perhaps' },
  );
  expect(answer).toMatchObject(refusal(400, 'invalidValue'));
  expect((await scim('GET', `/Users/${id}`)).body).toEqual(before);
});

test('RFC 7644 section 3.12: what a PATCH cannot be is refused with its keyword', async () => {
  const { makeUser, scim, patch } = await serveScim();
  const { id } = await makeUser('refused@halden.example');
  await makeUser('taken@halden.example');
  const bad = [
    [{ op: 'replace', path: 'id', value: 'x' }, 400, 'mutability'],
    [{ op: 'replace', path: 'groups', value: [] }, 400, 'mutability'],
    [{ op: 'remove' }, 400, 'noTarget'],
    [{ op: 'remove', path: 'userName' }, 400, 'invalidValue'],
    [{ op: 'replace', path: 'userName', value: 'TAKEN@halden.example' }, 409, 'uniqueness'],
    [{ op: 'replace', path: 'emails[type eq', value: 'x' }, 400, 'invalidPath'],
    [{ op: 'replace', path: 'title[type eq "x"]', value: 'x' }, 400, 'invalidPath'],
    [{ op: 'replace', path: 5, value: 'x' }, 400, 'invalidPath'],
    [{ op: 'multiply', path: 'title', value: 'x' }, 400, 'invalidSyntax'],
    [{ op: 'replace', value: 'x' }, 400, 'invalidValue'],
    [{ op: 'add', path: 'title' }, 400, 'invalidValue'],
    ['nothing', 400, 'invalidValue'],
  ] as const;
  for (const [operation, status, scimType] of bad) {
    const answer = await scim('PATCH', `/Users/${id}`, {
      body: { schemas: [patchUrn], Operations: [operation] },
    });
    expect([operation, answer]).toMatchObject([operation, refusal(status, scimType)]);
  }
  for (const body of [
    [],
    { Operations: [] },
    { schemas: [patchUrn] },
    { schemas: ['urn:x'], Operations: [{ op: 'remove', path: 'title' }] },
  ]) {
    expect((await scim('PATCH', `/Users/${id}`, { body })).status).toBe(400);
  }
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  for (const path of ['emails', 'title', 'custom', 'name']) {
    const raw = `{"schemas":["${patchUrn}"],"Operations":[{"op":"add","path":"${path}","value":${deep}}]}`;
    expect(await scim('PATCH', `/Users/${id}`, { raw })).toMatchObject(refusal(400, 'invalidValue'));
    const whole = `{"userName":"deep@halden.example","${path}":${deep}}`;
    expect(await scim('POST', '/Users', { raw: whole })).toMatchObject(refusal(400, 'invalidValue'));
  }
  const many = Array.from({ length: 2001 }, () => ({ op: 'replace', path: 'title', value: 'x' }));
  expect((await patch(`/Users/${id}`, ...many)).status).toBe(413);
});
