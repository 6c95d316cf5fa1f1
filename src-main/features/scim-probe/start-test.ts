import type { Outcome } from '../../../src-contract/outcome.ts';
import { readTokenEnd } from '../../tenant-api/token-text.ts';
import { patientWire } from './patient-wire.ts';
import { readAim, type ScimProbeRooms } from './scim-probe-doors.ts';
import { openViews } from './tenant-views.ts';
import { testConnection } from './test-connection.ts';

/** Begins the connection test with a token that main holds; it only reads. Fails with `scim-token-gone` or `scim-run-busy`. */
export function startTest(rooms: ScimProbeRooms, tokenId: string): Outcome<{ runId: string }> {
  const found = readAim(rooms, tokenId);
  if (!found.ok) return found;
  const aim = found.value;
  const { tenant, given, address, ssoId, owner, token, tokenFrom } = aim;
  const { clock } = rooms;
  const facts = { tenantId: tenant.id, kind: 'test', scimUrl: given, ssoId, tokenFrom } as const;
  return rooms.runs.begin(facts, async ({ notes, until }) => {
    const wire = patientWire(rooms.openScim({ address, token, until }), { clock, until });
    const tokenEndMs = readTokenEnd(token);
    const views = await openViews(rooms, aim);
    await testConnection({ wire, notes, clock, given, owner, tokenEndMs, views, until });
  });
}
