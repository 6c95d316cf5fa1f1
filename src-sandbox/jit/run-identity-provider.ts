import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { TenantStore } from '../store/open-store.ts';
import { checkIdpToken, idpKeySet } from './check-idp-token.ts';
import type { RunningIdentityProvider } from './identity-provider.ts';
import { openIdpDirectory } from './idp-directory.ts';
import { makeIdpKeys } from './idp-keys.ts';
import { idpLoginPages } from './idp-login-pages.ts';
import { makeOidcProvider } from './make-oidc-provider.ts';
import { mintIdpToken } from './mint-idp-token.ts';

/** Starts the provider on a loopback port of its own. Fails with the listener's error. */
export async function runIdentityProvider(room: {
  store: TenantStore;
  tenantUrl: string;
}): Promise<RunningIdentityProvider> {
  const { store, tenantUrl } = room;
  const keys = await makeIdpKeys();
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Waiting for sign-ins must not keep a process that has nothing else to do.
  server.unref();
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const issuer = `http://127.0.0.1:${port}`;
  const audience = `tenant-${store.facts().tenantName}`;
  const redirectUri = `${tenantUrl}/sso/callback`;
  const directory = openIdpDirectory(store);
  const cookieKey = randomBytes(32).toString('base64url');
  const provider = makeOidcProvider({ issuer, audience, redirectUri, keys, directory, cookieKey });
  server.on('request', idpLoginPages({ provider, directory, tenantName: store.facts().tenantName }));
  const check = { issuer, audience, keys: idpKeySet(issuer) };
  const mint = { keys, directory, issuer, audience, now: store.now };

  return {
    issuer,
    audience,
    redirectUri,
    mint: (order) => mintIdpToken(mint, order),
    // A browser's sign-in is checked at the machine's moment, since oidc-provider knows no other clock.
    check: (token, expected) =>
      checkIdpToken(check, {
        token,
        now: expected === undefined ? new Date(store.now()) : new Date(),
        ...expected,
      }),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
