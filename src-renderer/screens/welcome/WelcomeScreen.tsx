import type { Failure } from '../../../src-contract/outcome.ts';

/** First run. */
export function WelcomeScreen({ startFailure: _startFailure }: { readonly startFailure: Failure | null }) {
  return <h1>Connect a tenant</h1>;
}
