import type { Outcome } from '../../../src-contract/outcome.ts';

/** The value of a good outcome. Throws the sentence of the failure. */
export function told<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.sentence}`);
  return outcome.value;
}
