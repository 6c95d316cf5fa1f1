import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Change, changeSchema } from '../../../src-contract/change.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, ok } from '../../../src-contract/outcome.ts';
import { type SyncStatus, syncStatusSchema } from '../../../src-contract/sync.ts';
import { syncHandlers } from '../../../src-main/sync/handlers.ts';
import { createSchedule, type SyncSchedule } from '../../../src-main/sync/schedule.ts';
import { openTestCache, type TestCache } from '../../unit/src-main/cache/open-cache-file.ts';
import { type FaultyTenant, serveFaultyTenant } from './faulty-tenant.ts';
import { createHandTimers, type HandTimers } from './hand-timers.ts';

const minuteMs = 60_000;
let cache: TestCache;
let timers: HandTimers;
let schedule: SyncSchedule;
let tenants: Record<string, FaultyTenant>;
let isSignedIn: boolean;
let signingIn: Promise<void>;
let changes: Change[];

beforeEach(async () => {
  cache = openTestCache();
  timers = createHandTimers();
  tenants = { one: await serveFaultyTenant(30), two: await serveFaultyTenant(5) };
  isSignedIn = true;
  signingIn = Promise.resolve();
  changes = [];
  schedule = createSchedule({
    cache,
    timers,
    tenantIds: () => Object.keys(tenants),
    signingIn: () => signingIn,
    client: (tenantId) => {
      if (!isSignedIn) return failed(describeFailure('signed-out', { tenant: tenantId }));
      const client = tenants[tenantId]?.client();
      return client === undefined ? failed(describeFailure('tenant-gone')) : ok(client);
    },
    announce: (change) => changes.push(changeSchema.parse(change)),
    log: () => undefined,
  });
});
afterEach(async () => {
  await schedule.close();
  for (const tenant of Object.values(tenants)) await tenant.close();
  await cache.end();
});

/** How often the people of a tenant were read from their start. */
const syncsOf = (tenantId: string): number =>
  (tenants[tenantId]?.asked ?? []).filter(({ list, offset }) => list === 'users' && offset === 0).length;
const statuses = (tenantId: string): SyncStatus[] =>
  changes.flatMap((change) =>
    change.what === 'sync' && change.status.tenantId === tenantId ? [change.status] : [],
  );
const phase = (tenantId: string): string | undefined => statuses(tenantId).at(-1)?.phase;
/** Waits until what real HTTP and files bring about has come about. */
const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 10_000, interval: 5 });
const settled = (tenantId: string, expected: SyncStatus['phase'], syncs: number): Promise<void> =>
  until(() => {
    expect([phase(tenantId), syncsOf(tenantId)]).toEqual([expected, syncs]);
  });

describe('the schedule of syncs', () => {
  test('syncs the tenant that comes into view, announces it after the commit, and answers its status', async () => {
    const handlers = syncHandlers(schedule);
    const before = await handlers['sync/status']({ tenantId: 'one' });
    expect(before).toMatchObject({ ok: true, value: { lastSyncAt: null } });
    await settled('one', 'idle', 1);
    const after = await handlers['sync/status']({ tenantId: 'one' });
    const status = after.ok ? syncStatusSchema.parse(after.value) : null;
    expect(status).toMatchObject({
      phase: 'idle',
      people: 30,
      lastRun: { added: 30, changed: 0, gone: 0, pages: 4 },
      failure: null,
      progress: null,
    });
    expect(changes.at(-1)).toMatchObject({ what: 'sync', status: { phase: 'idle', people: 30 } });
    expect(changes).toContainEqual({ what: 'users', tenantId: 'one' });
    expect(syncsOf('one')).toBe(1);
  });

  test('what is asked while the app still signs in waits for that, and is no "signed out"', async () => {
    isSignedIn = false;
    let hasSignedIn = (): void => undefined;
    signingIn = new Promise((resolve) => {
      hasSignedIn = resolve;
    });
    await schedule.status('one');
    const refreshed = schedule.refresh('one');
    isSignedIn = true;
    hasSignedIn();
    expect(await refreshed).toMatchObject({ ok: true });
    await settled('one', 'idle', 1);
    expect(statuses('one').map((status) => status.phase)).not.toContain('signed-out');
  });

  test('a tenant whose sign-in hangs can be removed, and the app can end', async () => {
    signingIn = new Promise(() => undefined);
    schedule.start('one');
    await schedule.quiet('one');
    schedule.start('two');
    await schedule.close();
    expect([syncsOf('one'), syncsOf('two')]).toEqual([0, 0]);
  });

  test('runs no two syncs of a tenant at once', async () => {
    for (let turn = 0; turn < 5; turn += 1) schedule.start('one');
    await schedule.status('one');
    await settled('one', 'idle', 1);
    schedule.start('one');
    await settled('one', 'idle', 2);
  });

  test('syncs the tenant in view every 15 minutes and the others every hour, one at a time', async () => {
    await schedule.status('one');
    await settled('one', 'idle', 1);
    timers.pass(2 * minuteMs);
    await settled('two', 'idle', 1);
    timers.pass(12 * minuteMs);
    expect(syncsOf('one')).toBe(1);
    timers.pass(2 * minuteMs);
    await settled('one', 'idle', 2);
    for (const syncs of [3, 4, 5]) {
      timers.pass(15 * minuteMs);
      await settled('one', 'idle', syncs);
    }
    timers.pass(2 * minuteMs);
    await settled('two', 'idle', 2);
  });

  test('keeps one timer, however much is asked', async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      await schedule.status(turn % 2 === 0 ? 'one' : 'two');
      schedule.wake();
    }
    await settled('one', 'idle', 1);
    await settled('two', 'idle', 1);
    expect(timers.waiting()).toBe(1);
  });

  test('a moment that passed while the computer slept is caught up at the next look', async () => {
    await schedule.status('one');
    await settled('one', 'idle', 1);
    timers.sleep(8 * 60 * minuteMs);
    expect(syncsOf('one')).toBe(1);
    schedule.wake();
    await settled('one', 'idle', 2);
    timers.sleep(8 * 60 * minuteMs);
    timers.pass(30_000);
    await settled('one', 'idle', 3);
  });

  test('out of reach: keeps the copy, tries again after 30 s, then 60 s, and comes back by itself', async () => {
    await schedule.status('one');
    await settled('one', 'idle', 1);
    const tenant = tenants.one;
    if (tenant === undefined) throw new Error('no tenant');
    await tenant.order({ kind: 'truncated-body' });
    schedule.start('one');
    await until(() => expect(phase('one')).toBe('offline'));
    const offline = statuses('one').at(-1);
    expect(offline).toMatchObject({ people: 30, failure: { code: 'unreachable' } });
    expect(offline?.nextTryAt).toBe(new Date(timers.now() + 30_000).toISOString());
    const rolesAsked = (): number => tenant.asked.filter(({ list }) => list === 'roles').length;
    const asked = rolesAsked();
    timers.pass(29_000);
    expect(rolesAsked()).toBe(asked);
    timers.pass(2000);
    await until(() => {
      expect(rolesAsked()).toBeGreaterThan(asked);
      expect(statuses('one').at(-1)?.nextTryAt).toBe(new Date(timers.now() + 60_000).toISOString());
    });
    // A try that finds nobody is no connection: the banner stays, and so do the locks on changes.
    const sinceOffline = statuses('one').slice(statuses('one').findIndex((one) => one.phase === 'offline'));
    expect(sinceOffline.filter((one) => one.phase !== 'offline')).toEqual([]);
    await tenant.clear();
    timers.pass(61_000);
    await settled('one', 'idle', 2);
    expect(statuses('one').at(-1)).toMatchObject({ failure: null, nextTryAt: null });
  });

  test('signed out: says so, keeps the copy and asks no more until somebody signs in', async () => {
    await schedule.status('one');
    await settled('one', 'idle', 1);
    isSignedIn = false;
    schedule.start('one');
    await until(() => expect(phase('one')).toBe('signed-out'));
    expect(statuses('one').at(-1)).toMatchObject({
      people: 30,
      nextTryAt: null,
      failure: { code: 'signed-out' },
    });
    timers.pass(3 * 60 * minuteMs);
    await schedule.status('two');
    await schedule.status('one');
    expect(syncsOf('one')).toBe(1);
    isSignedIn = true;
    schedule.start('one');
    await settled('one', 'idle', 2);
  });

  test('a token that is refused is a signed-out tenant', async () => {
    const tenant = tenants.one;
    if (tenant === undefined) throw new Error('no tenant');
    await tenant.order({ kind: 'revoke-token' });
    await schedule.status('one');
    await until(() => expect(phase('one')).toBe('signed-out'));
    expect(statuses('one').at(-1)?.failure?.code).toBe('signed-out');
  });

  test('refresh syncs only a copy that is older than five minutes, and fails like the sync', async () => {
    const first = await schedule.refresh('one');
    expect(first).toMatchObject({ ok: true, value: { lastSyncAt: expect.any(String) } });
    timers.pass(4 * minuteMs);
    expect(await schedule.refresh('one')).toEqual(first);
    expect(syncsOf('one')).toBe(1);
    timers.pass(2 * minuteMs);
    await schedule.refresh('one');
    expect(syncsOf('one')).toBe(2);
    timers.pass(6 * minuteMs);
    const tenant = tenants.one;
    if (tenant === undefined) throw new Error('no tenant');
    await tenant.order({ kind: 'server-error', status: 500 });
    expect(await schedule.refresh('one')).toMatchObject({ ok: false, failure: { code: 'server-error' } });
  });

  test('a held drop is shown, and happens once it is accepted', async () => {
    await schedule.status('one');
    await settled('one', 'idle', 1);
    const tenant = tenants.one;
    if (tenant === undefined) throw new Error('no tenant');
    await tenant.order({
      kind: 'churn-people',
      remove: 20,
      times: 1,
      match: { path: '/api/svc/v1/users' },
    });
    schedule.start('one');
    await until(() => expect(phase('one')).toBe('failed'));
    expect(statuses('one').at(-1)).toMatchObject({
      people: 30,
      heldDrop: { missing: 20, before: 30 },
      failure: { code: 'sync-drop-held' },
    });
    await syncHandlers(schedule)['sync/accept-drop']({ tenantId: 'one' });
    await until(() => expect(phase('one')).toBe('idle'));
    expect(statuses('one').at(-1)).toMatchObject({ people: 10, heldDrop: null, lastRun: { gone: 20 } });
  });

  test('quiet ends the sync of a tenant that is removed and announces nothing more of it', async () => {
    schedule.start('one');
    await until(() => expect(phase('one')).toBe('syncing'));
    await schedule.quiet('one');
    const tenant = tenants.one;
    delete tenants.one;
    const asked = tenant?.asked.length;
    const announced = statuses('one').length;
    timers.pass(2 * 60 * minuteMs);
    expect(tenant?.asked.length).toBe(asked);
    expect(statuses('one').length).toBe(announced);
    await tenant?.close();
  });

  test('announces progress ten times a second at most', async () => {
    const tenant = tenants.one;
    if (tenant === undefined) throw new Error('no tenant');
    await tenant.order({ kind: 'fewer-rows', most: 1, match: { path: '/api/svc/v1/users' } });
    await schedule.status('one');
    await settled('one', 'idle', 1);
    // The clock of this test stands still, so one announcement of progress is all there may be.
    expect(statuses('one').filter(({ progress }) => (progress?.done ?? 0) > 0)).toHaveLength(1);
  });
});
