import { safeStorage } from 'electron';

/** Whether the operating system really protects what we give it. */
export type OsProtection = { protects: true; backend: string } | { protects: false; backend: string };

/**
 * Asks both questions: on Linux a keyring backend can be named and yet be unavailable, and `basic_text` is "available"
 * with a published password. Neither is protection (D2). Call after the app is ready.
 */
export function readOsProtection(): OsProtection {
  const backend = process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform;
  const protects = safeStorage.isEncryptionAvailable() && backend !== 'basic_text' && backend !== 'unknown';
  return { protects, backend };
}

/** Seals text with the system's key. Asynchronous, since Electron is moving to that form. */
export async function sealWithOs(text: string): Promise<Buffer> {
  return safeStorage.encryptString(text);
}

/** Opens what `sealWithOs` made; rejects when the keyring is locked, gone or another one. */
export async function openWithOs(sealed: Buffer): Promise<string> {
  return safeStorage.decryptString(sealed);
}
