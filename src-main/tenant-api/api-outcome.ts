import type { Failure } from '../../src-contract/failure-catalogue.ts';

/** What a call came to. Never thrown: a lost answer is as ordinary as a good one. */
export type ApiOutcome<Value> = ApiAnswer<Value> | ApiFailure;

export interface ApiAnswer<Value> {
  ok: true;
  value: Value;
  status: number;
  requestId: string | null;
}

export interface ApiFailure {
  ok: false;
  failure: Failure;
  /** HTTP status, null when no answer came. */
  status: number | null;
  requestId: string | null;
  /** `none`: the tenant certainly did nothing. `possible`: the answer was lost or a 5xx; ask before repeating. */
  effect: 'none' | 'possible';
  /** What the server asked for (Retry-After in seconds or as a date), null when it asked for nothing. */
  retryAfterMs: number | null;
}
