import type { FailureCode } from '../../src-contract/failure-catalogue.ts';

/** Failures that say nothing of a tenant but that it could not be asked now: what it told last still stands, with its age. */
export const awayCodes: ReadonlySet<FailureCode> = new Set([
  'unreachable',
  'timed-out',
  'signed-out',
  'certificate',
]);
