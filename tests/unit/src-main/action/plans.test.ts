import { describe, expect, test } from 'vitest';
import { createPlans } from '../../../../src-main/action/plans.ts';

interface Agreed {
  tenantId: string;
  ids: string[];
}

function turned() {
  let wall = Date.UTC(2026, 10, 23, 10);
  let monotonic = 0;
  return {
    clock: { wallMs: () => wall, monotonicMs: () => monotonic },
    turn: (by: { wall?: number; monotonic?: number }) => {
      wall += by.wall ?? 0;
      monotonic += by.monotonic ?? 0;
    },
  };
}
const both = (ms: number) => ({ wall: ms, monotonic: ms });

describe('one-time plans (B5)', () => {
  test('a plan is taken once, exactly as it was opened', () => {
    const { clock } = turned();
    const plans = createPlans<Agreed>(clock);
    const input = { tenantId: 't1', ids: ['a', 'b'] };
    const { planId, expiresAt } = plans.open(input);
    input.ids.push('c');
    expect(planId).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(expiresAt).toBe('2026-11-23T10:02:00.000Z');
    expect(plans.read(planId)).toEqual({ ok: true, value: { tenantId: 't1', ids: ['a', 'b'] } });
    expect(plans.take(planId)).toEqual({ ok: true, value: { tenantId: 't1', ids: ['a', 'b'] } });
    for (let again = 0; again < 20; again++) {
      expect(plans.take(planId)).toMatchObject({ ok: false, failure: { code: 'plan-expired' } });
    }
  });

  test.each([
    ['by both clocks', both(120_000)],
    ['by the wall clock, after a sleep', { wall: 120_000 }],
    ['by the monotonic clock, with the wall clock set back', { wall: -3_600_000, monotonic: 120_000 }],
  ])('a plan ends after two minutes %s', (_name, by) => {
    const { clock, turn } = turned();
    const plans = createPlans<Agreed>(clock);
    const { planId } = plans.open({ tenantId: 't1', ids: [] });
    turn(by);
    expect(plans.take(planId)).toMatchObject({ ok: false, failure: { code: 'plan-expired' } });
  });

  test('a plan lives until the last moment before', () => {
    const { clock, turn } = turned();
    const plans = createPlans<Agreed>(clock);
    const { planId } = plans.open({ tenantId: 't1', ids: [] });
    turn(both(119_999));
    expect(plans.take(planId).ok).toBe(true);
  });

  test('200 forged ids open nothing', () => {
    const { clock } = turned();
    const plans = createPlans<Agreed>(clock);
    const { planId } = plans.open({ tenantId: 't1', ids: [] });
    const forged = Array.from({ length: 200 }, (_, index) => {
      const at = index % planId.length;
      const other = planId[at] === 'A' ? 'B' : 'A';
      return index < 100 ? planId.slice(0, at) + other + planId.slice(at + 1) : `${planId}${index}`;
    });
    expect(forged.filter((id) => plans.take(id).ok)).toEqual([]);
    expect(plans.take(planId).ok).toBe(true);
  });
});
