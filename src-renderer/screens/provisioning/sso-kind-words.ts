import type { SsoConnection } from '../../../src-contract/provisioning.ts';

/** How an SSO connection signs people in. */
export const ssoKindWords: Readonly<Record<SsoConnection['kind'], string>> = {
  oidc: 'OIDC',
  saml2: 'SAML 2.0',
  other: 'SSO',
};
