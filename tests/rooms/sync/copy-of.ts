import type { Outcome } from '../../../src-contract/outcome.ts';
import type { User, UserFilter } from '../../../src-contract/users.ts';
import { type Cache, cacheRead, cacheWrite } from '../../../src-main/cache/cache-handles.ts';
import { findUsers } from '../../../src-main/features/users/users-rows.ts';
import { type PulledTenant, pullTenant } from '../../../src-main/sync/pull-tenant.ts';
import type { TenantClient } from '../../../src-main/tenant-api/tenant-client.ts';

export const tenantId = 'halden';
export const everyone: UserFilter = { text: '', status: [], role: [], source: [], lastAccess: [], team: [] };

/** One sync of the tenant into the copy. */
export function pull(
  cache: Cache,
  client: TenantClient,
  more: Partial<Parameters<typeof pullTenant>[0]> = {},
): Promise<Outcome<PulledTenant>> {
  return pullTenant({
    tenantId,
    client,
    cache,
    now: Date.now,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onPeople: () => undefined,
    ...more,
  });
}

/** Everybody in the copy, by id. */
export async function copied(cache: Cache): Promise<User[]> {
  const users: User[] = [];
  for (;;) {
    const found = await cache.read(findUsers, {
      tenantId,
      filter: everyone,
      sort: { column: 'email', direction: 'ascending' },
      offset: users.length,
      limit: 1000,
    });
    users.push(...found.rows);
    if (found.rows.length === 0) return users.sort((one, other) => (one.id < other.id ? -1 : 1));
  }
}

/** Ids of everybody in the copy, sorted. */
export async function copiedIds(cache: Cache): Promise<string[]> {
  return (await copied(cache)).map((user) => user.id);
}

/** How many rows the writing connection has written since it was opened. */
export const countWrites = cacheWrite('test/count-writes', (cache): number =>
  Number(cache.prepare('SELECT total_changes()').pluck(true).get()),
);

const tables = ['users', 'teams', 'team_members', 'roles', 'user_history', 'pages', 'staged', 'touched'];

/** All rows of all tables but `copies`, as text. */
export const dumpRows = cacheRead('test/dump', (cache): string =>
  JSON.stringify(tables.map((table) => cache.prepare(`SELECT * FROM ${table}`).raw(true).all())),
);
