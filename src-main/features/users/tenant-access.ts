import type { Outcome } from '../../../src-contract/outcome.ts';
import type { ProvisioningMode } from '../../../src-contract/provisioning.ts';
import type { UserDetail } from '../../../src-contract/users.ts';
import type { Cache } from '../../cache/cache-handles.ts';
import type { TenantClient } from '../../tenant-api/tenant-client.ts';
import { listDomains } from './domains-rows.ts';

/** How people get into a tenant, as far as it is known; drives hints only, never a guard. */
export interface TenantAccess {
  signInWith: UserDetail['signIn'];
  idpName: string | null;
  /** Null when the tenant does not report it or cannot be asked now. */
  mode: ProvisioningMode | null;
  /** Domains of most people, lower case, most used first. */
  domains: string[];
  /** Domains whose people SCIM makes. */
  scimDomains: ReadonlySet<string>;
  /** Role on the wire that a new person gets. */
  defaultRole: string;
}

export interface AccessDoors {
  cache: Cache;
  client(tenantId: string): Outcome<TenantClient>;
  now(): Date;
}

const keptMs = 60_000;
/** A domain counts as the tenant's own from this share of its people on. */
const ownShare = 0.02;

/** Makes the reader of tenant access. An answer is used again for a minute; a mode switch calls `forget`. */
export function createTenantAccess(doors: AccessDoors): {
  read(tenantId: string): Promise<TenantAccess>;
  forget(tenantId: string): void;
} {
  const known = new Map<string, { at: number; access: Promise<TenantAccess> }>();
  return {
    read: (tenantId) => {
      const before = known.get(tenantId);
      const at = doors.now().getTime();
      if (before !== undefined && at - before.at < keptMs) return before.access;
      const access = readAccess(doors, tenantId);
      known.set(tenantId, { at, access });
      access.catch(() => known.delete(tenantId));
      return access;
    },
    forget: (tenantId) => known.delete(tenantId),
  };
}

async function readAccess(doors: AccessDoors, tenantId: string): Promise<TenantAccess> {
  const domains = await doors.cache.read(listDomains, { tenantId });
  const people = domains.reduce((sum, domain) => sum + domain.people, 0);
  const shared = {
    domains: domains.filter((domain) => domain.people > people * ownShare).map(({ domain }) => domain),
    scimDomains: new Set(
      domains.filter((domain) => domain.scim > domain.people / 2).map(({ domain }) => domain),
    ),
  };
  const client = doors.client(tenantId);
  const [mode, sso] = client.ok
    ? await Promise.all([client.value.readProvisioning(), client.value.listSso()])
    : [null, null];
  // Out of reach or not offered: said as such, never guessed from people.
  if (!mode?.ok || !sso?.ok) {
    return { ...shared, signInWith: 'not-reported', idpName: null, mode: null, defaultRole: 'member' };
  }
  const connection = sso.value[0];
  return {
    ...shared,
    signInWith: connection === undefined ? 'password' : 'sso',
    idpName: connection?.name ?? null,
    mode: mode.value.mode,
    defaultRole: mode.value.defaultRole ?? 'member',
  };
}
