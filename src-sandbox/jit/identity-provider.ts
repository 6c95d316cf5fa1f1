import type { Request } from 'express';
import type { TenantStore } from '../store/open-store.ts';
import type { UserRow } from '../store/user-row.ts';
import { admitIdpPerson } from './admit-idp-person.ts';
import type { IdpClaims } from './check-idp-token.ts';
import type { IdpTokenOrder } from './idp-token-order.ts';

/** The built-in OpenID provider, listening. */
export interface RunningIdentityProvider {
  /** Its address: discovery lies below it at /.well-known/openid-configuration. */
  readonly issuer: string;
  /** What tokens for this tenant name as their audience. */
  readonly audience: string;
  /** Where the code of a browser's sign-in comes back to. */
  readonly redirectUri: string;
  mint(order: IdpTokenOrder): Promise<string>;
  /** The claims of a token that holds; fails with 401. `nonce` is what a browser's sign-in must bring back. */
  check(token: string, expected?: { nonce: string }): Promise<IdpClaims>;
  close(): Promise<void>;
}

/** The provider, started when somebody first needs it. */
export interface IdentityProvider {
  /**
   * The person of a token, whom it makes in the mode JIT. Fails as the check of the token and admitIdpPerson do. `nonce`
   * is that of a browser's sign-in.
   */
  admit(given: {
    token: string;
    nonce?: string;
    request: Pick<Request, 'method' | 'originalUrl'>;
  }): Promise<UserRow>;
  start(): Promise<RunningIdentityProvider>;
  /** The running one, or undefined while nobody has needed it: then no token of its can exist. */
  running(): RunningIdentityProvider | undefined;
  close(): Promise<void>;
}

/** Stands for a provider without starting it; the packages that it needs are loaded with the start. */
export function openIdentityProvider(room: { store: TenantStore; tenantUrl: string }): IdentityProvider {
  let starting: Promise<RunningIdentityProvider> | undefined;
  let running: RunningIdentityProvider | undefined;

  async function run(): Promise<RunningIdentityProvider> {
    const { runIdentityProvider } = await import('./run-identity-provider.ts');
    running = await runIdentityProvider(room);
    return running;
  }

  function start(): Promise<RunningIdentityProvider> {
    starting ??= run().catch((error: unknown) => {
      starting = undefined;
      throw error;
    });
    return starting;
  }

  return {
    start,
    running: () => running,
    async admit({ token, nonce, request }) {
      const provider = await start();
      const claims = await provider.check(token, nonce === undefined ? undefined : { nonce });
      const way = nonce === undefined ? 'token' : 'browser';
      // By the tenant as it is now, also for a request that an ordered fault shows an older state.
      return admitIdpPerson(room.store, { claims, request, way });
    },
    async close() {
      await (await starting)?.close();
    },
  };
}
