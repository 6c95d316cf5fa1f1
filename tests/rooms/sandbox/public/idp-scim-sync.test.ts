import { expect, test } from 'vitest';
import { serveSandbox } from '../serve-sandbox.ts';
import { filtered, schema, scimCalls } from './scim-calls.ts';

// Replays the SCIM client of idp-scim-sync, a bridge from Google Workspace (slashdevops/idp-scim-sync, pkg/aws/scim.go):
// it makes or finds, replaces without `active` when that is false, and asks who is in a group by two filters.

const person = (name: string) => ({
  schemas: [schema.user],
  userName: `${name}@idpscim.example`,
  externalId: `google-${name}`,
  displayName: `D ${name}`,
  active: true,
  name: { givenName: 'G', familyName: name },
  emails: [{ value: `${name}@idpscim.example`, type: 'work', primary: true }],
});

async function bridge() {
  const scim = scimCalls(await serveSandbox());
  const ids = [];
  for (const name of ['anna', 'bert']) {
    const made = await scim('POST', '/Users', { body: person(name) });
    expect(made.status).toBe(201);
    ids.push(made.body.id);
  }
  const [anna = '', bert = ''] = ids;
  return { scim, anna, bert };
}

test('finds whom it cannot make, by user name and by the id of its own directory', async () => {
  const { scim, anna, bert } = await bridge();
  expect((await scim('POST', '/Users', { body: person('anna') })).status).toBe(409);
  for (const [filter, id] of [
    ['userName eq "anna@idpscim.example"', anna],
    ['externalId eq "google-bert"', bert],
  ] as const)
    expect((await scim('GET', filtered('/Users', filter))).body).toMatchObject({
      totalResults: 1,
      Resources: [{ id }],
    });
});

test('a replacement that says nothing of active leaves it as it is', async () => {
  const { scim, anna } = await bridge();
  for (const value of [true, 'false'] as const) {
    const patch = { schemas: [schema.patch], Operations: [{ op: 'replace', path: 'active', value }] };
    expect((await scim('PATCH', `/Users/${anna}`, { body: patch })).status).toBe(200);
    const { active: _, ...rest } = person('anna');
    const put = await scim('PUT', `/Users/${anna}`, { body: { ...rest, id: anna, displayName: 'Changed' } });
    expect(put).toMatchObject({ status: 200, body: { displayName: 'Changed', active: value === true } });
  }
});

test('adds two, asks who is in by group and member, removes one by a list of values', async () => {
  const { scim, anna, bert } = await bridge();
  const made = await scim('POST', '/Groups', {
    body: { schemas: [schema.group], displayName: 'idp-scim', externalId: 'google-group' },
  });
  const { id } = made.body;
  const change = (op: string, ...values: string[]) =>
    scim('PATCH', `/Groups/${id}`, {
      body: {
        schemas: [schema.patch],
        Operations: [{ op, path: 'members', value: values.map((value) => ({ value })) }],
      },
    });
  const isIn = async (member: string) => {
    const list = await scim('GET', filtered('/Groups', `id eq "${id}" and members eq "${member}"`));
    return list.body.totalResults;
  };
  await change('add', anna, bert);
  expect([await isIn(anna), await isIn(bert)]).toEqual([1, 1]);
  await change('remove', anna);
  expect([await isIn(anna), await isIn(bert)]).toEqual([0, 1]);
  expect((await scim('GET', filtered('/Groups', `members eq "${bert}"`))).body.Resources[0]?.id).toBe(id);
});
