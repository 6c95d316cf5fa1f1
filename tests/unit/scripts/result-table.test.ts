import { describe, expect, it } from 'vitest';
import { lastLine, resultTable } from '../../../scripts/test/result-table.mjs';
import { chosenStages } from '../../../scripts/test/stages.mjs';

const results = [
  { name: 'types', passed: 6, failed: 0, skipped: 0, seconds: 2.34, remark: '' },
  { name: 'e2e', passed: 10, failed: 1, skipped: 2, seconds: 100, remark: 'ended with code 1' },
];

describe('the end of npm test', () => {
  it('sums all stages in its last line', () => {
    expect(lastLine(results)).toBe('16 passed, 1 failed, 2 skipped');
  });

  it('shows one row per stage, in columns', () => {
    expect(resultTable(results)).toEqual([
      'stage  passed  failed  skipped     time',
      'types       6       0        0    2.3 s',
      'e2e        10       1        2  100.0 s  ended with code 1',
    ]);
  });
});

describe('chosenStages', () => {
  it('runs all stages when none is named', () => {
    expect(chosenStages([]).chosen).toEqual(['types', 'lint', 'boundaries', 'unit', 'rooms', 'build', 'e2e']);
  });

  it('keeps the order of the stages, whatever order was asked for', () => {
    expect(chosenStages(['rooms', 'unit'])).toEqual({ chosen: ['unit', 'rooms'], unknown: [] });
  });

  it('names what is no stage', () => {
    expect(chosenStages(['unit', 'unti']).unknown).toEqual(['unti']);
  });
});
