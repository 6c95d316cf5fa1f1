import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAttention } from '../../../../../src-main/features/overview/list-attention.ts';
import {
  countOverview,
  type OverviewCounts,
  spansAt,
} from '../../../../../src-main/features/overview/overview-rows.ts';
import { saveTeams } from '../../../../../src-main/features/teams/teams-rows.ts';
import { findUsers, saveUsers } from '../../../../../src-main/features/users/users-rows.ts';
import type { UserWire } from '../../../../../src-main/tenant-api/wire/users.ts';
import { openTestCache, type TestCache } from '../../cache/open-cache-file.ts';

const tenantId = 't';
const dayMs = 86_400_000;
const noon = new Date(2026, 10, 23, 12).getTime();
const midnight = new Date(2026, 10, 23).getTime();
const moments = { now: noon, today: midnight, yesterday: midnight - dayMs, firstDay: midnight - 13 * dayMs };
const ago = (days: number): string => new Date(noon - days * dayMs).toISOString();

const person = (id: string, more: Partial<UserWire> = {}): UserWire => ({
  id,
  email: `${id}@halden.example`,
  active: true,
  roles: ['member'],
  createdAt: ago(400),
  metadata: { inviteAccepted: true },
  ...more,
});
const people: UserWire[] = [
  person('today', { lastAccessedAt: new Date(midnight + 1).toISOString(), createdAt: ago(3) }),
  person('last-night', { lastAccessedAt: new Date(midnight - 1).toISOString() }),
  person('week', { lastAccessedAt: ago(8) }),
  person('month', { lastAccessedAt: ago(31) }),
  person('quarter', { lastAccessedAt: ago(61) }),
  person('quiet-admin', { lastAccessedAt: ago(91), roles: ['tenant-admin'] }),
  person('left-admin', { lastAccessedAt: ago(91), roles: ['tenant-admin'], active: false }),
  person('new-admin', { roles: ['tenant-admin'], metadata: { inviteAccepted: false }, createdAt: ago(15) }),
  person('invited', { metadata: { inviteAccepted: false }, createdAt: ago(2) }),
  person('unknown'),
];

let cache: TestCache;
let counts: OverviewCounts;
beforeAll(async () => {
  cache = openTestCache();
  await cache.write(saveUsers, { tenantId, users: people });
  await cache.write(saveTeams, {
    tenantId,
    teams: [
      {
        id: 'a',
        manifest: { name: 'ops', members: ['today@halden.example'], managers: ['week@halden.example'] },
      },
      { id: 'b', manifest: { name: 'lab', members: ['month@halden.example'], managers: [] } },
    ],
  });
  counts = await cache.read(countOverview, { tenantId, moments });
});
afterAll(() => cache.end());

describe('the figures of Overview', () => {
  test('are those of the people', () => {
    expect(counts).toMatchObject({
      people: 10,
      newIn30Days: 3,
      status: { active: 7, pending: 2, deactivated: 1 },
      source: { scim: 0, jit: 0, invited: 10, 'not-reported': 0 },
      roles: [
        { role: 'member', count: 7 },
        { role: 'tenant-admin', count: 3 },
      ],
      access: {
        today: 1,
        '7-days': 1,
        '30-days': 1,
        '60-days': 1,
        '90-days': 1,
        'over-90-days': 2,
        never: 2,
        'not-reported': 1,
      },
      admins: { quiet: 1, neverIn: 1 },
      teamless: 6,
      teamlessNew: 2,
      oldInvites: 1,
      unmanagedTeams: { count: 1, names: ['lab'] },
    });
  });

  test('each span of last access holds as many people as the list that it opens', async () => {
    for (const { span, from, before } of spansAt(moments)) {
      const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
      const found = await cache.read(findUsers, {
        tenantId,
        filter: {
          text: '',
          status: [],
          role: [],
          source: [],
          lastAccess: [],
          team: [],
          only: { kind: 'last-access', from: iso(from), before: iso(before), words: '' },
        },
        sort: { column: 'name', direction: 'ascending' },
        offset: 0,
        limit: 100,
      });
      expect([span, found.matches]).toEqual([span, counts.access[span]]);
    }
  });
});

const attention = (asOf: string | null) =>
  listAttention({
    counts: { ...counts, asOf },
    heartbeat: null,
    jobs: [],
    nowMs: noon,
    oldInvitesBefore: ago(14),
  });

test('what needs attention comes worst first, each with one action', () => {
  const items = attention(ago(0));
  expect(items.map(({ level, title, sentence, go }) => [level, title, sentence, go.to])).toEqual([
    ['warn', '1 admin without access for 90 days', 'quiet-admin@halden.example.', 'users'],
    ['warn', '1 admin never signed in', 'new-admin@halden.example.', 'users'],
    ['info', '6 people are in no team', '2 of them came in the last 30 days.', 'users'],
    ['info', '1 invite older than 14 days', 'Send again or withdraw.', 'users'],
    ['info', '1 team has no manager', 'lab.', 'teams'],
  ]);
});

test('while the first sync runs, nothing is said of teams that were not read yet', () => {
  expect(attention(null).map(({ kind }) => kind)).toEqual([
    'admins-without-access',
    'admins-never-signed-in',
    'old-invites',
  ]);
});
