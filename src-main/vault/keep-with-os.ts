import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { OpenedStore } from '../store/open-store.ts';
import { openWithOs, sealWithOs } from './seal-with-os.ts';
import type { Secret } from './secret.ts';
import { closeEnvelope, envelopeSchema, openEnvelope } from './secret-envelope.ts';
import type { Vault } from './vault.ts';

export const secretsFileSchema = z.strictObject({
  /** The data key, sealed by the operating system; empty before the first secret. */
  sealedKey: z.string(),
  tokens: z.record(z.string(), envelopeSchema),
});
export type SecretsFile = z.infer<typeof secretsFileSchema>;

const purposeOf = (tenantId: string): string => `tenantry|v1|token|${tenantId}`;

/** A vault whose data key is sealed by the operating system; each token is an envelope of its own in the secrets file. */
export function keepWithOs(store: OpenedStore<SecretsFile>['store']): Vault {
  const session = new Map<string, Secret>();
  let opening: Promise<Buffer> | null = null;

  const readKey = async (): Promise<Buffer> => {
    const sealed = store.get('sealedKey');
    if (sealed !== '') return Buffer.from(await openWithOs(Buffer.from(sealed, 'base64')), 'base64');
    const fresh = randomBytes(32);
    store.set('sealedKey', (await sealWithOs(fresh.toString('base64'))).toString('base64'));
    return fresh;
  };
  // One at a time: two tokens kept at once must not make two keys.
  const openKey = (): Promise<Buffer> => {
    opening ??= readKey().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
  const isSealed = (tenantId: string): boolean => Object.hasOwn(store.get('tokens'), tenantId);

  return {
    keeps: 'with-the-system',
    sentence: "Tokens stay in this computer's keychain.",
    keep: async (tenantId, token, where) => {
      session.set(tenantId, token);
      if (where === 'session') return 'session-only';
      try {
        const envelope = closeEnvelope(token, await openKey(), purposeOf(tenantId));
        store.set('tokens', { ...store.get('tokens'), [tenantId]: envelope });
        return 'kept';
      } catch {
        // The keychain is locked or another one: what is sealed stays, this token lives until quit, the screen says so.
        return 'session-only';
      }
    },
    stateOf: (tenantId) => (isSealed(tenantId) ? 'kept' : session.has(tenantId) ? 'session-only' : 'missing'),
    read: async (tenantId) => {
      const inMemory = session.get(tenantId);
      if (inMemory !== undefined) return inMemory;
      const envelope = store.get('tokens')[tenantId];
      if (envelope === undefined) return null;
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
      dropSealedToken(store, tenantId);
    },
  };
}

/** Takes a tenant's envelope out of the file; needs no key. */
export function dropSealedToken(store: OpenedStore<SecretsFile>['store'], tenantId: string): void {
  const { [tenantId]: _gone, ...others } = store.get('tokens');
  store.set('tokens', others);
}
