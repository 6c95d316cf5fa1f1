import type { Ledger } from '../../ledger/ledger-handles.ts';
import type { ScimTokenWire } from '../../tenant-api/wire/provisioning.ts';
import { forgetTokenEnd, keepTokenEnd, readTokenEnd } from './scim-token-ends.ts';

/**
 * Brings what this computer knows of a token's end up to what the tenant says now: its word counts, and an end that was
 * of another token is forgotten. Writes only when something differs, since every look at the screen comes here.
 */
export async function learnTokenEnd(
  ledger: Ledger,
  of: { tenantId: string; ssoId: string; ssoName: string },
  wire: ScimTokenWire,
): Promise<void> {
  const known = ledger.read((readable) => readTokenEnd(readable, of));
  const lastFour = wire.lastFour ?? null;
  if (wire.state === 'active' && wire.expiresAt) {
    const { expiresAt } = wire;
    if (known?.expiresAt === expiresAt && known.lastFour === lastFour && known.ssoName === of.ssoName) return;
    await ledger.write((writable) => keepTokenEnd(writable, { ...of, lastFour, expiresAt }));
    return;
  }
  if (known === null) return;
  const isAnother = lastFour !== null && known.lastFour !== lastFour;
  if (wire.state === 'none' || isAnother) await ledger.write((writable) => forgetTokenEnd(writable, of));
}
