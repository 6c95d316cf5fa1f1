import type { Failure, FailureCode } from '../../src-contract/failure-catalogue.ts';
import type { SyncStatus } from '../../src-contract/sync.ts';

const minuteMs = 60_000;
/** The tenant in view is synced this often, the others an hour apart. */
export const everyMs = { inView: 15 * minuteMs, others: 60 * minuteMs };
const offlineCodes = new Set<FailureCode>([
  'unreachable',
  'timed-out',
  'no-control-plane',
  'not-json',
  'certificate',
]);
const signedOutCodes = new Set<FailureCode>(['signed-out', 'token-refused']);

/** What a failed sync leaves behind: the phase to show, and how long to wait; null means until somebody asks. */
export interface RetryRule {
  phase: Extract<SyncStatus['phase'], 'offline' | 'failed' | 'signed-out'>;
  waitMs: number | null;
}

/**
 * Decides what follows a failed sync. Out of reach: again after 30 s, doubling to 5 min. Signed out: not before somebody
 * signs in. Anything else (an incomplete list, a held drop, a server's fault): with the next turn, 5 min at most.
 */
export function retryAfter(failure: Failure, failuresInARow: number): RetryRule {
  if (signedOutCodes.has(failure.code)) return { phase: 'signed-out', waitMs: null };
  if (offlineCodes.has(failure.code)) {
    return {
      phase: 'offline',
      waitMs: Math.min(30_000 * 2 ** Math.min(failuresInARow - 1, 10), 5 * minuteMs),
    };
  }
  if (failure.code === 'sync-drop-held') return { phase: 'failed', waitMs: everyMs.inView };
  return { phase: 'failed', waitMs: 5 * minuteMs };
}
