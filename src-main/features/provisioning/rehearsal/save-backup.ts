import { describeFailure } from '../../../../src-contract/failure-catalogue.ts';
import type { RehearsalList } from '../../../../src-contract/mode-rehearsals.ts';
import { failed, type Outcome, ok } from '../../../../src-contract/outcome.ts';
import type { ProvisioningMode } from '../../../../src-contract/provisioning.ts';
import type { ProvisioningDoors } from '../provisioning-doors.ts';
import { backupCsv } from './people-csv.ts';

/** Whom the backup holds: leaving SCIM, those whom SCIM made; otherwise everybody, since anybody may be changed after. */
export function backupList(from: ProvisioningMode): RehearsalList | 'everybody' {
  return from === 'scim' ? 'scim-people' : 'everybody';
}

/**
 * Saves people and their groups before a switch: `people` of them, as they were compared. Fails with `plan-differs` when a sync
 * has taken some away since, with `backup-not-saved` when the dialog was closed, else as the saving did; the switch must not go on
 * then.
 */
export async function saveBackup(
  { cache, shell }: Pick<ProvisioningDoors, 'cache' | 'shell'>,
  wish: { rehearsalId: string; list: RehearsalList | 'everybody'; base: string; people: number },
): Promise<Outcome<{ fileName: string; people: number }>> {
  const csv = await backupCsv(cache, wish);
  if (!csv.ok) return csv;
  if (csv.value.rows !== wish.people) {
    return failed(describeFailure('plan-differs', { why: 'people are not as they were' }));
  }
  const saved = await shell.saveFile({
    title: 'Save people and their groups before the switch',
    suggestedName: `${wish.base}-backup.csv`,
    text: csv.value.text,
  });
  if (!saved.ok) return saved;
  if (saved.value === null) return failed(describeFailure('backup-not-saved'));
  return ok({ fileName: saved.value.fileName, people: csv.value.rows });
}
