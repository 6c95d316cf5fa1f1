import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, redactAlways } from '../../../../src-main/log/redact.ts';
import { logLine } from '../../../../src-main/log/write-log.ts';
import { Secret } from '../../../../src-main/vault/secret.ts';

const canary = 'tfy_canary_9Qm2xV7cT4hKpR0yLwZ8sNd3';
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJlLWNhbmFyeQ';

describe('D6: no secret reaches the log', () => {
  it('drops fields that are not allowed, whatever they are called', () => {
    const line = logLine('request', {
      host: 'h.example',
      headers: canary,
      body: canary,
      authorization: canary,
      status: 200,
    });
    expect(line).toBe('request host=h.example status=200');
  });

  it('replaces secrets in 1,000 made-up messages, wherever they stand', () => {
    redactAlways(canary);
    const places = [
      (s: string) => `Authorization: Bearer ${s}`,
      (s: string) => `{"token":"${s}"}`,
      (s: string) => `https://h.example/x?api_key=${s}&y=1`,
      (s: string) => `https://h.example/x?z=${encodeURIComponent(s)}`,
      (s: string) => `Error: refused\n    at f (${s})`,
      (s: string) => `cause: ${Buffer.from(s).toString('base64')}`,
      (s: string) => s,
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.constantFrom(canary, jwt),
        fc.string(),
        fc.string(),
        (place, secret, before, after) => {
          const line = logLine('failed', { error: `${before} ${place(secret)} ${after}` });
          expect(line).not.toContain(secret);
          expect(line).not.toContain(Buffer.from(secret).toString('base64'));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('leaves ordinary words alone', () => {
    const text = 'sync failed host=platform.halden.example status=502 requestId=7f1c-22ab pages=14';
    expect(redact(text)).toBe(text);
  });

  it('prints a Secret as dots in every way that text is made of it', () => {
    const secret = new Secret(canary);
    const prints = [
      `${secret}`,
      String(secret),
      JSON.stringify({ secret }),
      Object.keys(secret).join(),
      JSON.stringify(Object.entries(secret)),
    ];
    for (const print of prints) expect(print).not.toContain('canary');
    expect(secret.reveal()).toBe(canary);
  });
});
