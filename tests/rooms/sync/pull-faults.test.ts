import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readCopyState } from '../../../src-main/sync/sync-rows.ts';
import { openTestCache, type TestCache } from '../../unit/src-main/cache/open-cache-file.ts';
import { arrivedAt, type FaultToOrder } from '../harness/order-fault.ts';
import { copied, copiedIds, pull, tenantId } from './copy-of.ts';
import { type FaultyTenant, serveFaultyTenant } from './faulty-tenant.ts';

const onUsers = { method: 'GET', path: '/api/svc/v1/users' };
const onTeams = { method: 'GET', path: '/api/svc/v1/teams/user' };
const onRoles = { method: 'GET', path: '/api/svc/v1/role/list' };

let cache: TestCache;
let tenant: FaultyTenant;
beforeEach(() => {
  cache = openTestCache();
});
afterEach(async () => {
  await tenant.close();
  await cache.end();
});

describe('pages of all kinds (tenant-api note, section 8, decision 11)', () => {
  test.each([1, 7, 37, 100, 999])('a server that gives %d rows at most is read to its end', async (most) => {
    tenant = await serveFaultyTenant(most === 1 ? 60 : 350);
    await tenant.order({ kind: 'fewer-rows', most, match: onUsers });
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true });
    await tenant.clear();
    expect(await copiedIds(cache)).toEqual(await tenant.ids());
  });

  test('pages of changing length do not lose anybody', async () => {
    tenant = await serveFaultyTenant(2500);
    await tenant.order({ kind: 'fewer-rows', most: [1000, 13, 400, 1, 250], match: onUsers });
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true });
    await tenant.clear();
    expect(await copiedIds(cache)).toEqual(await tenant.ids());
  });

  test('people who move to a page that was read already are found by a second pass', async () => {
    tenant = await serveFaultyTenant(2500);
    await pull(cache, tenant.client());
    // Three people leave from the front after it was read: everybody behind moves up by three.
    const { id } = await tenant.order({
      kind: 'churn-people',
      remove: 3,
      add: 3,
      from: 2,
      times: 1,
      match: onUsers,
    });
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true });
    expect(await tenant.faults()).toMatchObject([{ id, struck: 1 }]);
    await tenant.clear();
    const ids = await tenant.ids();
    expect(ids).toHaveLength(2500);
    expect((await copiedIds(cache)).filter((one) => ids.includes(one))).toEqual(ids);
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true });
    expect(await copiedIds(cache)).toEqual(ids);
  });

  test.each([3, 250])('rows that moved up by %d under one page only are found all the same', async (by) => {
    tenant = await serveFaultyTenant(2500);
    await tenant.order({ kind: 'shift-rows', by, times: 1, match: onUsers });
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true });
    expect(await tenant.faults()).toMatchObject([{ struck: 1 }]);
    await tenant.clear();
    expect(await copiedIds(cache)).toEqual(await tenant.ids());
  });

  test('people who stand on two pages because others came before them are held once', async () => {
    tenant = await serveFaultyTenant(2500);
    await tenant.order({ kind: 'shift-rows', by: -2, match: onUsers });
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true });
    expect((await tenant.faults())[0]?.struck).toBeGreaterThan(1);
    await tenant.clear();
    expect(await copiedIds(cache)).toEqual(await tenant.ids());
  });

  test('a total above the rows leaves the old copy and says so', async () => {
    tenant = await serveFaultyTenant(2500);
    await pull(cache, tenant.client());
    const before = await copied(cache);
    const state = await cache.read(readCopyState, { tenantId });
    await tenant.orderAll([
      { kind: 'churn-people', remove: 100, add: 1, times: 1, match: onUsers },
      { kind: 'wrong-types', values: { '/pagination/total': 2406 }, match: onUsers },
    ]);
    expect(await pull(cache, tenant.client())).toMatchObject({
      ok: false,
      failure: { code: 'sync-incomplete', sentence: "The tenant's list ended early: 2401 of 2406 users." },
    });
    expect(await copied(cache)).toEqual(before);
    expect(await cache.read(readCopyState, { tenantId })).toEqual(state);
    await tenant.clear();
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true, value: { added: 1, gone: 100 } });
    expect(await copiedIds(cache)).toEqual(await tenant.ids());
  });

  test('a server that ignores the offset is left alone', async () => {
    tenant = await serveFaultyTenant(1500);
    await tenant.order({ kind: 'shift-rows', by: -1_000_000, match: onUsers });
    expect(await pull(cache, tenant.client())).toMatchObject({
      ok: false,
      failure: { code: 'sync-incomplete' },
    });
    expect((await tenant.requests()).length).toBeLessThan(30);
  });

  test('rows that cannot be read are left out and named; the others are kept', async () => {
    tenant = await serveFaultyTenant(30);
    const odd = [
      { id: 'no-email' },
      { email: 'no-id@x.io' },
      null,
      'text',
      42,
      [],
      { id: '', email: 'a@x.io' },
      { id: 'odd', email: 'odd@x.io', roles: 'admin' },
    ];
    const values = Object.fromEntries(odd.map((row, at) => [`/data/${20 + at}`, row]));
    await tenant.order({ kind: 'wrong-types', values, match: onUsers });
    const result = await pull(cache, tenant.client());
    expect(result).toMatchObject({ ok: true, value: { added: 22 } });
    const problems = result.ok ? result.value.problems : [];
    expect(problems).toHaveLength(8);
    expect(problems[0]).toBe("Row 21 of the tenant's list of users: email is not as expected");
    expect(problems[2]).toBe("Row 23 of the tenant's list of users: row is not as expected");
    // The notice stays true while the rows stay as they are.
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true, value: { problems } });
    await tenant.clear();
    const kept = (await tenant.people()).filter((_row, at) => at < 20 || at >= 28).map(({ id }) => id);
    expect(await copiedIds(cache)).toEqual(kept.sort());
  });
});

describe('G1: a sync that fails drops nobody', () => {
  const faults: [name: string, code: string, fault: FaultToOrder][] = [
    ['answers 500', 'server-error', { kind: 'server-error', status: 500 }],
    ['answers 401', 'token-refused', { kind: 'revoke-token' }],
    ['answers 403', 'forbidden', { kind: 'answer', status: 403, body: '{"message":"ordered"}' }],
    ['resets the connection', 'unreachable', { kind: 'reset' }],
    ['cuts the connection', 'unreachable', { kind: 'truncated-body' }],
    ['resets it in the middle', 'unreachable', { kind: 'reset', when: 'in-body' }],
    ['answers a web page', 'not-json', { kind: 'web-page' }],
    ['answers half a page', 'answer-not-understood', { kind: 'truncated-body', contentLength: 'of-part' }],
    [
      'answers another shape',
      'answer-not-understood',
      { kind: 'wrong-types', values: { '/data': {}, '/pagination': {} } },
    ],
    [
      'answers no total',
      'answer-not-understood',
      { kind: 'wrong-types', pointers: { '/pagination': 'missing' } },
    ],
  ];
  test.each(faults)('when a page %s: %s', async (_name, code, fault) => {
    tenant = await serveFaultyTenant(2500);
    await pull(cache, tenant.client());
    const before = await copied(cache);
    const state = await cache.read(readCopyState, { tenantId });
    const gone = await tenant.deactivate(25);
    const match = { ...onUsers, query: { offset: '2000' } };
    const { id } = await tenant.order({ ...fault, match } as FaultToOrder);
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: false, failure: { code } });
    expect((await tenant.faults()).find((one) => one.id === id)?.struck).toBeGreaterThan(0);
    expect(await copied(cache)).toEqual(before);
    expect(await cache.read(readCopyState, { tenantId })).toEqual(state);
    await tenant.clear();
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true, value: { changed: 25, gone: 0 } });
    const deactivated = (await copied(cache)).filter(({ status }) => status === 'deactivated');
    expect(deactivated.map((user) => user.id)).toEqual(expect.arrayContaining(gone));
    expect(await copiedIds(cache)).toEqual(await tenant.ids());
  });

  test('when the teams cannot be read, people are not changed either', async () => {
    tenant = await serveFaultyTenant(2500);
    await pull(cache, tenant.client());
    const before = await copiedIds(cache);
    await tenant.orderAll([
      { kind: 'churn-people', remove: 100, times: 1, match: onUsers },
      { kind: 'server-error', status: 500, match: onTeams },
    ]);
    expect(await pull(cache, tenant.client())).toMatchObject({
      ok: false,
      failure: { code: 'server-error' },
    });
    expect(await copiedIds(cache)).toEqual(before);
    expect(before).toHaveLength(2500);
  });

  test('roles that the token may not list do not stop a sync', async () => {
    tenant = await serveFaultyTenant(2500);
    await tenant.order({ kind: 'answer', status: 403, body: '{"message":"ordered"}', match: onRoles });
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true, value: { added: 2500 } });
    expect((await tenant.faults())[0]?.struck).toBeGreaterThan(0);
  });

  test('a token that dies under way ends the sync, and every later page is refused too', async () => {
    tenant = await serveFaultyTenant(2500);
    await tenant.order({ kind: 'revoke-token', from: 2, match: onUsers });
    expect(await pull(cache, tenant.client())).toMatchObject({
      ok: false,
      failure: { code: 'token-refused' },
    });
    const pages = arrivedAt(await tenant.requests(), 'GET', '/users').map(({ status }) => status);
    expect(pages[0]).toBe(200);
    expect(pages.slice(1).every((status) => status === 401)).toBe(true);
  });
});

describe('a tenant in trouble that passes', () => {
  test('being asked to wait, an outage and lost answers are sat out', async () => {
    tenant = await serveFaultyTenant(2500);
    await tenant.orderAll([
      { kind: 'too-many-requests', retryAfterSeconds: 2, times: 1, from: 2, match: onUsers },
      { kind: 'server-error', times: 1, from: 3, match: onUsers },
      { kind: 'reset', when: 'after', times: 1, match: onTeams },
      { kind: 'truncated-body', times: 1, match: onRoles },
    ]);
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true, value: { added: 2500 } });
    expect((await tenant.faults()).map(({ struck }) => struck)).toEqual([1, 1, 1, 1]);
    await tenant.clear();
    expect(await copiedIds(cache)).toEqual(await tenant.ids());
  });

  test('a replica that lags gives the old state whole, and the next sync the new one', async () => {
    tenant = await serveFaultyTenant(350);
    await pull(cache, tenant.client());
    const before = await copied(cache);
    await tenant.order({ kind: 'stale-reads', ms: 60_000 });
    await tenant.deactivate(5);
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true, value: { changed: 0, gone: 0 } });
    expect(await copied(cache)).toEqual(before);
    await tenant.advance(60_000);
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true, value: { changed: 5, gone: 0 } });
  });
});
