import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, judge } from '../../../scripts/test/count-results.mjs';

const test = (status: string) => ({ status });

describe('countVitest', () => {
  it('counts tests by their status', () => {
    const report = {
      testResults: [
        { status: 'passed', assertionResults: [test('passed'), test('passed'), test('pending')] },
        { status: 'failed', assertionResults: [test('failed'), test('todo')] },
      ],
    };
    expect(countVitest(report)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  it('counts a file that could not be loaded as one failure', () => {
    const report = { testResults: [{ status: 'failed', assertionResults: [] }] };
    expect(countVitest(report)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('countPlaywright', () => {
  it('counts flaky tests and errors outside of tests as failures', () => {
    const report = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
    expect(countPlaywright(report)).toEqual({ passed: 3, failed: 3, skipped: 2 });
  });
});

describe('judge', () => {
  const good = { passed: 4, failed: 0, skipped: 1 };

  it('keeps good counts', () => {
    expect(judge({ code: 0, counts: good })).toEqual({ ...good, remark: '' });
  });

  it.each([
    ['no report', { code: 0, counts: undefined }],
    ['a crash after all tests passed', { code: 139, counts: good }],
    ['no tests at all', { code: 0, counts: { passed: 0, failed: 0, skipped: 0 } }],
    ['skipped tests only', { code: 0, counts: { passed: 0, failed: 0, skipped: 7 } }],
  ])('fails once for %s', (_name, ending) => {
    const judged = judge(ending);
    expect(judged.failed).toBe(1);
    expect(judged.remark).not.toBe('');
  });
});
