import type { Tenant } from '../../../src-contract/tenants.ts';
import { recordTrail } from '../../ledger/record-trail.ts';
import type { ScimProbeRooms } from './scim-probe-doors.ts';

/** Writes one entry of a probe or clean-up into the tenant's trail. */
export async function noteInTrail(
  rooms: ScimProbeRooms,
  tenant: Tenant,
  told: { action: string; subject: string; phase: 'intent' | 'result'; outcome: string; detail?: string },
): Promise<void> {
  const { detail = '', ...rest } = told;
  await rooms.ledger.write((ledger) =>
    recordTrail(ledger, {
      ...rest,
      tenantId: tenant.id,
      at: new Date(rooms.clock.wallMs()).toISOString(),
      actor: tenant.signedInAs?.email ?? 'Owner of the token, not reported',
      requestId: null,
      jobId: null,
      detail,
    }),
  );
  rooms.announce({ what: 'audit-log', tenantId: tenant.id });
}
