import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { openStore } from '../store/open-store.ts';
import { openWithOs, readOsProtection, sealWithOs } from './seal-with-os.ts';
import type { Secret } from './secret.ts';
import { closeEnvelope, envelopeSchema, openEnvelope } from './secret-envelope.ts';

const secretsFileSchema = z.strictObject({
  /** The data key, sealed by the operating system; empty before the first secret. */
  sealedKey: z.string(),
  tokens: z.record(z.string(), envelopeSchema),
});

/** Keeps credentials: with the operating system where it really protects them, else in memory until quit. */
export interface Vault {
  readonly keeps: 'with-the-system' | 'this-session-only';
  /** What that means, in words for the admin. */
  readonly sentence: string;
  /** Keeps a tenant's token. `session` keeps it in memory only, whatever the system offers. */
  keep(tenantId: string, token: Secret, where: 'best' | 'session'): Promise<'kept' | 'session-only'>;
  /** Where a tenant's token is now. */
  stateOf(tenantId: string): 'kept' | 'session-only' | 'missing';
  /** The token, or null when there is none or the keychain does not open; the sealed one is then kept as it is. */
  read(tenantId: string): Promise<Secret | null>;
  forget(tenantId: string): Promise<void>;
}

/** Opens the vault in the folder. Call after the app is ready. Answers notices about a damaged file as well. */
export function openVault(folder: string): { vault: Vault; notices: string[] } {
  const { store, notices } = openStore(folder, 'secrets', secretsFileSchema, { sealedKey: '', tokens: {} });
  const protection = readOsProtection();
  const session = new Map<string, Secret>();
  let dataKey: Buffer | null = null;
  const purposeOf = (tenantId: string): string => `tenantry|v1|token|${tenantId}`;

  const openKey = async (): Promise<Buffer> => {
    const sealed = store.get('sealedKey');
    if (dataKey !== null) return dataKey;
    if (sealed !== '') {
      dataKey = Buffer.from(await openWithOs(Buffer.from(sealed, 'base64')), 'base64');
      return dataKey;
    }
    const fresh = randomBytes(32);
    store.set('sealedKey', (await sealWithOs(fresh.toString('base64'))).toString('base64'));
    dataKey = fresh;
    return fresh;
  };

  return {
    notices,
    vault: {
      keeps: protection.protects ? 'with-the-system' : 'this-session-only',
      sentence: protection.protects
        ? "Tokens stay in this computer's keychain."
        : 'This computer offers no keychain, so tokens are kept in memory until you quit, and never in a file.',
      keep: async (tenantId, token, where) => {
        session.set(tenantId, token);
        if (where === 'session' || !protection.protects) return 'session-only';
        try {
          const envelope = closeEnvelope(token, await openKey(), purposeOf(tenantId));
          store.set('tokens', { ...store.get('tokens'), [tenantId]: envelope });
          return 'kept';
        } catch {
          // The keychain is locked or another one: what is sealed stays, this token lives until quit, the screen says so.
          return 'session-only';
        }
      },
      stateOf: (tenantId) =>
        protection.protects && Object.hasOwn(store.get('tokens'), tenantId)
          ? 'kept'
          : session.has(tenantId)
            ? 'session-only'
            : 'missing',
      read: async (tenantId) => {
        const inMemory = session.get(tenantId);
        if (inMemory !== undefined) return inMemory;
        const envelope = store.get('tokens')[tenantId];
        if (envelope === undefined || !protection.protects) return null;
        try {
          const token = openEnvelope(envelope, await openKey(), purposeOf(tenantId));
          session.set(tenantId, token);
          return token;
        } catch {
          // Locked (D3): nothing is thrown away; the tenant shows as signed out until the keychain opens again.
          return null;
        }
      },
      forget: async (tenantId) => {
        session.delete(tenantId);
        const { [tenantId]: _gone, ...others } = store.get('tokens');
        store.set('tokens', others);
      },
    },
  };
}
