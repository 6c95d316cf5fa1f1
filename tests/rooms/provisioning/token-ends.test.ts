import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Outcome } from '../../../src-contract/outcome.ts';
import { createTurnedClock, type TurnedClock } from '../../unit/src-main/tenant-api/turned-clock.ts';
import { type FaultySandbox, serveFaultySandbox } from '../harness/order-fault.ts';
import { makeFolder, type OpenedRooms, openRooms } from './open-rooms.ts';

const tenantId = 'tenant-1';
const dayMs = 86_400_000;
let tenant: FaultySandbox;
let rooms: OpenedRooms;
let clock: TurnedClock;
let disk: ReturnType<typeof makeFolder>;
let ssoId = '';

function told<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(outcome.failure.sentence);
  return outcome.value;
}
const open = async (...args: string[]): Promise<void> => {
  tenant = await serveFaultySandbox('--users', '60', ...args);
  rooms = await openRooms({ ...tenant, folder: disk.folder, clock });
  ssoId = told(await rooms.handlers['provisioning/read']({ tenantId })).sso[0]?.id ?? '';
};
const token = async () => told(await rooms.handlers['provisioning/read']({ tenantId })).tokens?.[0];
const reminders = async () => told(await rooms.handlers['provisioning/reminders']({ tenantId })).reminders;
const typed = { acknowledged: true, typedTenantName: 'Halden Robotics' } as const;
const make = async () => {
  const { planId } = told(await rooms.handlers['provisioning/plan-scim-token']({ tenantId, ssoId }));
  return told(await rooms.handlers['provisioning/make-scim-token']({ planId, ...typed }));
};
const copy = async ({ tokenId }: { tokenId: string }) =>
  told(await rooms.handlers['provisioning/copy-scim-token']({ tokenId }));

beforeEach(() => {
  disk = makeFolder();
  clock = createTurnedClock(Date.now());
});
afterEach(async () => {
  await rooms.close();
  await tenant.close();
  disk.drop();
});

describe('the end of a SCIM token', () => {
  test('is reminded of 30, 14, 7 and 1 days before and at it, offline too; putting one away waits for the next', async () => {
    await open('--scim-token-days', '40');
    expect(await token()).toMatchObject({ expiresAt: null });
    await copy(await make());
    expect(Date.parse((await token())?.expiresAt ?? '') - clock.wallMs()).toBeGreaterThan(39 * dayMs);
    expect(await reminders()).toEqual([]);
    for (const [days, turnDays] of [
      [30, 10],
      [14, 16],
      [7, 7],
      [1, 6],
      [0, 1],
    ] as const) {
      await clock.turn(turnDays * dayMs + 60_000);
      expect(await reminders()).toMatchObject([{ ssoId, ssoName: 'Okta', days }]);
      told(await rooms.handlers['provisioning/put-away-reminder']({ tenantId, ssoId, days }));
      expect(await reminders()).toEqual([]);
    }
    expect(rooms.announced).toContainEqual({ what: 'provisioning', tenantId });
  });

  test('begins anew with a new token, and is forgotten with one that has none', async () => {
    await open('--scim-token-days', '20');
    await copy(await make());
    expect(await reminders()).toMatchObject([{ days: 30 }]);
    told(await rooms.handlers['provisioning/put-away-reminder']({ tenantId, ssoId, days: 30 }));
    await clock.turn(1000);
    await copy(await make());
    expect(await reminders()).toMatchObject([{ days: 30 }]);
    // Somebody rotates elsewhere, on a control plane that gives tokens no end and tells none.
    await rooms.client.makeScimToken(ssoId);
    await tenant.order({
      kind: 'wrong-types',
      values: { '/data/expiresAt': null },
      match: { method: 'GET', path: '/api/svc/v1/sso/:ssoId/scim-token' },
      times: 9,
    });
    expect(await token()).toMatchObject({ state: 'active', expiresAt: null });
    expect(await reminders()).toEqual([]);
  });

  test('makes SCIM refuse the token, with a sentence that says why', async () => {
    await open('--scim-token-days', '1');
    const made = await make();
    await tenant.advance(dayMs + 60_000);
    await copy(made);
    const { sso } = told(await rooms.handlers['provisioning/read']({ tenantId }));
    const headers = { authorization: `Bearer ${rooms.copied.at(-1)?.text}` };
    expect((await fetch(`${sso[0]?.scimUrl}/Users?count=1`, { headers })).status).toBe(401);
  });
});

describe('a SCIM token that is revoked', () => {
  const planRevoke = () => rooms.handlers['provisioning/plan-revoke']({ tenantId, ssoId });

  test('is shown first, typed in Production, ended as a job with its trail, and proved by reading', async () => {
    await open();
    const made = await make();
    await copy(made);
    const plan = told(await planRevoke());
    expect(plan).toMatchObject({
      kind: 'revoke',
      old: { lastFour: made.lastFour },
      asks: {
        acknowledge: 'Okta stops pushing until it gets a new token',
        typeTenantName: 'Halden Robotics',
      },
    });
    const { planId } = plan;
    const asMake = await rooms.handlers['provisioning/make-scim-token']({ planId, ...typed });
    expect(asMake).toMatchObject({ ok: false, failure: { code: 'plan-expired' } });
    const untyped = await rooms.handlers['provisioning/revoke-scim-token']({
      planId,
      acknowledged: true,
      typedTenantName: '',
    });
    expect(untyped).toMatchObject({ ok: false, failure: { code: 'confirmation-differs' } });
    const { jobId } = told(await rooms.handlers['provisioning/revoke-scim-token']({ planId, ...typed }));
    told(await rooms.jobs.awaitEnd(jobId));
    expect(await token()).toMatchObject({ state: 'none', expiresAt: null });
    expect(rooms.trail().slice(-2)).toMatchObject([
      { phase: 'intent', action: 'Revoked the SCIM token' },
      { phase: 'result', outcome: expect.stringContaining('done') },
    ]);
    expect(await planRevoke()).toMatchObject({ ok: false, failure: { code: 'nothing-to-do' } });
  });

  test('is left when somebody has made another one since the plan', async () => {
    await open();
    await copy(await make());
    const { planId } = told(await planRevoke());
    await rooms.client.makeScimToken(ssoId);
    const { jobId } = told(await rooms.handlers['provisioning/revoke-scim-token']({ planId, ...typed }));
    const job = told(await rooms.jobs.awaitEnd(jobId));
    expect(job).toMatchObject({ counts: { done: 0, skipped: 1 } });
    expect((await token())?.state).toBe('active');
  });
});

describe('a SCIM token that nobody copied', () => {
  test('is lost once it is forgotten; copied, it is not', async () => {
    await open();
    const made = await make();
    expect((await token())?.state).toBe('active');
    told(await rooms.handlers['provisioning/forget-scim-token']({ tokenId: made.tokenId }));
    expect(await token()).toMatchObject({ state: 'lost', lastFour: made.lastFour });
    const next = await make();
    await copy(next);
    told(await rooms.handlers['provisioning/forget-scim-token']({ tokenId: next.tokenId }));
    expect((await token())?.state).toBe('active');
  });
});
