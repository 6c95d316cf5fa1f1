import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import type { Tenant } from '../../../src-contract/tenants.ts';
import type { Ledger } from '../../ledger/ledger-handles.ts';
import type { TenantClient } from '../../tenant-api/tenant-client.ts';
import type { Secret } from '../../vault/secret.ts';
import type { Vault } from '../../vault/vault.ts';
import { listTenants, type StoredTenant, saveTenant } from './tenants-rows.ts';

/** The tenants of this computer with their signed-in clients. The one owner of tokens in main's memory. */
export interface TenantRegister {
  list(): Tenant[];
  read(tenantId: string): Outcome<Tenant>;
  client(tenantId: string): Outcome<TenantClient>;
  /** Stores a tenant and its token, and makes its client. */
  put(tenant: StoredTenant, token: Secret, keep: 'best' | 'session'): Promise<Tenant>;
  /** Makes clients for all tenants whose token can be read. */
  signInAll(): Promise<void>;
  /** Ends the client and forgets the token; the ledger's rows are the caller's business. */
  drop(tenantId: string): Promise<void>;
  /** Ends the requests in flight of one tenant, or of all, and signs out until the next sign-in. */
  closeClients(tenantId: string | null): void;
  makeClient(controlPlane: string, token: Secret): TenantClient;
}

export interface RegisterDoors {
  ledger: Ledger;
  vault: Vault;
  makeClient(controlPlane: string, token: Secret): TenantClient;
  lastSyncAt(tenantId: string): string | null;
}

/** Makes the register over ledger and vault. */
export function createTenantRegister(doors: RegisterDoors): TenantRegister {
  const clients = new Map<string, TenantClient>();

  const whole = (tenant: StoredTenant): Tenant => ({
    ...tenant,
    credential: doors.vault.stateOf(tenant.id),
    lastSyncAt: doors.lastSyncAt(tenant.id),
  });
  const find = (tenantId: string): StoredTenant | null =>
    doors.ledger.read(listTenants).find((tenant) => tenant.id === tenantId) ?? null;

  const setClient = (tenant: StoredTenant, token: Secret): void => {
    clients.get(tenant.id)?.close();
    clients.set(tenant.id, doors.makeClient(tenant.controlPlane, token));
  };

  return {
    makeClient: doors.makeClient,
    list: () => doors.ledger.read(listTenants).map(whole),
    read: (tenantId) => {
      const tenant = find(tenantId);
      return tenant === null ? failed(describeFailure('tenant-gone')) : ok(whole(tenant));
    },
    client: (tenantId) => {
      const client = clients.get(tenantId);
      if (client !== undefined) return ok(client);
      const tenant = find(tenantId);
      return failed(
        tenant === null
          ? describeFailure('tenant-gone')
          : describeFailure('signed-out', { tenant: tenant.displayName }),
      );
    },
    put: async (tenant, token, keep) => {
      await doors.ledger.write((ledger) => saveTenant(ledger, tenant));
      await doors.vault.keep(tenant.id, token, keep);
      setClient(tenant, token);
      return whole(tenant);
    },
    signInAll: async () => {
      for (const tenant of doors.ledger.read(listTenants)) {
        // The sandbox serves at a new address each time; it signs in when it runs.
        if (tenant.environment === 'sandbox' || clients.has(tenant.id)) continue;
        const token = await doors.vault.read(tenant.id);
        if (token !== null) setClient(tenant, token);
      }
    },
    closeClients: (tenantId) => {
      for (const [id, client] of clients) {
        if (tenantId !== null && id !== tenantId) continue;
        client.close();
        clients.delete(id);
      }
    },
    drop: async (tenantId) => {
      clients.get(tenantId)?.close();
      clients.delete(tenantId);
      await doors.vault.forget(tenantId);
    },
  };
}
