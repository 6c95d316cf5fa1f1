import type { Outcome } from '../../../src-contract/outcome.ts';
import type { ProvisioningMode } from '../../../src-contract/provisioning.ts';
import type { UserDetail } from '../../../src-contract/users.ts';
import type { Cache } from '../../cache/cache-handles.ts';
import { awayCodes } from '../../tenant-api/away-codes.ts';
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
  /** What the tenant reported last; null when it never did. */
  lastReport(tenantId: string): Pick<TenantAccess, 'mode' | 'idpName' | 'defaultRole'> | null;
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
      const read = readAccess(doors, tenantId);
      const access = read.then((found) => found.access);
      known.set(tenantId, { at, access });
      const forget = (): void => {
        if (known.get(tenantId)?.access === access) known.delete(tenantId);
      };
      // What could not be asked now, such as before the sign-in, is asked again by whoever wants it next.
      read.then((found) => (found.is === 'asked' ? undefined : forget()), forget);
      return access;
    },
    forget: (tenantId) => known.delete(tenantId),
  };
}

async function readAccess(
  doors: AccessDoors,
  tenantId: string,
): Promise<{ access: TenantAccess; is: 'asked' | 'from-before' }> {
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
  if (!mode?.ok || !sso?.ok) {
    const codes = [mode, sso].flatMap((answer) =>
      answer === null || answer.ok ? [] : [answer.failure.code],
    );
    // Out of reach or not offered: as it was reported last, never guessed from people.
    const seen = doors.lastReport(tenantId);
    const signInWith = seen === null ? 'not-reported' : seen.idpName === null ? 'password' : 'sso';
    return {
      access: {
        ...shared,
        signInWith,
        idpName: seen?.idpName ?? null,
        mode: seen?.mode ?? null,
        defaultRole: seen?.defaultRole ?? 'member',
      },
      is: codes.length > 0 && codes.every((code) => !awayCodes.has(code)) ? 'asked' : 'from-before',
    };
  }
  const connection = sso.value[0];
  const access: TenantAccess = {
    ...shared,
    signInWith: connection === undefined ? 'password' : 'sso',
    idpName: connection?.name ?? null,
    mode: mode.value.mode,
    defaultRole: mode.value.defaultRole ?? 'member',
  };
  return { access, is: 'asked' };
}
