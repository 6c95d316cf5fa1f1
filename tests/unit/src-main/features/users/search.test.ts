import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { User, UserFilter, UserOnly, UserSort } from '../../../../../src-contract/users.ts';
import { dropCopy } from '../../../../../src-main/cache/drop-copy.ts';
import { saveTeams } from '../../../../../src-main/features/teams/teams-rows.ts';
import {
  countFacets,
  findUserIds,
  findUsers,
  findUsersByEmails,
  findUsersByIds,
  saveUsers,
} from '../../../../../src-main/features/users/users-rows.ts';
import type { UserWire } from '../../../../../src-main/tenant-api/wire/users.ts';
import { openTestCache, type TestCache } from '../../cache/open-cache-file.ts';
import { now, peopleArb, teamsArb, userArb } from './make-people.ts';
import { bucket, matches, sortKey } from './naive-search.ts';

const tenantId = 't';
const everyone: UserFilter = { text: '', status: [], role: [], source: [], lastAccess: [], team: [] };
const byName: UserSort = { column: 'name', direction: 'ascending' };

const momentArb = fc.option(
  fc.constantFrom(10, 60, 400).map((days) => new Date(now - days * 86_400_000).toISOString()),
);
const onlyArb: fc.Arbitrary<UserOnly> = fc.oneof(
  fc.record({
    kind: fc.constant('people' as const),
    userIds: fc.subarray(['u1', 'u2', 'u3', 'gone']),
    words: fc.constant(''),
  }),
  fc.record({
    kind: fc.constantFrom('last-access' as const, 'created' as const),
    from: momentArb,
    before: momentArb,
    words: fc.constant(''),
  }),
);
const groupsArb = fc.record({
  text: fc.oneof(
    fc.constantFrom(
      '',
      'a',
      'an',
      'ann',
      'ANNA abb',
      'abbott anna',
      '@halden',
      '@x.io',
      '"',
      '%',
      '_',
      "'",
      '"a',
      'OR',
      '東',
      '京 太',
      'zoe',
      'strasse',
      '  ',
      'u1',
      '👩‍🚀',
      '\u0000',
      'search_text',
      '*',
      '^',
      '-',
      '(',
      'ann\nabbott',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  ),
  status: fc.subarray(['active', 'pending', 'deactivated'] as const, { maxLength: 2 }),
  role: fc.subarray(['tenant-admin', 'member', 'auditor', 'o\'dd "role"', 'nobody-has-it'], { maxLength: 2 }),
  source: fc.subarray(['scim', 'jit', 'invited', 'not-reported'] as const, { maxLength: 2 }),
  lastAccess: fc.subarray(
    ['7-days', '30-days', '90-days', 'over-90-days', 'never', 'not-reported'] as const,
    {
      maxLength: 2,
    },
  ),
  team: fc.subarray(['', 'ops', "fle'et", 'everyone', 'no-such-team'], { maxLength: 2 }),
});
const filterArb: fc.Arbitrary<UserFilter> = fc.oneof(
  { weight: 3, arbitrary: groupsArb },
  { weight: 1, arbitrary: fc.tuple(groupsArb, onlyArb).map(([groups, only]) => ({ ...groups, only })) },
);
const sortArb: fc.Arbitrary<UserSort> = fc.record({
  column: fc.constantFrom('name', 'email', 'status', 'role', 'source', 'lastAccess', 'created'),
  direction: fc.constantFrom('ascending', 'descending'),
});

let cache: TestCache;
beforeAll(() => {
  cache = openTestCache();
});
afterAll(() => cache.end());

async function everybody(): Promise<User[]> {
  const found = await cache.read(findUsers, {
    tenantId,
    filter: everyone,
    sort: byName,
    offset: 0,
    limit: 1000,
    now,
  });
  return found.rows;
}

async function holdAgainstNaive(filter: UserFilter, sort: UserSort): Promise<void> {
  const users = await everybody();
  const expected = users.filter((user) => matches(user, filter, now));
  const found = await cache.read(findUsers, { tenantId, filter, sort, offset: 0, limit: 1000, now });
  expect(found.matches).toBe(expected.length);
  expect(found.total).toBe(users.length);
  expect(found.rows.map((user) => user.id).sort()).toEqual(expected.map((user) => user.id).sort());
  const keys = found.rows.map((user) => sortKey(user, sort.column));
  const sorted = [...keys].sort((one, other) => (one === other ? 0 : one < other ? -1 : 1));
  expect(keys).toEqual(sort.direction === 'ascending' ? sorted : sorted.reverse());

  const ids = await cache.read(findUserIds, { tenantId, filter, sort, now });
  expect(ids).toEqual(found.rows.map((user) => user.id));
  const windowed = await cache.read(findUsers, { tenantId, filter, sort, offset: 3, limit: 4, now });
  expect(windowed.rows.map((user) => user.id)).toEqual(ids.slice(3, 7));

  const facets = await cache.read(countFacets, { tenantId, filter, now });
  const valuesOf = {
    status: (user: User) => [user.status],
    role: (user: User) => [user.role],
    source: (user: User) => [user.source],
    lastAccess: (user: User) => [bucket(user, now)],
    team: (user: User) => (user.teams.length === 0 ? [''] : user.teams),
  };
  for (const group of ['status', 'role', 'source', 'lastAccess', 'team'] as const) {
    const others = users.filter((user) => matches(user, filter, now, group));
    for (const { value, count } of facets[group]) {
      expect([group, value, count]).toEqual([
        group,
        value,
        others.filter((user) => valuesOf[group](user).includes(value)).length,
      ]);
    }
    const listed = new Set(facets[group].map(({ value }) => value));
    for (const user of others) expect(valuesOf[group](user).every((value) => listed.has(value))).toBe(true);
  }
}

describe('search, order and facets of the copy', () => {
  test('are what the plainest filter says, for any people, filter and order', async () => {
    const storyArb = peopleArb.chain((people) =>
      fc.tuple(
        fc.constant(people),
        teamsArb(people),
        fc.array(fc.tuple(filterArb, sortArb), { minLength: 1, maxLength: 4 }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(storyArb, async ([users, teams, asked]) => {
        await cache.write(dropCopy, { tenantId });
        await cache.write(saveUsers, { tenantId, users });
        await cache.write(saveTeams, { tenantId, teams });
        for (const [filter, sort] of asked) await holdAgainstNaive(filter, sort);
      }),
      { numRuns: 120 },
    );
  }, 60_000);

  test('stay so while people change, come and change teams: memory follows the file', async () => {
    const changeArb = fc.integer({ min: 0, max: 30 }).chain((index) => userArb(`u${index}`));
    const storyArb = peopleArb.chain((people) =>
      fc.tuple(
        fc.constant(people),
        fc.array(fc.tuple(fc.array(changeArb, { maxLength: 3 }), teamsArb(people), filterArb, sortArb), {
          maxLength: 6,
        }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(storyArb, async ([users, changes]) => {
        await cache.write(dropCopy, { tenantId });
        await cache.write(saveUsers, { tenantId, users });
        for (const [changed, teams, filter, sort] of changes) {
          await cache.write(saveUsers, { tenantId, users: changed });
          await holdAgainstNaive(filter, sort);
          await cache.write(saveTeams, { tenantId, teams });
          await holdAgainstNaive(filter, sort);
        }
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  test('a few among many come in the order that they have among all', async () => {
    await cache.write(dropCopy, { tenantId });
    const users = fc.sample(fc.tuple(...Array.from({ length: 600 }, (_, index) => userArb(`u${index}`))), {
      numRuns: 1,
      seed: 7,
    });
    await cache.write(saveUsers, { tenantId, users: users.flat() });
    for (const column of ['name', 'email', 'status', 'role', 'source', 'lastAccess', 'created'] as const) {
      for (const direction of ['ascending', 'descending'] as const) {
        const sort = { column, direction };
        const all = await cache.read(findUserIds, { tenantId, filter: everyone, sort, now });
        const few = await cache.read(findUserIds, {
          tenantId,
          filter: { ...everyone, text: 'zoeu4' },
          sort,
          now,
        });
        expect(few.length).toBeGreaterThan(3);
        expect(few.length).toBeLessThan(600 / 16);
        const among = new Set(few);
        expect(few).toEqual(all.filter((id) => among.has(id)));
      }
    }
  });

  test('finds people by exact email in any case, thousands at a time, and by id in the order asked for', async () => {
    await cache.write(dropCopy, { tenantId });
    const users: UserWire[] = Array.from({ length: 3000 }, (_, index) => ({
      id: `p${index}`,
      email: `P${index}@X.io`,
    }));
    await cache.write(saveUsers, { tenantId, users });
    const emails = [...users.map((user) => user.email.toLowerCase()), 'p1@x.io', 'nobody@x.io', 'p1@x', ''];
    const found = await cache.read(findUsersByEmails, { tenantId, emails });
    expect(found.map((user) => user.id)).toEqual(users.map((user) => user.id));
    const byId = await cache.read(findUsersByIds, { tenantId, userIds: ['p7', 'gone', 'p3'] });
    expect(byId.map((user) => user.email)).toEqual(['P7@X.io', 'P3@X.io']);
  });

  test('a tenant without a copy has nobody, and tenants do not see each other', async () => {
    await cache.write(dropCopy, { tenantId });
    const asked = { filter: everyone, sort: byName, offset: 0, limit: 10, now };
    expect(await cache.read(findUsers, { tenantId, ...asked })).toMatchObject({
      rows: [],
      total: 0,
      asOf: null,
    });
    await cache.write(saveUsers, { tenantId: 'a', users: [{ id: '1', email: 'a@x.io' }] });
    await cache.write(saveUsers, { tenantId: 'b', users: [{ id: '1', email: 'b@x.io' }] });
    for (const name of ['a', 'b']) {
      const found = await cache.read(findUsers, {
        tenantId: name,
        ...asked,
        filter: { ...everyone, text: 'x.io' },
      });
      expect(found.rows.map((user) => user.email)).toEqual([`${name}@x.io`]);
    }
    await cache.write(dropCopy, { tenantId: 'a' });
    await cache.write(saveUsers, { tenantId: 'b', users: [{ id: '2', email: 'c@x.io' }] });
    const left = await cache.read(findUsers, { tenantId: 'b', ...asked });
    expect(left.rows.map((user) => user.email)).toEqual(['b@x.io', 'c@x.io']);
    await cache.write(dropCopy, { tenantId: 'b' });
  });
});
