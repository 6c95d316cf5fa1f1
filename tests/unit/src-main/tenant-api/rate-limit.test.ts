import { setMaxListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createRateLimit, type RateLimit } from '../../../../src-main/tenant-api/rate-limit.ts';
import { createTurnedClock, settle, type TurnedClock } from './turned-clock.ts';

const never = new AbortController().signal;
// Each request that waits listens to it.
setMaxListeners(0, never);

/** Sends `count` requests that are answered at once; tells when each began. */
function sendMany(limit: RateLimit, clock: TurnedClock, count: number): { beganAt: number[] } {
  const beganAt: number[] = [];
  for (let index = 0; index < count; index++) {
    void limit.enter({ atMostMs: 60_000, signal: never }).then((entered) => {
      if (entered.is !== 'in') return;
      beganAt.push(clock.monotonicMs());
      limit.answered(0, 'read');
      entered.leave();
    });
  }
  return { beganAt };
}

describe('the throttle of a tenant (C5)', () => {
  test('lets a burst of 8 through, then some 20 a second, fifty times as many a second later', async () => {
    const clock = createTurnedClock();
    const limit = createRateLimit(clock);
    const { beganAt } = sendMany(limit, clock, 200);
    await settle();
    expect(beganAt.length).toBe(8);
    await clock.turn(1000);
    const first = beganAt.length;
    // The integral of 20 a second that grows fiftyfold within it, and the burst.
    expect(first).toBeGreaterThan(60);
    expect(first).toBeLessThan(300);
    expect(limit.pace().perSecond).toBeGreaterThan(400);
    expect(limit.pace().perSecond).toBeLessThanOrEqual(1000);
  });

  test('condition 60: begins with 4 in flight, comes to 16 while the tenant is quick, and halves when it complains', async () => {
    const clock = createTurnedClock();
    const limit = createRateLimit(clock);
    expect(limit.pace().atOnce).toBe(4);
    for (let answer = 0; answer < 300; answer++) limit.answered(20, 'change');
    expect(limit.pace().atOnce).toBe(16);
    limit.slowDown(1000);
    limit.slowDown(1000);
    expect(limit.pace().atOnce).toBe(8);
    for (let complaint = 0; complaint < 5; complaint++) {
      await clock.turn(2000);
      limit.slowDown(1000);
    }
    expect(limit.pace().atOnce).toBe(1);
  });

  test('condition 60: goes back to 4 in flight when the tenant gets slow, and not below', () => {
    const limit = createRateLimit(createTurnedClock());
    for (let answer = 0; answer < 300; answer++) limit.answered(20, 'change');
    for (let answer = 0; answer < 300; answer++) limit.answered(2000, 'change');
    expect(limit.pace().atOnce).toBe(4);
  });

  test('lets no more than 4 be in flight at first', async () => {
    const clock = createTurnedClock();
    const limit = createRateLimit(clock);
    const leaves: (() => void)[] = [];
    for (let index = 0; index < 12; index++) {
      void limit.enter({ atMostMs: 60_000, signal: never }).then((entered) => {
        if (entered.is === 'in') leaves.push(entered.leave);
      });
    }
    await clock.turn(10_000);
    expect(leaves.length).toBe(4);
    leaves[0]?.();
    await clock.turn(1000);
    expect(leaves.length).toBe(5);
  });

  test('holds everybody for the whole Retry-After, then goes on slower', async () => {
    const clock = createTurnedClock();
    const limit = createRateLimit(clock);
    limit.slowDown(12_000);
    expect(limit.pace().perSecond).toBe(16);
    const { beganAt } = sendMany(limit, clock, 10);
    await clock.turn(11_999);
    expect(beganAt).toEqual([]);
    await clock.turn(5000);
    expect(beganAt.length).toBe(10);
    expect(Math.min(...beganAt)).toBeGreaterThanOrEqual(12_000);
  });

  test('takes the refusals of requests that were in flight together as one', () => {
    const limit = createRateLimit(createTurnedClock());
    for (let index = 0; index < 8; index++) limit.slowDown(1000);
    expect(limit.pace().perSecond).toBe(16);
  });

  test('after a quick rise goes on at what came through, within few complaints', async () => {
    const clock = createTurnedClock();
    const limit = createRateLimit(clock);
    for (let second = 0; second < 10; second++) {
      await clock.turn(1000);
      limit.answered(0, 'read');
    }
    expect(limit.pace().perSecond).toBe(1000);
    // A tenant that allows 10 a second: so many pass, then it complains and asks for a second.
    for (let complaint = 0; complaint < 5; complaint++) {
      for (let answer = 0; answer < 10; answer++) limit.answered(0, 'read');
      limit.slowDown(1000);
      await clock.turn(1000);
    }
    expect(limit.pace().perSecond).toBeLessThanOrEqual(12);
    expect(limit.pace().perSecond).toBeGreaterThan(7);
  });

  test('a tenant that is away for a moment is asked as before when it is back', async () => {
    const clock = createTurnedClock();
    const limit = createRateLimit(clock);
    for (let second = 0; second < 10; second++) {
      await clock.turn(1000);
      for (let answer = 0; answer < 900; answer++) limit.answered(0, 'read');
    }
    for (let complaint = 0; complaint < 4; complaint++) {
      // What was under way before it went still comes in.
      limit.answered(5000, 'change');
      limit.slowDown(1000);
      await clock.turn(1000);
    }
    expect(limit.pace().perSecond).toBeGreaterThan(1000 * 0.8 ** 4 - 1);
  });

  test('one answer after a rest is no quick rise', async () => {
    const clock = createTurnedClock();
    const limit = createRateLimit(clock);
    await clock.turn(5000);
    limit.answered(0, 'read');
    expect(limit.pace().perSecond).toBeLessThan(60);
  });

  test('a complaint after a long rest does not take the rest for slowness', async () => {
    const clock = createTurnedClock();
    const limit = createRateLimit(clock);
    for (let answer = 0; answer < 20; answer++) limit.answered(0, 'read');
    await clock.turn(3_600_000);
    limit.slowDown(1000);
    expect(limit.pace().perSecond).toBeGreaterThanOrEqual(14);
  });

  test('hands a request back that would wait for longer than it may', async () => {
    const clock = createTurnedClock();
    const limit = createRateLimit(clock);
    limit.slowDown(90_000);
    const entered = await limit.enter({ atMostMs: 60_000, signal: never });
    expect(entered).toEqual({ is: 'held', forMs: 90_000 });
  });

  test('rises slowly after it was slowed, and never above its top', async () => {
    const clock = createTurnedClock();
    const limit = createRateLimit(clock);
    limit.slowDown(1000);
    await clock.turn(1000);
    const before = limit.pace().perSecond;
    for (let second = 0; second < 10; second++) {
      await clock.turn(1000);
      limit.answered(0, 'read');
    }
    expect(limit.pace().perSecond).toBeCloseTo(before + 5, 1);
    const quick = createRateLimit(clock);
    for (let second = 0; second < 40; second++) {
      await clock.turn(1000);
      quick.answered(0, 'read');
    }
    expect(quick.pace().perSecond).toBe(1000);
  });

  test('against a server that allows 10 a second, 200 calls all pass and the complaints stay few', async () => {
    const clock = createTurnedClock();
    const limit = createRateLimit(clock);
    const arrivals: number[] = [];
    let passed = 0;
    let complaints = 0;
    let early = 0;
    let quietUntil = 0;
    const call = async (): Promise<void> => {
      for (;;) {
        const entered = await limit.enter({ atMostMs: 60_000, signal: never });
        if (entered.is !== 'in') throw new Error('held for longer than a minute');
        const now = clock.monotonicMs();
        if (now < quietUntil) early++;
        const recent = arrivals.filter((at) => at > now - 1000).length;
        arrivals.push(now);
        if (recent >= 10) {
          complaints++;
          quietUntil = Math.max(quietUntil, now + 2000);
          limit.slowDown(2000);
          entered.leave();
          continue;
        }
        passed++;
        limit.answered(0, 'read');
        entered.leave();
        return;
      }
    };
    const all = Promise.all(Array.from({ length: 200 }, call));
    for (let second = 0; second < 120 && passed < 200; second++) await clock.turn(1000);
    await all;
    expect(passed).toBe(200);
    expect(early).toBe(0);
    expect(complaints).toBeLessThan(40);
  });

  test('a closed client leaves the line', async () => {
    const clock = createTurnedClock();
    const limit = createRateLimit(clock);
    const closing = new AbortController();
    limit.slowDown(5000);
    const waiting = limit.enter({ atMostMs: 60_000, signal: closing.signal });
    closing.abort(new Error('closed'));
    await expect(waiting).rejects.toThrow('closed');
  });
});
