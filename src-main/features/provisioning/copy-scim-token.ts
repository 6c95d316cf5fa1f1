import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import { momentOf, type ProvisioningDoors } from './provisioning-doors.ts';
import { noteCopied } from './scim-rotations.ts';

const clearAfterMs = 60_000;

/**
 * Puts a token just made on the clipboard for a minute (D5); the page never sees it. That it was copied is stored, since a token
 * that nobody copied is lost and has to be told so. Fails with `token-gone`.
 */
export async function copyScimToken(
  doors: ProvisioningDoors,
  tokenId: string,
): Promise<Outcome<{ clearedAt: string }>> {
  const made = doors.madeTokens.read(tokenId);
  if (!made.ok) return made;
  const { tenantId, ssoId, token } = made.value;
  await doors.shell.copySecret(token, clearAfterMs);
  const copied = { tenantId, ssoId, lastFour: token.lastFour(), at: momentOf(doors) };
  await doors.ledger.write((ledger) => noteCopied(ledger, copied));
  return ok({ clearedAt: new Date(doors.clock.wallMs() + clearAfterMs).toISOString() });
}
