import type { ApiProfile, Environment, Tenant } from '../../../src-contract/tenants.ts';
import type { ReadableLedger, WritableLedger } from '../../ledger/ledger-handles.ts';

/** A tenant as the ledger holds it; where its token is and how old its copy is are asked elsewhere. */
export type StoredTenant = Omit<Tenant, 'credential' | 'lastSyncAt'>;

interface TenantTableRow {
  id: string;
  tenant_name: string;
  display_name: string;
  environment: string;
  control_plane: string;
  profile: string;
  signed_in_as: string | null;
  added_at: string;
}

function toTenant(row: TenantTableRow): StoredTenant {
  return {
    id: row.id,
    tenantName: row.tenant_name,
    displayName: row.display_name,
    environment: row.environment as Environment,
    controlPlane: row.control_plane,
    profile: row.profile as ApiProfile,
    signedInAs: row.signed_in_as === null ? null : JSON.parse(row.signed_in_as),
    addedAt: row.added_at,
  };
}

/** All tenants in the order they were added, the sandbox last. */
export function listTenants(ledger: ReadableLedger): StoredTenant[] {
  return ledger
    .prepare<[], TenantTableRow>("SELECT * FROM tenants ORDER BY environment = 'sandbox', added_at, id")
    .all()
    .map(toTenant);
}

/** Adds a tenant, or replaces what is known of it. */
export function saveTenant(ledger: WritableLedger, tenant: StoredTenant): void {
  ledger
    .prepare(
      `INSERT INTO tenants (id, tenant_name, display_name, environment, control_plane, profile, signed_in_as, added_at)
       VALUES (@id, @tenantName, @displayName, @environment, @controlPlane, @profile, @signedInAs, @addedAt)
       ON CONFLICT (id) DO UPDATE SET tenant_name = excluded.tenant_name, display_name = excluded.display_name,
         control_plane = excluded.control_plane, profile = excluded.profile, signed_in_as = excluded.signed_in_as`,
    )
    .run({ ...tenant, signedInAs: tenant.signedInAs === null ? null : JSON.stringify(tenant.signedInAs) });
}
