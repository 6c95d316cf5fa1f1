import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWK,
} from 'jose';

/** The provider's signing key, made anew with each start: its tokens live no longer than it does. */
export interface IdpKeys {
  readonly privateKey: CryptoKey;
  /** With the private parts, as oidc-provider takes it. It never leaves the process. */
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
  readonly publicPem: string;
  readonly kid: string;
}

/** Makes an RS256 key of 2048 bits. */
export async function makeIdpKeys(): Promise<IdpKeys> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', {
    modulusLength: 2048,
    extractable: true,
  });
  const [privateJwk, publicJwk, publicPem] = await Promise.all([
    exportJWK(privateKey),
    exportJWK(publicKey),
    exportSPKI(publicKey),
  ]);
  const kid = await calculateJwkThumbprint(publicJwk);
  const named = { kid, alg: 'RS256', use: 'sig' };
  return {
    privateKey,
    privateJwk: { ...privateJwk, ...named },
    publicJwk: { ...publicJwk, ...named },
    publicPem,
    kid,
  };
}
