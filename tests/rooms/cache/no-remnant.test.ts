import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dropCopy } from '../../../src-main/cache/drop-copy.ts';
import { saveUsers } from '../../../src-main/features/users/users-rows.ts';
import { openTestCache, type TestCache } from '../../unit/src-main/cache/open-cache-file.ts';
import { copiedIds, pull } from '../sync/copy-of.ts';
import { crowd, type ListTenant, person, startListTenant, team } from '../sync/list-tenant.ts';

let cache: TestCache;
let tenant: ListTenant;
beforeEach(async () => {
  cache = openTestCache();
  tenant = await startListTenant();
});
afterEach(async () => {
  await tenant.close();
  await cache.end();
});

/** Which of these words stand in any file of the copy, in any of the ways that text is written. */
function remnants(words: readonly string[]): string[] {
  const files = ['', '-wal', '-shm', '-journal'].map((ending) => cache.path + ending).filter(existsSync);
  const bytes = files.map((file) => readFileSync(file));
  return words.filter((word) =>
    (['utf8', 'utf16le'] as const).some((encoding) =>
      bytes.some((all) => all.includes(Buffer.from(word, encoding))),
    ),
  );
}

const marked = (number: number, word: string) =>
  person(number, {
    email: `${word}${number}@canary.example`,
    metadata: { displayName: `${word.toUpperCase()} Canary ${number}`, inviteAccepted: true },
    rolesWithResource: [{ resourceType: 'cluster', resourceId: `${word}-cluster-${number}`, roleName: 'x' }],
  });
const words = ['quixotic', 'QUIXOTIC', 'zephyrine', 'ZEPHYRINE', 'canary.example', 'jabberwock', '-cluster-'];

describe('E9: what is removed leaves nothing readable', () => {
  test('a tenant: people, teams, history, pages and what a sync had staged', async () => {
    tenant.people = Array.from({ length: 1200 }, (_, index) => marked(index, 'quixotic'));
    tenant.teams = [team('jabberwock', ['quixotic1@canary.example'])];
    await pull(cache, tenant.client());
    tenant.people = Array.from({ length: 1200 }, (_, index) => marked(index, 'zephyrine'));
    await pull(cache, tenant.client());
    tenant.people = Array.from({ length: 1200 }, (_, index) => marked(index, 'quixotic'));
    tenant.beforePage = ({ list }) => (list === 'teams' ? { status: 500 } : undefined);
    await pull(cache, tenant.client());
    const other = Array.from({ length: 300 }, (_, index) => person(index));
    await cache.write(saveUsers, { tenantId: 'other', users: other });
    expect(remnants(words)).toEqual(words);

    await cache.write(dropCopy, { tenantId: 'halden' });
    expect(remnants(words)).toEqual([]);
    expect(remnants(['u000299@halden.example'])).toHaveLength(1);
    await cache.close();
    expect(remnants(words)).toEqual([]);
  });

  test('a person who left the tenant: name, email, roles and what was remembered of them', async () => {
    const rest = crowd(1200);
    tenant.people = [...rest, marked(9000, 'quixotic')];
    tenant.teams = [team('ops', ['quixotic9000@canary.example', 'u000001@halden.example'])];
    await pull(cache, tenant.client());
    tenant.people = [...rest, marked(9000, 'zephyrine')];
    await pull(cache, tenant.client());
    const personal = words.filter((word) => word !== 'jabberwock');
    expect(remnants(personal)).toEqual(personal);

    tenant.people = rest;
    tenant.teams = [team('ops', ['u000001@halden.example'])];
    await pull(cache, tenant.client());
    expect(await copiedIds(cache)).toHaveLength(1200);
    expect(remnants(personal)).toEqual([]);
  });
});
