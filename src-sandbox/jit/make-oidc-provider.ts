import Provider, { type Configuration } from 'oidc-provider';
import { html } from '../pages/html.ts';
import { pageText } from '../pages/page-frame.ts';
import type { IdpDirectory } from './idp-directory.ts';
import type { IdpKeys } from './idp-keys.ts';
import { oidcMemory } from './oidc-memory.ts';

export interface OidcSetting {
  readonly issuer: string;
  /** The one client: this tenant. */
  readonly audience: string;
  readonly redirectUri: string;
  readonly keys: IdpKeys;
  readonly directory: IdpDirectory;
  readonly cookieKey: string;
}

const hour = 3600;

/**
 * An OpenID provider (oidc-provider) with one client: code flow with PKCE, RS256 ID tokens that carry address and name.
 * Whoever picks a person signs in as them; nobody is asked for consent.
 */
export function makeOidcProvider(setting: OidcSetting): Provider {
  const { directory } = setting;
  const port = new URL(setting.issuer).port;
  const configuration: Configuration = {
    adapter: oidcMemory(),
    clients: [
      {
        client_id: setting.audience,
        client_name: setting.audience,
        token_endpoint_auth_method: 'none',
        redirect_uris: [setting.redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [setting.keys.privateJwk] },
    // Browsers send a cookie to every port of a host: the port in its name keeps two sandboxes apart.
    cookies: {
      keys: [setting.cookieKey],
      names: {
        session: `idp-session-${port}`,
        interaction: `idp-interaction-${port}`,
        resume: `idp-resume-${port}`,
      },
    },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    // The tenant reads the person from the ID token alone.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/login/${interaction.uid}` },
    findAccount(_ctx, sub) {
      const person = directory.bySub(sub);
      if (person === undefined) return undefined;
      const { email, displayName } = person;
      const named = displayName === undefined ? {} : { name: displayName };
      return { accountId: sub, claims: async () => ({ sub, email, email_verified: true, ...named }) };
    },
    async loadExistingGrant(ctx) {
      const { client, session, provider } = ctx.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
    pkce: { required: () => true },
    ttl: {
      AccessToken: hour,
      AuthorizationCode: 60,
      IdToken: hour,
      Interaction: hour,
      Session: hour,
      Grant: hour,
    },
    renderError(ctx, out) {
      ctx.type = 'html';
      const { text, policy } = pageText({
        title: 'This sign-in cannot go on',
        body: html`<p>${out.error_description ?? out.error}</p>`,
      });
      ctx.set('content-security-policy', policy);
      ctx.body = text;
    },
  };
  return new Provider(setting.issuer, configuration);
}
