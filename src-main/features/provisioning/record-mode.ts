import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome } from '../../../src-contract/outcome.ts';
import type { Provisioning, ProvisioningMode } from '../../../src-contract/provisioning.ts';
import { recordTrail } from '../../ledger/record-trail.ts';
import { modeWords } from './mode-words.ts';
import { actorIn, momentOf, type ProvisioningDoors } from './provisioning-doors.ts';
import { readProvisioning } from './read-provisioning.ts';
import { insertRecordedMode } from './recorded-modes.ts';

/**
 * Keeps what the admin did in the console, in our memory and in the trail; the tenant is not changed. Fails with
 * `input-invalid` where the control plane reports its mode itself.
 */
export async function recordMode(
  doors: ProvisioningDoors,
  { tenantId, mode }: { tenantId: string; mode: ProvisioningMode },
): Promise<Outcome<Provisioning>> {
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  if (tenant.value.profile === 'full') {
    return failed(describeFailure('input-invalid', { why: 'this control plane reports its mode itself' }));
  }
  const at = momentOf(doors);
  const actor = actorIn(tenant.value);
  await doors.ledger.write((ledger) => {
    insertRecordedMode(ledger, { tenantId, mode, recordedAt: at, recordedBy: actor });
    recordTrail(ledger, {
      tenantId,
      at,
      actor,
      action: 'Recorded the provisioning mode',
      subject: 'Provisioning mode',
      phase: 'result',
      outcome: `recorded: ${modeWords[mode]}`,
      requestId: null,
      jobId: null,
      detail: 'Switched in the console of the control plane, as the admin says',
    });
  });
  doors.announce({ what: 'provisioning', tenantId });
  return readProvisioning(doors, tenantId);
}
