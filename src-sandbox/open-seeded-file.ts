import type { SandboxOptions } from './read-options.ts';
import { seedTenant } from './seed/seed-tenant.ts';
import { openSettingsTable } from './store/settings-table.ts';
import {
  OutdatedTenantFile,
  openTenantFile,
  removeTenantFile,
  type TenantFile,
} from './store/tenant-file.ts';

/** Opens the tenant's file, seeded to its end. Fails with UnusableTenantFile for a file that is not a sandbox's. */
export async function openSeededFile(path: string, options: SandboxOptions): Promise<TenantFile> {
  if (options.reset === 'always') removeTenantFile(path);
  const mode = options.mode ?? (options.sso === 'sso' ? 'scim' : 'invite-only');
  let { file, state } = openOrRenew(path, options.reset);
  const settings = openSettingsTable(file);
  if (state === 'kept' && settings.read() === undefined) {
    // A seeding that was cut off: nothing in this file was ever served.
    file.close();
    removeTenantFile(path);
    ({ file, state } = openTenantFile(path));
  }
  if (state === 'fresh') {
    const { users, seed, tenantName, sso } = options;
    await seedTenant(file, { users, seed, tenantName, mode, sso, now: Date.now() });
  } else if (options.mode !== undefined) {
    settings.write({ mode: options.mode });
  }
  return file;
}

function openOrRenew(path: string, reset: SandboxOptions['reset']): ReturnType<typeof openTenantFile> {
  try {
    return openTenantFile(path);
  } catch (error) {
    if (!(error instanceof OutdatedTenantFile) || reset !== 'outdated') throw error;
    console.error(`sandbox: ${path} was made by another version of the sandbox and is seeded anew`);
    removeTenantFile(path);
    return openTenantFile(path);
  }
}
