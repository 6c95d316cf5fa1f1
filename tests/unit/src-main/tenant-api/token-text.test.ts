import { describe, expect, test } from 'vitest';
import { bearerFor, readTokenClaims, safeWords } from '../../../../src-main/tenant-api/token-text.ts';
import { Secret } from '../../../../src-main/vault/secret.ts';

const value = 'tfy-pat-canary-0123456789';
const jwt = (claims: unknown): Secret =>
  new Secret(`h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`);

describe('where a token goes', () => {
  test('to its own origin only', () => {
    const token = new Secret(value);
    const origin = 'https://a.example';
    expect(bearerFor(token, origin, new URL('https://a.example/x'))).toEqual({
      Authorization: `Bearer ${value}`,
    });
    for (const elsewhere of [
      'http://a.example/',
      'https://b.example/',
      'https://a.example:8443/',
      'https://a.example.b/',
    ]) {
      expect(bearerFor(token, origin, new URL(elsewhere))).toEqual({});
    }
    expect(bearerFor(null, origin, new URL(origin))).toEqual({});
  });
});

describe("a server's own words", () => {
  test('lose tokens, control characters and length', () => {
    const words = safeWords(`Bad\u0000\u001b[31m ${value}\n\u202e${'x'.repeat(500)}`, new Secret(value));
    expect(words).not.toContain(value);
    expect(words).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(words.length).toBeLessThanOrEqual(300);
    expect(words.startsWith('Bad [31m •••• x')).toBe(true);
  });

  test('lose what looks like a token of somebody else', () => {
    const words = safeWords('got Authorization: Bearer abc.def and eyJhbGciOi.eyJzdWIiOi.sig', null);
    expect(words).not.toContain('abc.def');
    expect(words).not.toContain('eyJ');
  });
});

describe('what a token says of itself', () => {
  test.each<[string, Secret, { email: string | null; subject: string | null }]>([
    ['email and subject', jwt({ email: 'a@b.example', sub: 'u1' }), { email: 'a@b.example', subject: 'u1' }],
    ['an email as subject', jwt({ sub: 'a@b.example' }), { email: 'a@b.example', subject: 'a@b.example' }],
    ['a subject that is no email', jwt({ sub: 'u1' }), { email: null, subject: 'u1' }],
    ['an opaque token', new Secret(value), { email: null, subject: null }],
    ['rubbish in the middle', new Secret('a.%%%.b'), { email: null, subject: null }],
    ['claims of other kinds', jwt({ email: 7, sub: ['x'] }), { email: null, subject: null }],
    ['no object', jwt('text'), { email: null, subject: null }],
  ])('%s', (_name, token, claims) => {
    expect(readTokenClaims(token)).toEqual(claims);
  });
});
