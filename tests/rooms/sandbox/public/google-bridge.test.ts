import { expect, test } from 'vitest';
import { serveSandbox } from '../serve-sandbox.ts';
import { type SeenScim, schema, scimCalls } from './scim-calls.ts';

// Replays the Google Workspace bridge (tenant-api, support mark BR; source read in nil-mani9/tfy-scim-bridge,
// src/scim.ts and src/sync.ts): it lists everything in pages of a hundred, makes what is missing, patches `active`,
// and replaces a group whose members differ.

const bridgePerson = (name: string, isActive: boolean) => ({
  schemas: [schema.user],
  userName: `${name}@bridge.example`,
  displayName: `${name} Bridge`,
  active: isActive,
  externalId: `google-${name}`,
  emails: [{ value: `${name}@bridge.example`, type: 'work', primary: true }],
  name: { givenName: name, familyName: 'Bridge', formatted: `${name} Bridge` },
});

async function bridge(...args: string[]) {
  const sandbox = await serveSandbox(...args);
  const scim = scimCalls(sandbox);
  /** All pages, as its listAll reads them. */
  async function listAll(path: string): Promise<SeenScim[]> {
    const all: SeenScim[] = [];
    for (let startIndex = 1; ; ) {
      const { status, body } = await scim('GET', `${path}?startIndex=${startIndex}&count=100`);
      expect(status).toBe(200);
      all.push(...body.Resources);
      if (all.length >= body.totalResults || body.Resources.length === 0) return all;
      startIndex += body.Resources.length;
    }
  }
  return { sandbox, scim, listAll };
}

test('reads all people and groups in pages of a hundred, each once', async () => {
  const { sandbox, listAll } = await bridge('--users', '230');
  const people = await listAll('/Users');
  expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
  expect(people.map(({ id }) => id).sort()).toEqual((await sandbox.everybody()).map(({ id }) => id).sort());
  for (const group of await listAll('/Groups')) expect(group.displayName).toMatch(/./u);
});

test('makes people and a group, who are seen by REST under the same ids and locked there', async () => {
  const { sandbox, scim } = await bridge();
  const ada = await scim('POST', '/Users', { body: bridgePerson('ada', true) });
  const bob = await scim('POST', '/Users', { body: bridgePerson('bob', false) });
  expect([ada.status, bob.status, bob.body.active]).toEqual([201, 201, false]);
  const group = await scim('POST', '/Groups', {
    body: {
      schemas: [schema.group],
      displayName: 'eng-platform',
      externalId: 'google-group-1',
      members: [{ value: ada.body.id, display: 'ada@bridge.example' }],
    },
  });
  expect(group).toMatchObject({
    status: 201,
    body: { externalId: 'google-group-1', members: [{ value: ada.body.id }] },
  });
  expect(await sandbox.personOf('ada@bridge.example')).toMatchObject({
    id: ada.body.id,
    isEditable: false,
    metadata: { createdByScim: true, displayName: 'ada Bridge' },
  });
  expect(await sandbox.personOf('bob@bridge.example')).toMatchObject({ active: false });
  const { body } = await sandbox.call('GET', '/teams/user?limit=1000');
  expect(body.data.find(({ teamName }) => teamName === 'eng-platform')).toMatchObject({
    manifest: { members: ['ada@bridge.example'] },
    metadata: { createdByScim: true, scimExternalId: 'google-group-1' },
  });
});

test('suspends and restores by PATCH, replaces and empties a group by PUT', async () => {
  const { scim, listAll } = await bridge();
  const ada = await scim('POST', '/Users', { body: bridgePerson('ada', true) });
  const bob = await scim('POST', '/Users', { body: bridgePerson('bob', true) });
  const setActive = (id: string, value: boolean) =>
    scim('PATCH', `/Users/${id}`, {
      body: { schemas: [schema.patch], Operations: [{ op: 'replace', path: 'active', value }] },
    });
  for (const value of [false, true]) {
    expect([200, 204]).toContain((await setActive(ada.body.id, value)).status);
    expect((await scim('GET', `/Users/${ada.body.id}`)).body.active).toBe(value);
  }
  const group = { schemas: [schema.group], displayName: 'sales', externalId: 'google-group-2' };
  const member = (person: SeenScim) => ({ value: person.id, display: person.userName });
  const made = await scim('POST', '/Groups', { body: { ...group, members: [member(ada.body)] } });
  for (const members of [[member(bob.body)], [member(ada.body), member(bob.body)], []]) {
    const put = await scim('PUT', `/Groups/${made.body.id}`, {
      body: { ...group, id: made.body.id, members },
    });
    expect(put.status).toBe(200);
    const seen = (await listAll('/Groups')).find(({ id }) => id === made.body.id);
    expect(seen?.members?.map(({ value }) => value).sort() ?? []).toEqual(
      members.map(({ value }) => value).sort(),
    );
  }
});
