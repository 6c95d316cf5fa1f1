import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Outcome } from '../../../src-contract/outcome.ts';
import { madeScimTokenSchema, scimTokenPlanSchema } from '../../../src-contract/provisioning.ts';
import { insertRotation } from '../../../src-main/features/provisioning/scim-rotations.ts';
import { createTurnedClock, type TurnedClock } from '../../unit/src-main/tenant-api/turned-clock.ts';
import { type FaultToOrder, serveFaultySandbox } from '../harness/order-fault.ts';
import { type RunningSandbox, serveSandbox } from '../harness/start-sandbox.ts';
import { makeFolder, type OpenedRooms, openRooms } from './open-rooms.ts';

let sandbox: RunningSandbox;
let rooms: OpenedRooms;
let clock: TurnedClock;
let disk: ReturnType<typeof makeFolder>;
let ssoId = '';
const tenantId = 'tenant-1';

function told<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(outcome.failure.sentence);
  return outcome.value;
}

beforeAll(async () => {
  sandbox = await serveSandbox(['--users', '120']);
});
afterAll(async () => {
  await sandbox.stop();
});
beforeEach(async () => {
  disk = makeFolder();
  clock = createTurnedClock(Date.now());
  rooms = await openRooms({ ...sandbox, folder: disk.folder, clock });
  ssoId = told(await rooms.handlers['provisioning/read']({ tenantId })).sso[0]?.id ?? '';
});
afterEach(async () => {
  await rooms.close();
  disk.drop();
});

const plan = async (of = rooms) =>
  told(await of.handlers['provisioning/plan-scim-token']({ tenantId, ssoId }));
const make = (planId: string, of = rooms) =>
  of.handlers['provisioning/make-scim-token']({
    planId,
    acknowledged: true,
    typedTenantName: 'Halden Robotics',
  });
/** What the tenant's SCIM answers to a token. */
const scimStatus = async (token: string): Promise<number> => {
  const { sso } = told(await rooms.handlers['provisioning/read']({ tenantId }));
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${sso[0]?.scimUrl}/Users?count=1`, { headers })).status;
};
const tokenOf = async (of = rooms) => told(await of.handlers['provisioning/read']({ tenantId })).tokens?.[0];

describe('a SCIM token', () => {
  test('is made by a plan, copied and tested, and never leaves main', async () => {
    const shown = await plan();
    expect(scimTokenPlanSchema.parse(shown)).toEqual(shown);
    expect(shown.usedBy).toBe('Okta');
    const answer = told(await make(shown.planId));
    expect(madeScimTokenSchema.parse(answer)).toEqual(answer);
    expect(await tokenOf()).toMatchObject({ state: 'active', lastFour: answer.lastFour });

    const { tokenId } = answer;
    const { clearedAt } = told(await rooms.handlers['provisioning/copy-scim-token']({ tokenId }));
    expect(Date.parse(clearedAt) - clock.wallMs()).toBe(60_000);
    expect(rooms.copied).toMatchObject([{ clearAfterMs: 60_000 }]);
    const value = rooms.copied[0]?.text ?? '';
    expect(value.length).toBeGreaterThan(15);
    expect(value.endsWith(answer.lastFour)).toBe(true);

    expect(await scimStatus(value)).toBe(200);

    const said = JSON.stringify([shown, answer, rooms.trail(), rooms.announced, await tokenOf()]);
    expect(said).not.toContain(value);
    expect(rooms.onDisk()).not.toContain(value);
    expect(rooms.trail()).toMatchObject([
      { phase: 'intent', outcome: 'Asking for a new token' },
      { phase: 'result', outcome: `done: ends in ${answer.lastFour}` },
    ]);
    expect(rooms.announced).toContainEqual({ what: 'provisioning', tenantId });
  });

  test('is rotated only by a fresh plan with the name of the tenant; the old one stops at once', async () => {
    const first = told(await make((await plan()).planId));
    told(await rooms.handlers['provisioning/copy-scim-token']({ tokenId: first.tokenId }));
    const shown = await plan();
    expect(shown).toMatchObject({
      kind: 'rotate',
      old: { lastFour: first.lastFour },
      asks: { acknowledge: 'I can change the token in Okta now', typeTenantName: 'Halden Robotics' },
    });
    const unnamed = await rooms.handlers['provisioning/make-scim-token']({
      planId: shown.planId,
      acknowledged: true,
      typedTenantName: 'halden',
    });
    expect(unnamed).toMatchObject({ ok: false, failure: { code: 'confirmation-differs' } });
    const second = told(await make(shown.planId));
    expect(second.replacedOld).toBe('yes');
    expect(await make(shown.planId)).toMatchObject({ failure: { code: 'plan-expired' } });
    expect(await scimStatus(rooms.copied[0]?.text ?? '')).toBe(401);
  });

  test('a plan of over two minutes ago makes nothing', async () => {
    const shown = await plan();
    await clock.turn(120_000);
    expect(await make(shown.planId)).toMatchObject({ failure: { code: 'plan-expired' } });
    expect(rooms.trail()).toEqual([]);
  });

  test('is gone from memory when forgotten, and after five minutes', async () => {
    const { tokenId } = told(await make((await plan()).planId));
    told(await rooms.handlers['provisioning/forget-scim-token']({ tokenId }));
    const gone = { ok: false, failure: { code: 'token-gone' } };
    expect(await rooms.handlers['provisioning/copy-scim-token']({ tokenId })).toMatchObject(gone);
    const again = told(await make((await plan()).planId));
    await clock.turn(300_000);
    expect(await rooms.handlers['provisioning/copy-scim-token']({ tokenId: again.tokenId })).toMatchObject(
      gone,
    );
    expect(rooms.copied).toEqual([]);
  });

  test('a connection that is not there has no token', async () => {
    const outcome = await rooms.handlers['provisioning/plan-scim-token']({ tenantId, ssoId: 'nobody' });
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  });
});

describe('a rotation that was cut off (D7)', () => {
  test('reads as unknown after the next start until the next rotation', async () => {
    told(await make((await plan()).planId));
    // What a crash between the intent and the result leaves behind.
    await rooms.ledger.write((ledger) =>
      insertRotation(ledger, { id: 'cut-off', tenantId, ssoId, startedAt: new Date().toISOString() }),
    );
    await rooms.close();
    rooms = await openRooms({ ...sandbox, folder: disk.folder });
    expect(await tokenOf()).toMatchObject({ state: 'unknown' });
    expect(rooms.trail().at(-1)).toMatchObject({
      actor: 'Tenantry',
      outcome: expect.stringContaining('unknown'),
    });
    const before = rooms.trail().length;
    expect(await tokenOf()).toMatchObject({ state: 'unknown' });
    expect(rooms.trail().length).toBe(before);
    const shown = await plan();
    expect(shown).toMatchObject({ kind: 'rotate', old: { state: 'unknown' } });
    told(await make(shown.planId));
    expect(await tokenOf()).toMatchObject({ state: 'active' });
  });

  const onMake = { method: 'POST', path: '/api/svc/v1/sso/:ssoId/scim-token' };

  /** A tenant of its own with a token that has these faults from now on. */
  async function withFaults(faults: readonly FaultToOrder[]) {
    const tenant = await serveFaultySandbox('--users', '120');
    const other = makeFolder();
    const otherRooms = await openRooms({
      tenantUrl: tenant.tenantUrl,
      token: tenant.token,
      folder: other.folder,
    });
    ssoId = told(await otherRooms.handlers['provisioning/read']({ tenantId })).sso[0]?.id ?? '';
    const before = await tokenOf(otherRooms);
    await tenant.forgetRequests();
    await tenant.orderAll(faults);
    return {
      tenant,
      before,
      rooms: otherRooms,
      /** The requests for a new token that arrived. */
      makings: async () => (await tenant.requests()).filter(({ method }) => method === 'POST'),
      end: async () => {
        await otherRooms.close();
        other.drop();
        await tenant.close();
      },
    };
  }

  test.each<[string, FaultToOrder, 'rotated' | 'as it was']>([
    ['the connection breaks', { kind: 'reset', match: onMake }, 'as it was'],
    ['the connection breaks when it was done', { kind: 'reset', when: 'after', match: onMake }, 'rotated'],
    ['the server fails', { kind: 'server-error', status: 502, body: '', match: onMake }, 'as it was'],
    ['the server fails when it was done', { kind: 'server-error', when: 'after', match: onMake }, 'rotated'],
    ['a web page comes instead', { kind: 'web-page', match: onMake }, 'as it was'],
    ['the answer is cut', { kind: 'truncated-body', match: onMake }, 'rotated'],
  ])('when %s it is sent once and reads as unknown', async (_name, fault, truth) => {
    const met = await withFaults([fault]);
    const outcome = await make((await plan(met.rooms)).planId, met.rooms);
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'rotation-unknown' } });
    expect(await met.makings()).toHaveLength(1);
    expect(await tokenOf(met.rooms)).toMatchObject({ state: 'unknown' });
    expect(met.rooms.trail().map(({ phase }) => phase)).toEqual(['intent', 'result']);
    // Neither could be known from here: it is the tenant alone that knows.
    const now = await met.rooms.client.readScimToken(ssoId);
    const isSame = now.ok && now.value.lastFour === met.before?.lastFour;
    expect(isSame ? 'as it was' : 'rotated').toBe(truth);
    await met.end();
  });

  test('a refusal changes nothing, and the old token stays as it is', async () => {
    const met = await withFaults([{ kind: 'answer', status: 403, body: '{"message":"No"}', match: onMake }]);
    const outcome = await make((await plan(met.rooms)).planId, met.rooms);
    expect(outcome).toMatchObject({
      ok: false,
      failure: { code: 'forbidden', changed: 'Nothing was changed.' },
    });
    expect(met.before).toMatchObject({ state: 'active', lastFour: expect.stringMatching(/^.{4}$/) });
    expect(await tokenOf(met.rooms)).toEqual(met.before);
    await met.end();
  });

  test('the intent is on the disk before the request arrives', async () => {
    const met = await withFaults([{ kind: 'latency', ms: 400, match: onMake }]);
    const making = make((await plan(met.rooms)).planId, met.rooms);
    await vi.waitFor(async () => expect(await met.makings()).toHaveLength(1), { interval: 5 });
    const atArrival = met.rooms.ledger
      .read((ledger) => ledger.prepare<[], { state: string }>('SELECT state FROM scim_rotations').all())
      .map(({ state }) => state);
    // The tenant still waits before its route: it is the arrival that this was read at.
    expect((await met.makings())[0]).toMatchObject({ status: null });
    expect(atArrival).toEqual(['intent']);
    const answer = told(await making);
    expect(answer.lastFour).toBe((await tokenOf(met.rooms))?.lastFour);
    await met.end();
  });
});
