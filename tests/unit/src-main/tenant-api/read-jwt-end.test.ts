import { describe, expect, it } from 'vitest';
import { readJwtEnd } from '../../../../src-main/tenant-api/read-jwt-end.ts';

const jwt = (payload: unknown): string =>
  ['{"alg":"HS256"}', typeof payload === 'string' ? payload : JSON.stringify(payload), 'signed']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');

describe('the end of a token', () => {
  it('is read from the exp claim, in seconds (RFC 7519, 4.1.4)', () => {
    expect(readJwtEnd(jwt({ exp: 1_796_083_200 }))).toBe('2026-12-01T00:00:00.000Z');
    expect(readJwtEnd(jwt({ exp: 1_796_083_200.5, sub: 'scim' }))).toBe('2026-12-01T00:00:00.500Z');
  });

  it.each([
    ['a token without an end', jwt({ sub: 'scim' })],
    ['an opaque token', 'tfp_0123456789abcdef'],
    ['an opaque token with dots', 'one.two.three'],
    ['an end that is no number', jwt({ exp: 'tomorrow' })],
    ['an end beyond any calendar', jwt({ exp: 1e18 })],
    ['an end of nought', jwt({ exp: 0 })],
    ['claims that are a list', jwt([1])],
    ['claims that are no JSON', jwt('{')],
    ['nothing', ''],
  ])('is not known of %s', (_name, token) => {
    expect(readJwtEnd(token)).toBeNull();
  });
});
