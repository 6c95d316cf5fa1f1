import type { Secret } from '../vault/secret.ts';

// The one file of this room that reads a token's value.

/** The Authorization header for `url`, or nothing when `url` is not at the origin that the token belongs to (C1). */
export function bearerFor(token: Secret | null, origin: string, url: URL): Record<string, string> {
  return token && url.origin === origin ? { Authorization: `Bearer ${token.reveal()}` } : {};
}

/** A text without the token in it, should a server send it back. */
export function withoutToken(text: string, token: Secret | null): string {
  const value = token?.reveal() ?? '';
  return value.length >= 8 ? text.replaceAll(value, '••••') : text;
}

/** A server's own words made safe to show and log: no token, no control characters, at most 300 characters. */
export function safeWords(text: string, token: Secret | null): string {
  return withoutToken(text, token)
    .replace(/\bBearer\s+\S+/gi, 'Bearer ••••')
    .replace(/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, '••••')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}

/** What a JWT says about itself, unproven: good for asking the tenant, never for believing. */
export interface TokenClaims {
  email: string | null;
  subject: string | null;
}

/** Reads email and subject from the token's middle part; both null when it is no JWT. */
export function readTokenClaims(token: Secret): TokenClaims {
  const none = { email: null, subject: null };
  const middle = token.reveal().split('.')[1];
  if (!middle) return none;
  let claims: unknown;
  try {
    claims = JSON.parse(Buffer.from(middle, 'base64url').toString('utf8'));
  } catch {
    // An opaque token is as good as a JWT; it only cannot tell whose it is.
    return none;
  }
  if (typeof claims !== 'object' || claims === null) return none;
  const text = (name: string): string | null => {
    const value = (claims as Record<string, unknown>)[name];
    return typeof value === 'string' && value.length > 0 && value.length <= 320 ? value : null;
  };
  const subject = text('sub');
  const email = text('email') ?? text('preferred_username') ?? subject;
  return { email: email?.includes('@') ? email : null, subject };
}

/** When a token ends by its own word, in ms since 1970; null when it is no JWT or does not say. */
export function readTokenEnd(token: Secret): number | null {
  const middle = token.reveal().split('.')[1];
  if (!middle) return null;
  try {
    const claims: unknown = JSON.parse(Buffer.from(middle, 'base64url').toString('utf8'));
    const end = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : null;
    return typeof end === 'number' && end > 0 && end < 100_000_000_000 ? end * 1000 : null;
  } catch {
    // An opaque token does not tell.
    return null;
  }
}
