import { type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { ProvisioningMode } from '../../../src-contract/provisioning.ts';
import type { ProvisioningDoors } from './provisioning-doors.ts';
import { recordMode } from './record-mode.ts';
import type { ShownRehearsals } from './rehearsal/save-rehearsal.ts';
import { startCheck } from './switch-result.ts';

/**
 * Records the switch that an admin made in the console after a preview, and checks what it predicted as far as the
 * published API tells. `jobId` is null where the tenant could not be asked. Fails with `rehearsal-gone`, or as
 * `recordMode` does.
 */
export async function recordSwitch(
  doors: ProvisioningDoors,
  rehearsals: ShownRehearsals,
  { rehearsalId }: { rehearsalId: string },
): Promise<Outcome<{ jobId: string | null; mode: ProvisioningMode }>> {
  const shown = rehearsals.find(rehearsalId);
  if (!shown.ok) return shown;
  const { tenantId, plan, figures } = shown.value;
  const { from, to } = plan;
  const recorded = await recordMode(doors, { tenantId, mode: to });
  if (!recorded.ok) return recorded;
  const started = await startCheck(doors, tenantId, { wish: { from, to, before: figures }, by: 'console' });
  return ok({ jobId: started.ok ? started.value.jobId : null, mode: to });
}
