import { createHmac } from 'node:crypto';
import { type CryptoKey, generateKeyPair, SignJWT } from 'jose';
import type { IdpDirectory } from './idp-directory.ts';
import type { IdpKeys } from './idp-keys.ts';
import { type IdpTokenOrder, idpTokenOrder } from './idp-token-order.ts';

/** What a token is made from. */
export interface IdpMint {
  readonly keys: IdpKeys;
  readonly directory: IdpDirectory;
  readonly issuer: string;
  readonly audience: string;
  now(): number;
}

/**
 * Makes an ID token (OpenID Connect Core section 2) as the provider does after a sign-in, without a browser. Null for
 * `email` or `emailVerified` leaves the claim out. The flaws are the classic attacks on JWTs (RFC 8725 section 2).
 */
export async function mintIdpToken(mint: IdpMint, ordered: IdpTokenOrder): Promise<string> {
  const order = idpTokenOrder.parse(ordered);
  const { keys } = mint;
  const known = order.email == null ? undefined : mint.directory.find(order.email);
  const name = order.name ?? known?.displayName;
  const issuedAt = Math.floor(mint.now() / 1000);
  const claims = {
    iss: order.issuer ?? mint.issuer,
    aud: order.audience ?? mint.audience,
    sub: order.sub ?? known?.sub ?? 'nobody',
    iat: issuedAt,
    nbf: issuedAt + order.notBeforeSeconds,
    exp: issuedAt + order.expiresInSeconds,
    ...(order.email == null ? {} : { email: order.email }),
    ...(order.emailVerified === null ? {} : { email_verified: order.emailVerified ?? true }),
    ...(name === undefined ? {} : { name }),
  };
  const sign = (header: { kid: string }, key: CryptoKey) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...header }).sign(key);
  switch (order.flaw) {
    case undefined:
      return sign({ kid: keys.kid }, keys.privateKey);
    case 'bad-signature':
      return sign({ kid: keys.kid }, (await generateKeyPair('RS256')).privateKey);
    case 'unknown-kid':
      return sign({ kid: 'no-such-key' }, keys.privateKey);
    case 'alg-none':
      return `${unsigned({ alg: 'none', typ: 'JWT' }, claims)}.`;
    case 'hs256-with-public-key': {
      const text = unsigned({ alg: 'HS256', typ: 'JWT', kid: keys.kid }, claims);
      return `${text}.${createHmac('sha256', keys.publicPem).update(text).digest('base64url')}`;
    }
  }
}

function unsigned(header: object, claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}`;
}
