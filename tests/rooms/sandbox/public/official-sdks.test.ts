import { expect, test } from 'vitest';
import { serveSandbox } from '../serve-sandbox.ts';
import { sdkShapes } from './sdk-shapes.ts';

// Replays the official TypeScript and Python SDKs (tenant-api, support mark SDK): their requests with the parameters
// that they always send, and their types over each answer.

async function sdk() {
  const { call, somebody } = await serveSandbox('--users', '120');
  return {
    call,
    somebody,
    /** Sends one request of the SDK and puts its type over the answer. */
    async takes(shape: keyof typeof sdkShapes, method: string, path: string, body?: object) {
      const answer = await call(method, path, body === undefined ? {} : { body });
      expect([method, path, answer.status]).toEqual([method, path, 200]);
      const { error } = sdkShapes[shape].safeParse(answer.body);
      expect([method, path, error?.issues.slice(0, 3)]).toEqual([method, path, undefined]);
      return answer.body;
    },
  };
}

test('users: every page and every person is of the type that the SDK declares', async () => {
  const { takes } = await sdk();
  const pages = [];
  for (let offset = 0; ; offset += 50) {
    const path = `/users?limit=50&offset=${offset}&showInvalidUsers=true`;
    const { data } = await takes('users.list', 'GET', path);
    pages.push(...data);
    // The SDK stops at a short page and never looks at `total`.
    if (data.length < 50) break;
  }
  expect(pages).toHaveLength(120);
  for (const { id } of pages.slice(0, 10)) await takes('users.get', 'GET', `/users/${id}`);
});

test('users: each change answers an empty object', async () => {
  const { takes, call } = await sdk();
  const email = 'new.person@sdk.example';
  await takes('nothing', 'POST', '/users/register', { email, dryRun: true });
  await takes('nothing', 'POST', '/users/register', {
    email,
    sendInviteEmail: true,
    acceptInviteClientURL: 'https://app.sdk.example/accept',
  });
  await takes('nothing', 'POST', '/users/register', { email, skipIfUserExists: true });
  await takes('nothing', 'PATCH', '/users/roles', { email, roles: ['read-only-member'] });
  await takes('nothing', 'PATCH', '/users/deactivate', { email, tenantName: 'sandbox' });
  await takes('nothing', 'PATCH', '/users/activate', { email, tenantName: 'sandbox' });
  const { body } = await call('GET', `/users?query=${email}`);
  await takes('nothing', 'DELETE', `/users/${body.data[0]?.id}`);
});

test('teams: seeded ones and one of every field, written and read', async () => {
  const { takes, somebody } = await sdk();
  const { data } = await takes('teams.list', 'GET', '/teams/user?limit=100&offset=0');
  for (const { id } of data) await takes('teams.getPermissions', 'GET', `/teams/${id}/permissions`);
  const { email } = await somebody(({ active }) => active);
  const manifest = {
    type: 'team',
    name: 'sdk-team',
    displayName: 'SDK team',
    description: 'Of every field',
    members: [email],
    managers: [email],
    tags: { cost: 'a', owner: 'b' },
    identity_provider_mapping: [{ identity_provider: 'okta', value: 'grp' }],
  };
  await takes('teams.get', 'PUT', '/teams', { manifest, dryRun: true });
  const made = await takes('teams.get', 'PUT', '/teams', { manifest });
  expect(made).toMatchObject({ data: { manifest } });
  const listed = await takes('teams.list', 'GET', '/teams/user?limit=1000&offset=0');
  const id = listed.data.find(({ teamName }) => teamName === manifest.name)?.id;
  await takes('teams.get', 'GET', `/teams/${id}`);
  await takes('teams.listMembers', 'GET', `/teams/${id}/members?limit=100&offset=0`);
  await takes('teams.listMembers', 'GET', `/teams/${id}/managers?limit=100&offset=0`);
  await takes('nothing', 'DELETE', `/teams/${id}`);
});

test('a team without a description has an empty one: the Python SDK refuses the whole list otherwise', async () => {
  const { takes, somebody } = await sdk();
  const { email } = await somebody(({ active }) => active);
  const manifest = { type: 'team', name: 'no-words', members: [email] };
  expect(await takes('teams.get', 'PUT', '/teams', { manifest })).toMatchObject({
    data: { description: '' },
  });
});

test('personal access tokens: made, got or made, listed, deleted, revoked', async () => {
  const { takes, somebody } = await sdk();
  await takes('personalAccessTokens.create', 'POST', '/personal-access-tokens', {
    name: 'sdk-token',
    expirationDate: '2030-01-01T00:00:00Z',
    tokenType: 'opaque',
  });
  for (const created of [true, false]) {
    const got = await takes('personalAccessTokens.get', 'GET', '/personal-access-tokens/sdk-other');
    expect(got.created).toBe(created);
  }
  const path = '/personal-access-tokens?limit=100&offset=0&nameSearchQuery=sdk-';
  const { data } = await takes('personalAccessTokens.list', 'GET', path);
  expect(data).toHaveLength(2);
  await takes('nothing', 'DELETE', `/personal-access-tokens/${data[0]?.id}`);
  const { email } = await somebody(({ active }) => active);
  await takes('nothing', 'DELETE', '/personal-access-tokens/revoke/all', { email });
});
