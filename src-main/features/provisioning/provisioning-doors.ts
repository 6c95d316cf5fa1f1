import { describeFailure, type Failure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Provisioning } from '../../../src-contract/provisioning.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import type { Clock } from '../../tenant-api/clock.ts';
import type { TenantClient } from '../../tenant-api/tenant-client.ts';
import type { FeatureRooms, ShellDoors } from '../feature-rooms.ts';
import type { MadeTokens } from './made-tokens.ts';

/** The rooms that this feature uses. */
export interface ProvisioningRooms extends FeatureRooms {
  /** Brings the copy up to date when it is older than five minutes; fails like a sync does (design, section 9). */
  refresh(tenantId: string): Promise<Outcome<{ lastSyncAt: string | null }>>;
  /** Told what was read, so that others know the mode and the use of tokens without asking. */
  wasRead?(provisioning: Provisioning): void;
}

/** What every verb of this feature may use. */
export interface ProvisioningDoors extends ProvisioningRooms {
  shell: ShellDoors;
  madeTokens: MadeTokens;
  clock: Clock;
}

/** The tenant with its signed-in client; fails with `tenant-gone` or `signed-out`. */
export function openTenant(
  doors: ProvisioningDoors,
  tenantId: string,
): Outcome<{ tenant: Tenant; client: TenantClient }> {
  const tenant = doors.tenant(tenantId);
  if (!tenant.ok) return tenant;
  const client = doors.client(tenantId);
  return client.ok ? ok({ tenant: tenant.value, client: client.value }) : client;
}

/** A refused token means, once a tenant is connected, that the admin is signed out of it. */
export function asFailure(failure: Failure, tenant: Tenant): { ok: false; failure: Failure } {
  const isOut = failure.code === 'token-refused';
  return failed(isOut ? describeFailure('signed-out', { tenant: tenant.displayName }) : failure);
}

/** Who acts, for the trail. */
export function actorIn(tenant: Tenant): string {
  return tenant.signedInAs?.email ?? 'Owner of the token, not reported';
}

/** The moment by this computer's clock, ISO. */
export function momentOf(doors: ProvisioningDoors): string {
  return new Date(doors.clock.wallMs()).toISOString();
}

/** Checks the tenant's name as typed; fails with `confirmation-differs`. `null` asks for nothing. */
export function checkTypedName(asked: string | null, typed: string): Outcome<void> {
  if (asked === null || typed.trim() === asked) return ok(undefined);
  return failed({ ...describeFailure('confirmation-differs', { why: asked }), field: 'typedTenantName' });
}
