import type { Tenant } from '../../../src-contract/tenants.ts';

/** A tenant of this computer with what a file may call it. Crosses to the cache thread. */
export interface NamedTenant {
  tenantId: string;
  /** As people know it. */
  displayName: string;
  /** What a cell may have for it, in plain form. */
  names: string[];
  /** The host of its control plane. */
  host: string;
}

const longestName = 200;

/** A tenant with the names that a cell may have for it: its own, that of the control plane, and its host. */
export function nameTenant({ id, displayName, tenantName, controlPlane }: Tenant): NamedTenant {
  const { host } = new URL(controlPlane);
  const names = [displayName, tenantName, host].map(plainTenantName).filter((name) => name !== '');
  return { tenantId: id, displayName, names: [...new Set(names)], host };
}

/** A name as tenants are compared by: without case, spaces, marks that nobody sees, and the frame of an address. */
export function plainTenantName(text: string): string {
  const bare = text
    .slice(0, 4 * longestName)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cf}]/gu, '');
  const host = /^https?:\/\/([^/?#]+)/.exec(bare)?.[1] ?? bare;
  return host.slice(0, longestName);
}

/** Takes the tenants; returns which of them fit a plain name. More than one means that nobody can tell. */
export function tenantsByName(tenants: readonly NamedTenant[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { tenantId, names } of tenants) {
    for (const name of names) found.set(name, [...(found.get(name) ?? []), tenantId]);
  }
  return found;
}
