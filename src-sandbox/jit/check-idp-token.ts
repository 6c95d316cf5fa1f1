import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { emailField, textField } from '../read-request.ts';

/** What a good token says of its person. */
export interface IdpClaims {
  readonly sub: string;
  readonly email: string;
  readonly name: string | null;
}

export interface IdpTokenCheck {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: ReturnType<typeof createRemoteJWKSet>;
}

const claimsShape = z.object({
  sub: textField(256).min(1),
  email: emailField,
  email_verified: z.literal(true),
  name: textField(256).min(1).optional(),
  nonce: z.string().optional(),
});

/** The keys that the provider publishes, read over HTTP when first needed. */
export function idpKeySet(issuer: string): IdpTokenCheck['keys'] {
  return createRemoteJWKSet(new URL('/jwks', issuer), { timeoutDuration: 2000 });
}

/**
 * Checks a token of the identity provider: RS256 by a published key, issuer, audience, exp and nbf at this moment, and
 * an address that the provider vouches for (OpenID Connect Core section 3.1.3.7). Fails with 401 and a sentence.
 */
export async function checkIdpToken(
  check: IdpTokenCheck,
  given: { token: string; now: Date; nonce?: string },
): Promise<IdpClaims> {
  const { payload } = await jwtVerify(given.token, check.keys, {
    issuer: check.issuer,
    audience: check.audience,
    algorithms: ['RS256'],
    requiredClaims: ['exp', 'sub'],
    currentDate: given.now,
  }).catch((error: unknown) => {
    throw refused(whyNot(error));
  });
  const claims = claimsShape.safeParse(payload);
  if (!claims.success) throw refused('it names no e-mail address that the identity provider has verified');
  if (given.nonce !== undefined && claims.data.nonce !== given.nonce) {
    throw refused('it belongs to another sign-in');
  }
  return { sub: claims.data.sub, email: claims.data.email, name: claims.data.name ?? null };
}

function whyNot(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return 'it was issued for another audience';
    if (error.claim === 'iss') return 'it comes from another issuer';
    if (error.claim === 'nbf') return 'it is not valid yet';
    return `its claim ${error.claim} does not hold`;
  }
  if (error instanceof errors.JWKSNoMatchingKey)
    return 'its key is not one that the identity provider publishes';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature does not hold';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'it is not signed with RS256';
  if (error instanceof errors.JOSEError) return 'it is not a token of the identity provider';
  throw error;
}

function refused(why: string): ApiProblem {
  return new ApiProblem({ statusCode: 401, code: 401, message: `This token is not accepted: ${why}.` });
}
