import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { joinTenant } from './join-tenant.ts';
import { openSeededFile } from './open-seeded-file.ts';
import type { SandboxOptions } from './read-options.ts';
import { lockTenantFile, type TenantFileLock } from './store/lock-tenant-file.ts';
import { refuseUnfitPlace } from './store/refuse-unfit-place.ts';
import type { ProvisioningMode } from './store/settings-table.ts';
import type { TenantFile } from './store/tenant-file.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';
import { openTenantDoor, type TenantDoor } from './tenant-door.ts';

/** What a starter needs to know; printed as one line of JSON with --json. */
export interface ReadyTenant {
  readonly tenantUrl: string;
  readonly tenantName: string;
  readonly token: string;
  readonly memberToken?: string;
  /** Where and with what an identity provider pushes; absent without an SSO connection. */
  readonly scimUrl?: string;
  readonly scimToken?: string;
  /** Whoever knows this address may steer the tenant; absent with --no-control. */
  readonly controlUrl?: string;
  readonly users: number;
  readonly seed: number;
  /** Only in the mode `scim` does the SCIM token work. */
  readonly mode: ProvisioningMode;
}

export interface ServedTenant {
  readonly ready: ReadyTenant;
  /** Stops accepting, lets the calls under way finish, closes the file, removes a temporary one. */
  close(): Promise<void>;
}

/** Opens or seeds the tenant and serves it on 127.0.0.1. Fails with UnusableTenantFile or the listener's error. */
export async function serveTenant(options: SandboxOptions): Promise<ServedTenant> {
  const folder = options.file === undefined ? makeTemporaryFolder() : undefined;
  const path = options.file ?? join(folder ?? '', 'tenant.sqlite');
  const cleanUp = () => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  };
  // Also when a signal ends the process while it still seeds.
  process.once('exit', cleanUp);
  let lock: TenantFileLock | undefined;
  let file: TenantFile | undefined;
  let door: TenantDoor | undefined;
  try {
    refuseUnfitPlace(path);
    lock = lockTenantFile(path);
    file = await openSeededFile(path, options);
    door = await openTenantDoor(options.port);
    const joined = await joinTenant(file, { path, door, options });
    const opened = file;
    const held = lock;
    return {
      ready: joined.ready,
      async close() {
        await joined.close();
        opened.close();
        held.release();
        cleanUp();
        process.off('exit', cleanUp);
      },
    };
  } catch (error) {
    await door?.close();
    file?.close();
    lock?.release();
    cleanUp();
    throw error;
  }
}
