import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { adminToken, memberToken, serveSandbox } from '../serve-sandbox.ts';
import { founder } from './rest-calls.ts';

test('personal access tokens: act for their person until revoked', async () => {
  const { call } = await serveSandbox();
  const made = await call('POST', '/personal-access-tokens', {
    token: memberToken,
    body: { name: 'night-job' },
  });
  const { token } = made.body;
  expect(Object.keys(made.body)).toEqual(['token']);
  const me = (await call('GET', '/session', { token: memberToken })).body.user;
  expect((await call('GET', '/session', { token })).body.user.id).toBe(me.id);
  expect((await call('POST', '/personal-access-tokens', { token, body: { name: 'night-job' } })).status).toBe(
    409,
  );
  expect((await call('POST', '/personal-access-tokens', { token, body: { name: 'Bad Name' } })).status).toBe(
    422,
  );
  const list = await call('GET', '/personal-access-tokens', { token });
  expect(list.body.data).toMatchObject([
    { manifest: { name: 'night-job' }, createdBySubject: { subjectId: me.id } },
  ]);
  expect(JSON.stringify(list.body)).not.toContain(token);
  expect(
    (await call('DELETE', `/personal-access-tokens/${list.body.data[0]?.id}`, { token: memberToken })).body,
  ).toEqual({});
  expect((await call('GET', '/session', { token })).status).toBe(401);

  const first = (await call('GET', '/personal-access-tokens/by-name', { token: memberToken })).body;
  expect(first).toMatchObject({
    created: true,
    token: expect.any(String),
    data: { manifest: { name: 'by-name' } },
  });
  expect((await call('GET', '/personal-access-tokens/by-name', { token: memberToken })).body.created).toBe(
    false,
  );
  const past = { name: 'too-late', expirationDate: '2020-01-01', tokenType: 'opaque' };
  const late = await call('POST', '/personal-access-tokens', { token: memberToken, body: past });
  expect(late.status).toBe(422);
  expect(
    (await call('DELETE', `/personal-access-tokens/revoke/all?email=${me.email}`, { token: adminToken }))
      .status,
  ).toBe(200);
  expect((await call('GET', '/session', { token: first.token })).status).toBe(401);
});

async function serveTokens(...args: string[]) {
  const sandbox = await serveSandbox('--mode', 'jit', ...args);
  const make = (body: object, token = memberToken) =>
    sandbox.call('POST', '/personal-access-tokens', { token, body });
  const list = async (query = '', token = memberToken) =>
    (await sandbox.call('GET', `/personal-access-tokens${query}`, { token })).body;
  const works = async (token: string) => (await sandbox.call('GET', '/session', { token })).status === 200;
  return { ...sandbox, make, list, works };
}

test('GET /personal-access-tokens: own ones only, by page and nameSearchQuery', async () => {
  const { make, list } = await serveTokens();
  for (const name of ['night-job', 'day-job', 'backup']) await make({ name });
  await make({ name: 'night-admin' }, adminToken);
  expect((await list()).data.map((row) => row.manifest.name)).toEqual(['night-job', 'day-job', 'backup']);
  expect((await list('?nameSearchQuery=JOB')).data.map((row) => row.manifest.name)).toEqual([
    'night-job',
    'day-job',
  ]);
  expect(await list('?limit=1&offset=1')).toMatchObject({
    data: [{ manifest: { name: 'day-job' } }],
    pagination: { total: 3, offset: 1, limit: 1 },
  });
});

test('POST /personal-access-tokens: accountName is the account, teamName a team of the person', async () => {
  const { call, make, list } = await serveTokens();
  const { user } = (await call('GET', '/session', { token: memberToken })).body;
  const team = (name: string, members: string[]) =>
    call('PUT', '/teams', { body: { manifest: { type: 'team', name, members } } });
  await team('mine', [user.email]);
  await team('foreign', [founder]);
  expect((await make({ name: 'owned', accountName: 'sandbox', teamName: 'mine' })).status).toBe(200);
  expect((await list()).data[0]?.manifest).toMatchObject({ ownedBy: { account: 'sandbox', team: 'mine' } });
  expect((await make({ name: 'other', accountName: 'elsewhere' })).status).toBe(422);
  expect((await make({ name: 'other', teamName: 'no-such-team' })).status).toBe(422);
  expect((await make({ name: 'other', teamName: 'foreign' })).status).toBe(403);
});

test('POST /personal-access-tokens: jwt or opaque, 409 for a name twice, 422 for what is not valid', async () => {
  const { make, works } = await serveTokens();
  const jwt = (await make({ name: 'as-jwt' })).body.token;
  const opaque = (await make({ name: 'as-opaque', tokenType: 'opaque' })).body.token;
  expect([jwt.split('.').length, opaque.split('.').length]).toEqual([3, 1]);
  expect(await Promise.all([works(jwt), works(opaque)])).toEqual([true, true]);
  expect((await make({ name: 'as-jwt' })).status).toBe(409);
  for (const wrong of [
    { name: 'ab' },
    { name: 'Upper' },
    { name: 'x-y', expirationDate: 'soon' },
    { name: 'too-late', expirationDate: '2020-01-01' },
    { tokenType: 'x' },
  ]) {
    expect((await make(wrong)).status).toBe(422);
  }
});

test('GET /personal-access-tokens/{name}: get or create; an existing one gets one more value, all end together', async () => {
  const { call, list, works } = await serveTokens();
  const read = () => call('GET', '/personal-access-tokens/by-name', { token: memberToken });
  const first = (await read()).body;
  const second = (await read()).body;
  expect([first.created, second.created]).toEqual([true, false]);
  expect(second.data).toEqual(first.data);
  expect(second.token).not.toBe(first.token);
  expect(await Promise.all([works(first.token), works(second.token)])).toEqual([true, true]);
  const [row] = (await list()).data;
  expect((await call('DELETE', `/personal-access-tokens/${row?.id}`, { token: memberToken })).body).toEqual(
    {},
  );
  expect(await Promise.all([works(first.token), works(second.token)])).toEqual([false, false]);
});

test('DELETE /personal-access-tokens/{id}: 404 unknown, 403 for those of others but for an admin', async () => {
  const { call, make, list, works } = await serveTokens();
  await make({ name: 'of-admin' }, adminToken);
  const own = (await make({ name: 'of-member' })).body.token;
  const remove = (id: string | undefined, token: string) =>
    call('DELETE', `/personal-access-tokens/${id}`, { token });
  expect((await remove((await list('', adminToken)).data[0]?.id, memberToken)).status).toBe(403);
  expect((await remove('nothing', memberToken)).status).toBe(404);
  expect((await remove((await list()).data[0]?.id, adminToken)).status).toBe(200);
  expect(await works(own)).toBe(false);
});

test('DELETE /personal-access-tokens/revoke/all: takes email, ends all of one person and of nobody else', async () => {
  const { call, make, works } = await serveTokens();
  const { user } = (await call('GET', '/session', { token: memberToken })).body;
  const theirs = await Promise.all(
    ['one', 'two'].map(async (name) => (await make({ name: `${name}-job` })).body.token),
  );
  const mine = (await make({ name: 'of-admin' }, adminToken)).body.token;
  const revoke = (email: string, token = adminToken) =>
    call('DELETE', '/personal-access-tokens/revoke/all', { token, body: { email } });
  expect((await revoke(user.email, memberToken)).status).toBe(403);
  expect((await revoke('nobody@halden.example')).status).toBe(404);
  expect((await revoke('no address')).status).toBe(422);
  expect((await revoke(user.email)).body).toEqual({});
  expect(await Promise.all([...theirs, mine].map(works))).toEqual([false, false, true]);
});

test('a token is shown once: neither the file nor any list nor the audit log has its text', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { call, make, list } = await serveTokens('--file', join(folder, 'tenant.sqlite'));
  const texts = [
    (await make({ name: 'as-jwt' })).body.token,
    (await make({ name: 'as-opaque', tokenType: 'opaque' })).body.token,
  ];
  texts.push((await call('GET', '/personal-access-tokens/as-jwt', { token: memberToken })).body.token);
  const shown = JSON.stringify([await list(), (await call('GET', '/audit-logs?metric=list')).body]);
  const stored = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  for (const text of texts) {
    expect(text.length).toBeGreaterThan(30);
    expect(shown.includes(text)).toBe(false);
    expect(stored.some((bytes) => bytes.includes(text))).toBe(false);
  }
});

test('virtual accounts: an empty list, none to be read', async () => {
  const { call } = await serveTokens();
  expect((await call('GET', '/virtual-accounts')).body).toEqual({
    data: [],
    pagination: { total: 0, offset: 0, limit: 100 },
  });
  expect((await call('GET', '/virtual-accounts/x')).status).toBe(404);
});
