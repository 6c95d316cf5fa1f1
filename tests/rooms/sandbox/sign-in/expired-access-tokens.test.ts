import { expect, test } from 'vitest';
import { memberToken } from '../serve-sandbox.ts';
import { serveVisited } from './serve-visited.ts';

const day = 86_400_000;

async function serveExpiring() {
  const sandbox = await serveVisited();
  const asMember = { token: memberToken };
  const make = (name: string, expirationDate: string) =>
    sandbox.call('POST', '/personal-access-tokens', { ...asMember, body: { name, expirationDate } });
  const getOrCreate = (name: string) => sandbox.call('GET', `/personal-access-tokens/${name}`, asMember);
  const list = async () => (await sandbox.call('GET', '/personal-access-tokens', asMember)).body.data;
  const works = async (token: string) => (await sandbox.call('GET', '/session', { token })).status === 200;
  const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();
  return { ...sandbox, make, getOrCreate, list, works, inDays };
}

test('an expirationDate that has passed by the clock of the tenant is refused with 422', async () => {
  const { make, list, inDays, advance } = await serveExpiring();
  for (const past of ['2020-01-01', '1970-01-01T00:00:00Z', '0001-01-01', inDays(-1), inDays(0)]) {
    expect(await make('too-late', past), past).toMatchObject({
      status: 422,
      body: { details: [{ path: 'expirationDate' }] },
    });
  }
  const tomorrow = inDays(1);
  await advance(2 * day);
  expect((await make('too-late', tomorrow)).status).toBe(422);
  expect(await list()).toEqual([]);
  expect((await make('in-time', inDays(3))).status).toBe(200);
});

test('get or create never hands out an expired token: it makes a new one in its place', async () => {
  const { make, getOrCreate, list, works, inDays, advance, call, api } = await serveExpiring();
  const old = (await make('night-job', inDays(1))).body.token;
  expect((await getOrCreate('night-job')).body.created).toBe(false);
  expect(await works(old)).toBe(true);
  const [before] = await list();
  await advance(2 * day);
  expect(await works(old)).toBe(false);
  expect(await list()).toMatchObject([{ id: before?.id, isExpired: true }]);
  const head = await fetch(api('/personal-access-tokens/night-job'), {
    method: 'HEAD',
    headers: { authorization: `Bearer ${memberToken}` },
  });
  expect(head.status).toBe(404);

  const renewed = (await getOrCreate('night-job')).body;
  expect(renewed).toMatchObject({ created: true, data: { isExpired: false } });
  expect(await Promise.all([works(renewed.token), works(old)])).toEqual([true, false]);
  const after = await list();
  expect(after).toHaveLength(1);
  expect(after[0]?.id).not.toBe(before?.id);
  const told = await call('GET', '/audit-logs?metric=list&action=personal-access-token.delete');
  expect(told.body.data).toHaveLength(1);
});

test('making one by POST under the name of an expired one is still 409', async () => {
  const { make, inDays, advance } = await serveExpiring();
  await make('night-job', inDays(1));
  await advance(2 * day);
  expect(await make('night-job', inDays(9))).toMatchObject({
    status: 409,
    body: { code: 'TOKEN_ALREADY_EXISTS' },
  });
});
