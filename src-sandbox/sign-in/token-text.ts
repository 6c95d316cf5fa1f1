import { createHash, createHmac, randomBytes } from 'node:crypto';

/** What stands in for a token wherever it is stored: its SHA-256 as hex. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * Makes a JWT (RFC 7519) signed with HS256 under a key that is thrown away: the sandbox knows its tokens by their
 * hash, so nobody ever verifies the signature.
 */
export function makeJwt(payload: Readonly<Record<string, string | number>>): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const unsigned = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ ...payload, jti: randomBytes(9).toString('hex') })}`;
  return `${unsigned}.${createHmac('sha256', randomBytes(32)).update(unsigned).digest('base64url')}`;
}

/** Makes an opaque token: 48 letters and digits. */
export function makeOpaqueToken(): string {
  return `tfp_${randomBytes(24).toString('hex')}`;
}
