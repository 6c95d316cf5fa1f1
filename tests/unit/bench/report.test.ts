import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { report, spreadOf } from '../../bench/report.ts';

describe('spreadOf', () => {
  it.each([
    [[3, 1, 2], { median: 2, min: 1, max: 3 }],
    [[4, 1, 2, 3], { median: 2.5, min: 1, max: 4 }],
    [[7], { median: 7, min: 7, max: 7 }],
  ])('finds median, smallest and largest of %j', (rounds, expected) => {
    expect(spreadOf(rounds)).toEqual(expected);
  });

  it('refuses no rounds at all', () => {
    expect(() => spreadOf([])).toThrow('at least one round');
  });
});

describe('report', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tenantry-bench-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('appends one JSON line per comparison, with the ratio of the medians', () => {
    const comparison = {
      bench: 'search',
      title: 'a search',
      unit: 'ms' as const,
      base: { name: 'scan', rounds: [10, 20, 30] },
      ours: { name: 'index', rounds: [1, 2, 9] },
    };
    report(comparison, { folder });
    report(comparison, { folder });
    const lines = readFileSync(join(folder, 'search.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ ratio: 0.1, base: { median: 20 }, ours: { max: 9 } });
  });
});
