import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../store/open-store.ts';
import { keepInMemory } from './keep-in-memory.ts';
import { dropSealedToken, keepWithOs, secretsFileSchema } from './keep-with-os.ts';
import { readOsProtection } from './seal-with-os.ts';
import type { Vault } from './vault.ts';

/**
 * Opens the vault in the folder. Call after the app is ready. Without real protection nothing is opened or written, and
 * a secrets file of an earlier start stays as it is (D2, D3). Answers notices about a damaged file as well.
 */
export function openVault(folder: string): { vault: Vault; notices: string[] } {
  const open = () => openStore(folder, 'secrets', secretsFileSchema, { sealedKey: '', tokens: {} });
  if (!readOsProtection().protects) {
    const forgetSealed = (tenantId: string): void => {
      if (existsSync(join(folder, 'secrets.json'))) dropSealedToken(open().store, tenantId);
    };
    return { vault: keepInMemory(forgetSealed), notices: [] };
  }
  const { store, notices } = open();
  return { vault: keepWithOs(store), notices };
}
