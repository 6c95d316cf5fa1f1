import type { OutputOf } from '../../../src-contract/channels.ts';

/** A test of the SCIM URL with a token that was just made, and when it was made. */
export interface TokenTest {
  readonly at: string;
  readonly checks: OutputOf<'provisioning/test-scim-token'>['checks'];
}
