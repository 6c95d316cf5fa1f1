import { describe, expect, it } from 'vitest';
import { keepPace } from '../../../../src-main/action/job-pace.ts';

const start = Date.parse('2026-11-23T10:41:00Z');
const second = 1000;
const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

describe('the pace of a job', () => {
  it('counts rows in steps of two seconds', () => {
    const pace = keepPace(start);
    for (const at of [0, 1.9, 2, 7]) pace.ended(start + at * second);
    expect(pace.read()).toMatchObject({
      since: '2026-11-23T10:41:00.000Z',
      stepMs: 2000,
      ended: [2, 1, 0, 1],
    });
  });

  it('stays small over a run of hours, and loses no row', () => {
    const pace = keepPace(start);
    for (let at = 0; at < 6 * 3600; at += 1) pace.ended(start + at * second);
    const { ended, stepMs } = pace.read();
    expect(ended.length).toBeLessThanOrEqual(120);
    expect(sum(ended)).toBe(6 * 3600);
    expect(stepMs).toBe(256_000);
    expect(ended[0]).toBe(256);
  });

  it('bears a clock that is set back and one that is set far ahead', () => {
    const pace = keepPace(start);
    pace.ended(start - 3600 * second);
    pace.ended(start + 400 * 24 * 3600 * second);
    expect(pace.read().ended.length).toBeLessThanOrEqual(120);
    expect(sum(pace.read().ended)).toBe(2);
  });

  it('knows when nothing went on and why', () => {
    const pace = keepPace(start);
    pace.holds(start + 5 * second, 'asked');
    expect(pace.heldSince()).toBe(start + 5 * second);
    pace.goesOn(start + 17 * second);
    expect(pace.heldSince()).toBeNull();
    pace.holds(start + 20 * second, 'no-answer');
    pace.holds(start + 25 * second, 'paused');
    expect(pace.read().holds).toEqual([
      { from: '2026-11-23T10:41:05.000Z', to: '2026-11-23T10:41:17.000Z', why: 'asked' },
      { from: '2026-11-23T10:41:20.000Z', to: '2026-11-23T10:41:25.000Z', why: 'no-answer' },
      { from: '2026-11-23T10:41:25.000Z', to: null, why: 'paused' },
    ]);
  });

  it('joins the nearest waits of one reason when there are too many', () => {
    const pace = keepPace(start);
    for (let n = 0; n < 60; n += 1) {
      pace.holds(start + n * 10 * second, 'asked');
      pace.goesOn(start + (n * 10 + (n === 30 ? 9 : 2)) * second);
    }
    pace.holds(start + 600 * second, 'paused');
    const { holds } = pace.read();
    expect(holds).toHaveLength(60);
    expect(holds[30]).toEqual({
      from: '2026-11-23T10:46:00.000Z',
      to: '2026-11-23T10:46:12.000Z',
      why: 'asked',
    });
    expect(holds.at(-1)).toMatchObject({ to: null, why: 'paused' });
  });
});
