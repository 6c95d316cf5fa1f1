import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { ProvisioningMode } from '../../../src-contract/provisioning.ts';
import type { Plans } from '../../action/plans.ts';
import { modeWords } from './mode-words.ts';
import type { AgreedSwitch } from './plan-switch.ts';
import { checkTypedName, type ProvisioningDoors } from './provisioning-doors.ts';
import { rehearse } from './rehearsal/rehearse.ts';
import { backupList, saveBackup } from './rehearsal/save-backup.ts';
import { nameOfSwitch } from './rehearsal/save-rehearsal.ts';
import { plannedSwitch } from './switch-mode.ts';

interface ConfirmedSwitch {
  planId: string;
  typedTenantName: string;
  backup: 'save' | 'skip';
}

/**
 * Runs a previewed switch as a job of one row: compares once more with what was shown, saves the backup, and only then
 * hands the switch to the engine. Fails with `plan-expired`, `confirmation-differs`, the reason why the preview was
 * blocked, `plan-differs` when people or teams are not as shown, `backup-not-saved` or `file-not-saved`; then nothing
 * was sent.
 */
export async function startSwitch(
  doors: ProvisioningDoors,
  plans: Plans<AgreedSwitch>,
  confirmed: ConfirmedSwitch,
): Promise<Outcome<{ jobId: string; mode: ProvisioningMode }>> {
  const plan = plans.read(confirmed.planId);
  if (!plan.ok) return plan;
  const { tenantId, from, to, typeTenantName, blocked, digest, figures } = plan.value;
  if (blocked !== null) return failed(blocked);
  const typed = checkTypedName(typeTenantName, confirmed.typedTenantName);
  if (!typed.ok) return typed;
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const refreshed = await doors.refresh(tenantId);
  if (!refreshed.ok) return refreshed;
  const now = await rehearse(doors.cache, tenantId);
  if (!now.ok) return now;
  if (now.value.digest !== digest) {
    plans.take(confirmed.planId);
    return failed(describeFailure('plan-differs', { why: 'people or teams are not as they were' }));
  }
  let backup: { fileName: string; people: number } | null = null;
  if (confirmed.backup === 'save') {
    const base = nameOfSwitch(tenant.value.displayName, { from, to });
    const { rehearsalId } = now.value;
    const list = backupList(from);
    const people = list === 'everybody' ? now.value.figures.people : now.value.figures.scimPeople;
    const saved = await saveBackup(doors, { rehearsalId, list, base, people });
    if (!saved.ok) return saved;
    backup = saved.value;
  }
  const taken = plans.take(confirmed.planId);
  if (!taken.ok) return taken;
  const started = await doors.jobs.start({
    tenantId,
    kind: 'switch-mode',
    title: `Switch from ${modeWords[from]} to ${modeWords[to]}`,
    reason: backup === null ? '' : `Backup of ${backup.people} people saved as ${backup.fileName}`,
    rows: [plannedSwitch({ from, to, before: figures })],
    facts: { from, to, by: 'switch', backup: backup?.fileName ?? null, export: taken.value.export },
  });
  return started.ok ? ok({ jobId: started.value.id, mode: to }) : started;
}
