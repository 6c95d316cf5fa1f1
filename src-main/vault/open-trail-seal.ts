import { randomBytes } from 'node:crypto';
import { Secret } from './secret.ts';
import type { Vault } from './vault.ts';

const sealId = 'trail-seal';

/**
 * The key that seals the noted ends of the audit trails. `none`: this computer has no keychain, and a key beside the file
 * that it seals would prove nothing. `locked`: there is one, but the keychain does not open now.
 */
export async function openTrailSeal(
  vault: Vault,
): Promise<{ is: 'none' } | { is: 'locked' } | { is: 'key'; key: Buffer; age: 'new' | 'kept' }> {
  if (vault.keeps !== 'with-the-system') return { is: 'none' };
  if (vault.stateOf(sealId) !== 'missing') {
    const kept = await vault.read(sealId);
    return kept === null
      ? { is: 'locked' }
      : { is: 'key', key: Buffer.from(kept.reveal(), 'base64'), age: 'kept' };
  }
  const key = randomBytes(32);
  const where = await vault.keep(sealId, new Secret(key.toString('base64')), 'best');
  if (where === 'kept') return { is: 'key', key, age: 'new' };
  // Not kept: a seal that nobody can check tomorrow would look like tampering.
  await vault.forget(sealId);
  return { is: 'locked' };
}
