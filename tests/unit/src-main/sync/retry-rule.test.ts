import { describe, expect, test } from 'vitest';
import { describeFailure, type FailureCode } from '../../../../src-contract/failure-catalogue.ts';
import { retryAfter } from '../../../../src-main/sync/retry-rule.ts';

const rule = (code: FailureCode, inARow = 1) => retryAfter(describeFailure(code), inARow);

describe('what follows a failed sync', () => {
  test('out of reach: again after 30 s, doubling to 5 min', () => {
    const waits = [1, 2, 3, 4, 5, 6, 100].map((inARow) => rule('unreachable', inARow).waitMs);
    expect(waits).toEqual([30_000, 60_000, 120_000, 240_000, 300_000, 300_000, 300_000]);
    for (const code of ['unreachable', 'timed-out', 'not-json', 'certificate'] as const) {
      expect(rule(code).phase).toBe('offline');
    }
  });

  test('signed out: not before somebody signs in', () => {
    for (const code of ['signed-out', 'token-refused'] as const) {
      expect(rule(code)).toEqual({ phase: 'signed-out', waitMs: null });
    }
  });

  test('anything else is a failure and waits five minutes, a held drop for the next turn', () => {
    expect(rule('server-error')).toEqual({ phase: 'failed', waitMs: 300_000 });
    expect(rule('sync-incomplete', 9)).toEqual({ phase: 'failed', waitMs: 300_000 });
    expect(rule('sync-drop-held')).toEqual({ phase: 'failed', waitMs: 900_000 });
  });
});
