import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import { forgetTenant } from '../../ledger/forget-tenant.ts';
import type { Ledger } from '../../ledger/ledger-handles.ts';
import type { TenantRegister } from './tenant-register.ts';

export interface RemoveDoors {
  register: TenantRegister;
  ledger: Ledger;
  /** Ends jobs and syncs of the tenant and waits for their last request. */
  quiet(tenantId: string): Promise<void>;
  /** Removes the tenant from the copy so that nothing of it can be read any more. */
  dropCopy(tenantId: string): Promise<void>;
  /** Called once its audit trail is deleted, for what else is kept of that trail. */
  trailIsGone(tenantId: string): void;
  /** Ends the sandbox and deletes its data. */
  dropSandbox(): Promise<void>;
}

/**
 * Removes a tenant from this computer: token, copy, jobs, trail (E9). The remote tenant is not touched. Fails with
 * `confirmation-differs` unless its name was typed.
 */
export async function removeTenant(
  doors: RemoveDoors,
  tenantId: string,
  typedName: string,
): Promise<Outcome<Record<string, never>>> {
  const tenant = doors.register.read(tenantId);
  if (!tenant.ok) return tenant;
  if (typedName.trim() !== tenant.value.displayName) {
    return failed(describeFailure('confirmation-differs', { why: tenant.value.displayName }));
  }
  await doors.quiet(tenantId);
  await doors.register.drop(tenantId);
  await doors.dropCopy(tenantId);
  if (tenant.value.environment === 'sandbox') await doors.dropSandbox();
  await doors.ledger.write((ledger) => forgetTenant(ledger, tenantId));
  doors.trailIsGone(tenantId);
  await doors.ledger.tidy();
  return ok({});
}
