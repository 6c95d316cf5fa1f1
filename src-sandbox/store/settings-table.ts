import type { TenantFile } from './tenant-file.ts';

export const settingsShape = `
  CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** Who creates and removes accounts: one mode per tenant (tenant-api, section 5). */
export type ProvisioningMode = 'scim' | 'jit' | 'invite-only';

/** What is true of the tenant as a whole. Moments are milliseconds since 1970. */
export interface TenantFacts {
  tenantName: string;
  accountId: string;
  seed: number;
  seededUsers: number;
  createdAt: number;
  /** The person whom the tenant's own token belongs to. */
  founderId: string;
  mode: ProvisioningMode;
  modeChangedAt: number | null;
  modeChangedById: string | null;
  /** Null where no SSO connection exists. */
  ssoId: string | null;
  scimTokenHash: string | null;
  scimTokenLastFour: string | null;
  scimTokenCreatedAt: number | null;
  scimTokenCreatedById: string | null;
  scimTokenLastUsedAt: number | null;
  /** Null for a token without an end; absent in a file that an earlier version kept. */
  scimTokenExpiresAt?: number | null;
}

export interface SettingsTable {
  /** The facts as they are now, or undefined while the tenant was never seeded to the end. */
  read(): Readonly<TenantFacts> | undefined;
  write(changed: Partial<TenantFacts>): void;
}

/** The tenant's settings, held in memory and written through. */
export function openSettingsTable(file: TenantFile): SettingsTable {
  const select = file.prepare<[], string>(`SELECT value FROM settings WHERE name = 'tenant'`).pluck();
  const upsert = file.prepare<[string]>(
    `INSERT INTO settings (name, value) VALUES ('tenant', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  );
  const stored = select.get();
  // Only this module writes the row, under the file's shape number, so its form is known.
  let facts = stored === undefined ? undefined : (JSON.parse(stored) as TenantFacts);
  return {
    read: () => facts,
    write(changed) {
      const next = { ...facts, ...changed } as TenantFacts;
      upsert.run(JSON.stringify(next));
      facts = next;
    },
  };
}
