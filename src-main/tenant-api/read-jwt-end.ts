import { z } from 'zod';

/** RFC 7519, 4.1.4: `exp` counts seconds since 1970. */
const claims = z.object({ exp: z.number().positive().max(253_402_300_799) });

/**
 * Reads when a JSON Web Token ends (RFC 7519) from its own claims, unverified: for telling people, never for letting anybody in.
 * In: the token's text. Out: the moment, ISO; null for another kind of token, or one without an end.
 */
export function readJwtEnd(token: string): string | null {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return null;
  try {
    const read = claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return read.success ? new Date(read.data.exp * 1000).toISOString() : null;
  } catch {
    // Not JSON: an opaque token that happens to have dots.
    return null;
  }
}
