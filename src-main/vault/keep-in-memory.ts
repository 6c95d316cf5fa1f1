import type { Secret } from './secret.ts';
import type { Vault } from './vault.ts';

/**
 * A vault for this session only: where the computer offers no real protection, nothing is written anywhere (D2).
 * `forgetSealed` removes what an earlier start may have sealed for a tenant.
 */
export function keepInMemory(forgetSealed: (tenantId: string) => void): Vault {
  const tokens = new Map<string, Secret>();
  return {
    keeps: 'this-session-only',
    sentence:
      'This computer offers no keychain, so tokens are kept in memory until you quit, and never in a file.',
    keep: async (tenantId, token) => {
      tokens.set(tenantId, token);
      return 'session-only';
    },
    stateOf: (tenantId) => (tokens.has(tenantId) ? 'session-only' : 'missing'),
    read: async (tenantId) => tokens.get(tenantId) ?? null,
    forget: async (tenantId) => {
      tokens.delete(tenantId);
      forgetSealed(tenantId);
    },
  };
}
