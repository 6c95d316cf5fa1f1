import { type ProvisioningMode, provisioningModeField } from '../../../src-contract/provisioning.ts';
import type { ReadableLedger, WritableLedger } from '../../ledger/ledger-handles.ts';

/** A mode that an admin switched in the console and told us. */
export interface RecordedMode {
  mode: ProvisioningMode;
  recordedAt: string;
  recordedBy: string;
}

/** The newest recorded mode of a tenant; null when none was ever recorded. */
export function readRecordedMode(ledger: ReadableLedger, tenantId: string): RecordedMode | null {
  const row = ledger
    .prepare<[string], { mode: string; recordedAt: string; recordedBy: string }>(
      `SELECT mode, recorded_at AS recordedAt, recorded_by AS recordedBy FROM provisioning_records
       WHERE tenant_id = ? ORDER BY number DESC LIMIT 1`,
    )
    .get(tenantId);
  if (row === undefined) return null;
  return { ...row, mode: provisioningModeField.parse(row.mode) };
}

/** Keeps a recorded mode; earlier ones stay as history. */
export function insertRecordedMode(
  ledger: WritableLedger,
  record: RecordedMode & { tenantId: string },
): void {
  ledger
    .prepare(
      `INSERT INTO provisioning_records (tenant_id, mode, recorded_at, recorded_by)
       VALUES (@tenantId, @mode, @recordedAt, @recordedBy)`,
    )
    .run(record);
}
