import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { HeldScimToken, ScimPlace } from '../../../src-contract/scim-probe.ts';
import { findPlace, type ScimProbeRooms } from './scim-probe-doors.ts';

/**
 * Takes a SCIM token from the clipboard for a test: it stays in main's memory for a few minutes and is stored nowhere. The
 * place is looked at first, so that no token is taken for an address that will not get it. Fails with `clipboard-no-token`,
 * `scim-url-invalid`, `address-not-https`, or as the read of the tenant's connections does.
 */
export async function takeToken(
  rooms: ScimProbeRooms,
  { tenantId, place }: { tenantId: string; place: ScimPlace },
): Promise<Outcome<HeldScimToken>> {
  const found = await findPlace(rooms, tenantId, place);
  if (!found.ok) return found;
  const taken = await rooms.shell.takeSecret();
  if (!taken.ok) return taken;
  const { scimUrl, ssoId, host } = found.value;
  const token = taken.value;
  const kept = rooms.takenTokens.keep({ tenantId, ssoId: ssoId ?? '', scimUrl, token });
  return ok({ ...kept, lastFour: token.lastFour(), length: token.length(), host });
}
