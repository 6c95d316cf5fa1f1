import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { ProvisioningDoors } from './provisioning-doors.ts';

const clearAfterMs = 60_000;

/** Puts a token just made on the clipboard for a minute (D5); the page never sees it. Fails with `token-gone`. */
export async function copyScimToken(
  doors: ProvisioningDoors,
  tokenId: string,
): Promise<Outcome<{ clearedAt: string }>> {
  const made = doors.madeTokens.read(tokenId);
  if (!made.ok) return made;
  await doors.shell.copySecret(made.value.token, clearAfterMs);
  return ok({ clearedAt: new Date(doors.clock.wallMs() + clearAfterMs).toISOString() });
}
