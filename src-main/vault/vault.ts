import type { Secret } from './secret.ts';

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
