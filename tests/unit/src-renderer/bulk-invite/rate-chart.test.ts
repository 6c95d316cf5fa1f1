import { describe, expect, it } from 'vitest';
import type { JobPace } from '../../../../src-contract/jobs.ts';
import {
  areaPath,
  drawRate,
  rateSentence,
  rateTop,
} from '../../../../src-renderer/screens/bulk-invite/rate-chart.ts';

const since = '2026-11-23T10:41:00.000Z';
const start = Date.parse(since);
const second = 1000;
const at = (seconds: number): string => new Date(start + seconds * second).toISOString();
const pace = (parts: Partial<JobPace> = {}): JobPace => ({
  since,
  stepMs: 2000,
  ended: [4, 6, 8],
  holds: [],
  atOnce: 4,
  ...parts,
});

describe('the top of the scale', () => {
  it.each([
    [0, 1],
    [0.4, 1],
    [3.4, 4],
    [4.1, 6],
    [7, 10],
    [10, 10],
    [61, 100],
    [130, 200],
  ])('for %d is %d', (most, top) => {
    expect(rateTop(most)).toBe(top);
  });
});

describe('the chart of a run', () => {
  it('has the rows of each step by the second, up to now', () => {
    const chart = drawRate(pace(), start + 10 * second);
    expect(chart.lines.map(({ perSecond }) => perSecond)).toEqual([2, 3, 4, 0, 0]);
    expect(chart.top).toBe(4);
    expect(chart.points[0]).toEqual({ x: 10, y: 50 });
    expect(chart.points[2]).toEqual({ x: 50, y: 0 });
    expect(chart.marks.at(-1)).toEqual({ left: 100, words: 'Now' });
  });

  it('tells of a step under way only once half of it is over, by the time that it has had', () => {
    const early = drawRate(pace({ ended: [4, 6, 1] }), start + 4.5 * second);
    expect(early.lines).toHaveLength(2);
    const later = drawRate(pace({ ended: [4, 6, 3] }), start + 5.5 * second);
    expect(later.lines.at(-1)?.perSecond).toBe(2);
  });

  it('shades what the server asked for, also while it lasts', () => {
    const holds: JobPace['holds'] = [
      { from: at(2), to: at(4), why: 'asked' },
      { from: at(8), to: null, why: 'no-answer' },
    ];
    const chart = drawRate(pace({ ended: [4, 0, 8], holds }), start + 10 * second);
    expect(chart.spans).toEqual([
      { left: 20, width: 20, why: 'asked' },
      { left: 80, width: 20, why: 'no-answer' },
    ]);
    expect(chart.reasons).toEqual(['asked', 'no-answer']);
    expect(chart.lines.map(({ held }) => held)).toEqual([[], ['asked'], [], [], ['no-answer']]);
    expect(rateSentence(chart, 1.2)).toBe('Rows per second: 4.0 at most, 1.2 over the last minute. 2 waits.');
  });

  it('ends where the job was paused, and does not grow while it is', () => {
    const holds: JobPace['holds'] = [{ from: at(6), to: null, why: 'paused' }];
    const chart = drawRate(pace({ holds }), start + 3600 * second);
    expect(chart.lines).toHaveLength(3);
    expect(chart.spans).toEqual([]);
    expect(chart.marks.at(-1)?.words).toBe('Paused');
  });

  it('is drawn of nothing without complaint', () => {
    const chart = drawRate(pace({ ended: [] }), start);
    expect(chart.lines).toEqual([{ atMs: start, perSecond: 0, held: [] }]);
    expect(areaPath(chart.points)).toMatch(/^M50 100 L50 100/);
    expect(areaPath([])).toBe('');
    expect(rateSentence(chart, null)).toBe('Rows per second: 0.0 at most. No waits.');
  });
});
