import { expect, test } from 'vitest';
import { serveSandbox } from '../serve-sandbox.ts';
import { filtered, schema, scimCalls } from './scim-calls.ts';

// Replays, in words of our own, what Okta asks of a SCIM server before it lists an integration: the steps of
// Okta-SCIM-20-SPEC-Test.json in Okta's developer documentation (exported 2024-05-13).

const person = {
  schemas: [schema.user],
  userName: 'Runscope042Qwertyuio042@atko.example',
  name: { givenName: 'Runscope042', familyName: 'Qwertyuio042' },
  emails: [{ primary: true, value: 'Runscope042Qwertyuio042@atko.example', type: 'work' }],
  displayName: 'Runscope042 Qwertyuio042',
  active: true,
};

test('the first of the people has all that Okta reads, in the list and alone', async () => {
  const scim = scimCalls(await serveSandbox());
  const list = await scim('GET', '/Users?count=1&startIndex=1');
  expect(list.status).toBe(200);
  expect(list.body).toMatchObject({
    schemas: [schema.list],
    itemsPerPage: 1,
    startIndex: 1,
    totalResults: expect.any(Number),
  });
  const [first] = list.body.Resources;
  const whole = {
    id: expect.stringMatching(/./u),
    userName: expect.stringMatching(/@/u),
    name: { givenName: expect.stringMatching(/./u), familyName: expect.stringMatching(/./u) },
    active: expect.any(Boolean),
    emails: [{ value: expect.stringMatching(/@/u) }],
  };
  expect(first).toMatchObject(whole);
  const alone = await scim('GET', `/Users/${first?.id}`);
  expect(alone).toMatchObject({ status: 200, body: { ...whole, id: first?.id } });
});

test('nobody of that name is an empty list, nobody of that id is 404', async () => {
  const scim = scimCalls(await serveSandbox());
  const none = await scim('GET', filtered('/Users', 'userName eq "abcdefgh@atko.example"'));
  expect(none).toMatchObject({ status: 200, body: { schemas: [schema.list], totalResults: 0 } });
  for (const id of ['010101001010101011001010101011', '00919288221112222']) {
    const missing = await scim('GET', `/Users/${id}`);
    expect(missing).toMatchObject({
      status: 404,
      body: { schemas: [schema.error], status: '404', detail: expect.stringMatching(/./u) },
    });
  }
});

test('a person is made once, comes back as sent, and is found in capitals', async () => {
  const scim = scimCalls(await serveSandbox());
  const made = await scim('POST', '/Users', { body: person });
  const { schemas, ...sent } = person;
  expect(made).toMatchObject({ status: 201, body: { ...sent, id: expect.stringMatching(/./u) } });
  expect(made.body.schemas).toEqual(expect.arrayContaining(schemas));
  expect((await scim('GET', `/Users/${made.body.id}`)).body).toMatchObject(sent);
  expect(await scim('POST', '/Users', { body: person })).toMatchObject({
    status: 409,
    body: { scimType: 'uniqueness' },
  });
  const found = await scim('GET', filtered('/Users', `userName eq "${person.userName.toUpperCase()}"`));
  expect(found).toMatchObject({ status: 200, body: { totalResults: 1, Resources: [{ id: made.body.id }] } });
});

test('groups are listed, and a wrong token is 401 in SCIM words', async () => {
  const scim = scimCalls(await serveSandbox());
  const groups = await scim('GET', '/Groups');
  expect(groups.status).toBe(200);
  expect(groups.body.Resources).toBeInstanceOf(Array);
  const refused = await scim('GET', filtered('/Users', 'userName eq "a@atko.example"'), {
    token: 'not-the-token',
  });
  expect(refused).toMatchObject({
    status: 401,
    body: { schemas: [schema.error], status: '401', detail: expect.stringMatching(/./u) },
  });
});
