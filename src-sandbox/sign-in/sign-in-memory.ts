import { type Mailbox, openMailbox } from '../invites/mailbox.ts';
import { type IdentityProvider, openIdentityProvider } from '../jit/identity-provider.ts';
import { type OutboxPasses, openOutboxPasses } from '../pages/outbox-passes.ts';
import type { TenantStore } from '../store/open-store.ts';
import { openSignInAttempts, type SignInAttempts } from './sign-in-attempts.ts';

/** What signing in keeps in memory for the process's life, and in no file. */
export interface SignInMemory {
  readonly mailbox: Mailbox;
  readonly identityProvider: IdentityProvider;
  readonly attempts: SignInAttempts;
  readonly outboxPasses: OutboxPasses;
}

/** Opens it empty; close the identity provider with the tenant. */
export function openSignInMemory(room: { store: TenantStore; tenantUrl: string }): SignInMemory {
  return {
    mailbox: openMailbox(),
    identityProvider: openIdentityProvider(room),
    attempts: openSignInAttempts(room.store),
    outboxPasses: openOutboxPasses(room.store.now),
  };
}
