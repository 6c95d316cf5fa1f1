import type { Asks, Confirmed } from '../../src-contract/asks.ts';
import { describeFailure } from '../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../src-contract/outcome.ts';

/** What must be typed for a plan, or null. One thing at a time: an exact text, else the tenant's name, else the number. */
export function textToType(asks: Asks): string | null {
  return asks.typeText ?? asks.typeTenantName ?? (asks.typeNumber === null ? null : String(asks.typeNumber));
}

/** Checks in main what the page says was typed and ticked (B5). Fails with `confirmation-differs`. */
export function checkConfirmation(
  asks: Asks,
  confirmed: Pick<Confirmed, 'typed' | 'acknowledged'>,
): Outcome<null> {
  const wanted = textToType(asks);
  const plain = (text: string): string => text.trim().replaceAll(',', '');
  if (wanted !== null && plain(confirmed.typed) !== plain(wanted)) {
    return failed(describeFailure('confirmation-differs', { why: wanted }));
  }
  if (asks.acknowledge !== null && !confirmed.acknowledged) {
    return failed(describeFailure('confirmation-differs', { why: asks.acknowledge }));
  }
  return ok(null);
}
