import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createLeapingClock } from '../harness/leaping-clock.ts';
import { arrivedAt, type FaultToOrder } from '../harness/order-fault.ts';
import { type FaultSubject, openFaultSubject } from './fault-subject.ts';

let subject: FaultSubject;
beforeAll(async () => {
  subject = await openFaultSubject();
});
afterEach(() => subject.calm());
afterAll(() => subject.close());

const nobody = 'ada@halden.example';

describe('tries (C4)', () => {
  test('a read is tried five times, with growing spread waits', async () => {
    const clock = createLeapingClock();
    const faults: FaultToOrder[] = [{ kind: 'server-error', status: 502 }];
    const { client, arrived } = await subject.meet(faults, { clock, random: () => 1 });
    const outcome = await client.findUser(nobody);
    expect(outcome).toMatchObject({
      ok: false,
      status: 502,
      effect: 'none',
      failure: { changed: 'Nothing was changed.' },
    });
    expect((await arrived()).length).toBe(5);
    expect(clock.waited).toEqual([500, 1000, 2000, 4000]);
  });

  test('a read that was cut, reset or broken is tried again and then right', async () => {
    const { client, arrived } = await subject.meet([
      { kind: 'reset', times: 1 },
      { kind: 'truncated-body', from: 2, times: 1 },
      { kind: 'server-error', status: 500, from: 3, times: 1 },
    ]);
    expect(await client.findUser(nobody)).toMatchObject({ ok: true, value: null });
    expect((await arrived()).map(({ status, faults }) => [status, faults.length])).toEqual([
      [null, 1],
      [200, 1],
      [500, 1],
      [200, 0],
    ]);
  });

  test.each<[string, FaultToOrder, 'made' | 'not made']>([
    ['reset before any answer', { kind: 'reset' }, 'not made'],
    ['reset when it was done', { kind: 'reset', when: 'after' }, 'made'],
    ['reset in the middle of the answer', { kind: 'reset', when: 'in-body', bytes: 1 }, 'made'],
    ['cut in the middle of the answer', { kind: 'truncated-body', bytes: 1 }, 'made'],
  ])('a change whose answer was lost (%s) is not sent again', async (name, fault, effect) => {
    const { client, arrived } = await subject.meet([fault]);
    const email = `${name.replaceAll(' ', '.')}@halden.example`;
    const outcome = await client.registerUser({ email, passwordEmail: 'send' });
    expect(outcome).toMatchObject({
      ok: false,
      status: null,
      effect: 'possible',
      failure: { code: 'unreachable' },
    });
    expect((await arrived()).length).toBe(1);
    expect((await subject.person(email)) === null ? 'not made' : 'made').toBe(effect);
  });

  test('what never left had no effect', async () => {
    const { client, arrived } = await subject.meet([]);
    const { id } = await subject.order({ kind: 'refuse-connections', ms: 300 });
    expect(await client.deactivateUser(subject.member)).toMatchObject({
      ok: false,
      effect: 'none',
      failure: { code: 'unreachable', changed: 'Nothing was changed.' },
    });
    expect(await arrived()).toEqual([]);
    await subject.remove(id);
    // The door opens again by itself: the next change goes through.
    await vi.waitFor(async () =>
      expect(await client.activateUser(subject.member)).toMatchObject({ ok: true }),
    );
  });

  test('in 300 runs among faults no change arrives twice and no read fails that could be right', async () => {
    // Every change meets the next fault; one read in twelve does, which is what the budget of tries pays for.
    const kinds: FaultToOrder[] = [
      { kind: 'reset' },
      { kind: 'server-error', status: 500, when: 'after' },
      { kind: 'too-many-requests', retryAfterSeconds: 1 },
      { kind: 'answer', status: 408, body: '{}' },
      { kind: 'truncated-body', bytes: 1 },
    ];
    const change = { method: 'PATCH', path: '/api/svc/v1/users/activate' };
    const read = { method: 'GET', path: '/api/svc/v1/users' };
    const { client, arrived } = await subject.meet([
      ...kinds.map((kind, at) => ({ ...kind, match: change, from: at + 1, every: 6 }) as FaultToOrder),
      ...kinds.map((kind, at) => ({ ...kind, match: read, from: 6 + 12 * at, every: 60 }) as FaultToOrder),
    ]);
    const lostReads: string[] = [];
    const effects = new Set<string>();
    for (let index = 0; index < 150; index++) {
      const outcome = await client.activateUser(subject.member);
      effects.add(outcome.ok ? 'done' : outcome.effect);
      const found = await client.findUser(nobody);
      if (!found.ok) lostReads.push(found.failure.code);
    }
    const seen = await arrived();
    const changes = arrivedAt(seen, 'PATCH', '/users/activate');
    // Every change is followed by a read before the next one begins, so two in a row were one change sent twice.
    const twice = seen.filter(({ method }, at) => method === 'PATCH' && seen[at + 1]?.method === 'PATCH');
    expect(twice).toEqual([]);
    expect([...effects].sort()).toEqual(['done', 'none', 'possible']);
    expect(changes.length).toBeGreaterThan(100);
    expect(changes.length).toBeLessThanOrEqual(150);
    expect(arrivedAt(seen, 'GET', '/users').length).toBeGreaterThan(155);
    expect(lostReads).toEqual([]);
    const struck = (await subject.faults()).map((fault) => fault.struck);
    expect(Math.min(...struck)).toBeGreaterThan(1);
  });

  test('when nearly everything fails, the budget of tries ends and reads are asked once', async () => {
    const { client, arrived } = await subject.meet([{ kind: 'server-error', status: 500 }]);
    for (let index = 0; index < 10; index++) await client.findUser(nobody);
    expect((await arrived()).length).toBe(10 + 20);
  });
});

describe('being asked to wait', () => {
  test.each(['seconds', 'date'] as const)(
    'a read waits for the whole Retry-After, given as %s',
    async (retryAfterAs) => {
      const clock = createLeapingClock();
      const sentAt: number[] = [];
      const { client, arrived } = await subject.meet(
        [{ kind: 'too-many-requests', retryAfterSeconds: 12, retryAfterAs, times: 1 }],
        {
          clock,
          fetch: (input, init) => {
            sentAt.push(clock.monotonicMs());
            return fetch(input, init);
          },
        },
      );
      expect(await client.findUser(nobody)).toMatchObject({ ok: true });
      expect((await arrived()).map(({ status }) => status)).toEqual([429, 200]);
      expect((sentAt[1] ?? 0) - (sentAt[0] ?? 0)).toBeGreaterThanOrEqual(12_000);
    },
  );

  test('a date counts by the clock of the server, however wrong it is', async () => {
    const clock = createLeapingClock();
    const { client, arrived } = await subject.meet(
      [
        { kind: 'clock-skew', ms: 3_600_000 },
        { kind: 'too-many-requests', retryAfterSeconds: 12, retryAfterAs: 'date', times: 1 },
      ],
      { clock },
    );
    expect(await client.findUser(nobody)).toMatchObject({ ok: true });
    expect((await arrived()).map(({ status }) => status)).toEqual([429, 200]);
    const waited = clock.waited.reduce((sum, ms) => sum + ms, 0);
    expect(waited).toBeGreaterThanOrEqual(12_000);
    expect(waited).toBeLessThan(20_000);
  });

  test('a change is handed back with the wait, and so are the next ones until then', async () => {
    const { client, arrived } = await subject.meet([{ kind: 'too-many-requests', retryAfterSeconds: 12 }]);
    const first = await client.deactivateUser(subject.member);
    const second = await client.deactivateUser('bob@halden.example');
    expect(first).toMatchObject({
      status: 429,
      effect: 'none',
      retryAfterMs: 12_000,
      failure: { code: 'rate-limited' },
    });
    expect(first.ok ? '' : first.failure.sentence).toBe('The server asked to wait 12 s.');
    expect(first.ok ? null : first.failure.retryAt).toMatch(/^\d{4}-.*Z$/);
    expect(second).toMatchObject({ status: null, effect: 'none', failure: { code: 'rate-limited' } });
    expect((await arrived()).length).toBe(1);
    expect((await subject.person(subject.member))?.active).toBe(true);
  });

  test('a wait of over a minute is the caller’s to decide', async () => {
    const { client, arrived } = await subject.meet([{ kind: 'too-many-requests', retryAfterSeconds: 600 }]);
    expect(await client.findUser(nobody)).toMatchObject({ ok: false, retryAfterMs: 600_000 });
    expect((await arrived()).length).toBe(1);
  });
});
