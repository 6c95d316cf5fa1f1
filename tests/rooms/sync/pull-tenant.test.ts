import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listTeams } from '../../../src-main/features/teams/teams-rows.ts';
import { readUserDetail, saveUsers } from '../../../src-main/features/users/users-rows.ts';
import { acceptDrop, readCopyState } from '../../../src-main/sync/sync-rows.ts';
import { openTestCache, type TestCache } from '../../unit/src-main/cache/open-cache-file.ts';
import { copied, copiedIds, countWrites, dumpRows, pull, tenantId } from './copy-of.ts';
import { crowd, type ListTenant, person, startListTenant, team } from './list-tenant.ts';

// What a sync makes of people as a test makes them up, and of changes that fall between two of its steps. A tenant in
// trouble is met in pull-faults.test.ts.
let cache: TestCache;
let tenant: ListTenant;
beforeEach(async () => {
  cache = openTestCache([countWrites, dumpRows]);
  tenant = await startListTenant(crowd(2500));
});
afterEach(async () => {
  await tenant.close();
  await cache.end();
});

const ids = (): string[] => (tenant.people as { id: string }[]).map(({ id }) => id).sort();
const history = async (userId: string): Promise<string[]> => {
  const detail = await cache.read(readUserDetail, { tenantId, userId });
  return (detail?.history ?? []).map(({ what }) => what);
};

describe('a complete sync', () => {
  test('holds everybody once, and asks four pages: three of rows and an empty one', async () => {
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true, value: { added: 2500, gone: 0 } });
    expect(await copiedIds(cache)).toEqual(ids());
    const asked = tenant.asked.filter(({ list }) => list === 'users');
    expect(asked.map(({ offset }) => offset).sort((a, b) => a - b)).toEqual([0, 1000, 2000, 2500]);
  });

  test('lets the list fill while the first one runs, without a moment', async () => {
    const seen: [people: number, asOf: string | null][] = [];
    tenant.beforeSend = async ({ list, offset }) => {
      if (list !== 'users' || offset === 0) return;
      const state = await cache.read(readCopyState, { tenantId });
      seen.push([(await copiedIds(cache)).length, state.lastSyncAt]);
    };
    await pull(cache, tenant.client());
    const people = seen.map(([count]) => count);
    expect(people.slice(0, 2)).toEqual([1000, 1000]);
    expect(people[2]).toBeGreaterThanOrEqual(1500);
    expect(seen.every(([, asOf]) => asOf === null)).toBe(true);
  });

  test('3b: of an unchanged tenant writes no row of anybody, only the moment of the copy and that it was watched', async () => {
    tenant.teams = [team('ops', ['u000001@halden.example'], ['u000002@halden.example'])];
    tenant.roles = [{ id: 'r1', name: 'auditor', resourceType: 'account' }];
    await pull(cache, tenant.client());
    const rows = await cache.read(dumpRows, null);
    const writes = await cache.write(countWrites, null);
    const before = await cache.read(readCopyState, { tenantId });
    expect(await pull(cache, tenant.client())).toMatchObject({
      ok: true,
      value: { added: 0, changed: 0, gone: 0 },
    });
    expect(await cache.read(dumpRows, null)).toBe(rows);
    expect((await cache.write(countWrites, null)) - writes).toBe(2);
    const after = await cache.read(readCopyState, { tenantId });
    expect(Date.parse(after.lastSyncAt ?? '')).toBeGreaterThan(Date.parse(before.lastSyncAt ?? ''));
  });

  test('writes only who differs, and remembers what', async () => {
    await pull(cache, tenant.client());
    const people = crowd(2500);
    people[3] = person(3, { active: false });
    people[1700] = person(1700, {
      roles: ['tenant-admin'],
      metadata: { displayName: 'New Name', inviteAccepted: true },
    });
    people.splice(10, 1);
    people.push(person(9000));
    tenant.people = people;
    const result = await pull(cache, tenant.client());
    expect(result).toMatchObject({ ok: true, value: { added: 1, changed: 2, gone: 1, problems: [] } });
    expect(await copiedIds(cache)).toEqual(ids());
    expect(await history('u000003')).toEqual(['Status: Active → Deactivated']);
    expect(await history('u001700')).toEqual(['Name: Person 1700 → New Name', 'Role: Member → Admin']);
    expect(await history('u009000')).toEqual(['Joined']);
    expect(await history('u000004')).toEqual([]);
    expect((await cache.read(readCopyState, { tenantId })).lastRun).toMatchObject({
      added: 1,
      changed: 2,
      gone: 1,
    });
  });

  test('follows teams and tells the people in them', async () => {
    const [one, two] = ['u000001', 'u000002'];
    tenant.teams = [team('ops', [`${one}@halden.example`]), team('everyone', ['u000003@halden.example'])];
    await pull(cache, tenant.client());
    expect(await cache.read(listTeams, { tenantId })).toEqual([
      { name: 'ops', isManagedByIdp: false, members: 1 },
    ]);
    tenant.teams = [team('ops', [], [`${one}@HALDEN.example`]), team('fleet', [`${two}@halden.example`])];
    await pull(cache, tenant.client());
    expect(await history(one)).toEqual(['Team ops: Member → Manager']);
    expect(await history(two)).toEqual(['Team fleet: added']);
    tenant.teams = [team('ops', [], [])];
    await pull(cache, tenant.client());
    expect(await history(one)).toEqual(['Team ops: removed', 'Team ops: Member → Manager']);
    expect((await copied(cache)).filter((user) => user.teams.length > 0)).toEqual([]);
    expect((await cache.read(readCopyState, { tenantId })).teams).toBe(1);
  });

  test('reads roles by their id once the tenant names them', async () => {
    const people = crowd(3).map(({ roles: _roles, ...bare }) => ({
      ...bare,
      rolesWithResource: [{ roleId: 'r7', resourceType: 'account' }],
    }));
    tenant.people = people;
    await pull(cache, tenant.client());
    expect((await copied(cache)).map((user) => user.role)).toEqual(['member', 'member', 'member']);
    tenant.roles = [{ id: 'r7', name: 'auditor', resourceType: 'account' }];
    await pull(cache, tenant.client());
    expect((await copied(cache)).map((user) => user.role)).toEqual(['auditor', 'auditor', 'auditor']);
  });
});

describe('people of all kinds and counts', () => {
  test.each([0, 1, 999, 1000, 1001, 2000])('%d people', async (count) => {
    tenant.people = crowd(count);
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true, value: { added: count } });
    expect(await copiedIds(cache)).toEqual(ids());
  });

  test('hostile names, ids and emails arrive whole and are found again', async () => {
    const names = [
      "Robert'); DROP TABLE users;--",
      '"; --',
      '\u0000',
      '\ud800half',
      '\u202egnp.exe',
      '💣'.repeat(200),
      '<img src=x>',
      'a'.repeat(10_000),
      '%_*',
      '\n\t',
      '../../etc',
      '=cmd()',
      '',
    ];
    tenant.people = names.map((displayName, index) =>
      person(index, { metadata: { displayName, inviteAccepted: true } }),
    );
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true, value: { problems: [] } });
    const users = await copied(cache);
    expect(users[0]?.name).toBe(names[0]);
    expect(users[3]?.name).toBe('\ufffdhalf');
    expect(users[7]?.name).toHaveLength(10_000);
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true, value: { changed: 0 } });
  });
});

describe('a sync that is ended', () => {
  test('asks for no further page', async () => {
    const ended = new AbortController();
    tenant.beforePage = ({ offset }) => {
      if (offset === 0) return undefined;
      ended.abort();
      return undefined;
    };
    expect(await pull(cache, tenant.client(), { signal: ended.signal })).toMatchObject({ ok: false });
    expect(tenant.asked.filter(({ list }) => list === 'teams')).toEqual([]);
  });
});

describe('a large drop', () => {
  test('is held until the admin accepts it, and then happens', async () => {
    await pull(cache, tenant.client());
    tenant.people = crowd(1900);
    const held = await pull(cache, tenant.client());
    expect(held).toMatchObject({ ok: false, failure: { code: 'sync-drop-held' } });
    expect(await copiedIds(cache)).toHaveLength(2500);
    expect((await cache.read(readCopyState, { tenantId })).heldDrop).toEqual({ missing: 600, before: 2500 });
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: false });
    expect(await cache.write(acceptDrop, { tenantId })).toBe(true);
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true, value: { gone: 600 } });
    expect(await copiedIds(cache)).toEqual(ids());
    expect((await cache.read(readCopyState, { tenantId })).heldDrop).toBeNull();
  });

  test('that grew since it was accepted is held again', async () => {
    await pull(cache, tenant.client());
    tenant.people = crowd(1900);
    await pull(cache, tenant.client());
    await cache.write(acceptDrop, { tenantId });
    tenant.people = crowd(1800);
    expect(await pull(cache, tenant.client())).toMatchObject({
      ok: false,
      failure: { code: 'sync-drop-held' },
    });
    expect(await copiedIds(cache)).toHaveLength(2500);
  });

  test.each([
    [2500, 2000, 'happens: a fifth is not more than a fifth'],
    [30, 20, 'happens: ten people are not more than ten'],
  ])('from %d to %d %s', async (before, after) => {
    tenant.people = crowd(before);
    await pull(cache, tenant.client());
    tenant.people = crowd(after);
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true, value: { gone: before - after } });
  });

  test('accepting where nothing is held changes nothing', async () => {
    await pull(cache, tenant.client());
    expect(await cache.write(acceptDrop, { tenantId })).toBe(false);
  });
});

describe('a change from here while a sync runs', () => {
  test('wins over the older page, and the next sync asks the tenant again', async () => {
    await pull(cache, tenant.client());
    tenant.people = crowd(2500).map((one) => ({ ...one, roles: ['auditor'] }));
    let isDone = false;
    tenant.beforeSend = async ({ list, offset }) => {
      if (list !== 'users' || offset !== 0 || isDone) return;
      isDone = true;
      // The page is made already; then the admin deactivates one of its people.
      await cache.write(saveUsers, { tenantId, users: [person(5, { active: false, roles: ['auditor'] })] });
    };
    await pull(cache, tenant.client());
    const after = await copied(cache);
    expect(after[5]).toMatchObject({ id: 'u000005', status: 'deactivated' });
    expect(after.filter((user) => user.role === 'auditor')).toHaveLength(2500);
    // The tenant says otherwise once more: what it says counts, though its page looks as it did.
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true, value: { changed: 1 } });
    expect((await copied(cache))[5]).toMatchObject({ id: 'u000005', status: 'active' });
  });

  test('a change that was undone at the tenant is seen, though the page has the bytes of last time', async () => {
    await pull(cache, tenant.client());
    await cache.write(saveUsers, { tenantId, users: [person(5, { active: false })] });
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true, value: { changed: 1 } });
    expect((await copied(cache))[5]).toMatchObject({ status: 'active' });
  });

  test('a person who was invited meanwhile is not taken for missing', async () => {
    await pull(cache, tenant.client());
    tenant.beforeSend = async ({ list }) => {
      if (list === 'teams') await cache.write(saveUsers, { tenantId, users: [person(9000)] });
    };
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true, value: { gone: 0 } });
    expect(await copiedIds(cache)).toContain('u009000');
    tenant.beforeSend = async () => undefined;
    expect(await pull(cache, tenant.client())).toMatchObject({ ok: true, value: { gone: 1 } });
  });
});
