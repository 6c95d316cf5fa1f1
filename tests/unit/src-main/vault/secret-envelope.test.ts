import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../src-main/vault/secret.ts';
import { closeEnvelope, openEnvelope } from '../../../../src-main/vault/secret-envelope.ts';

const key = randomBytes(32);
const secret = new Secret('tfy_canary_9Qm2xV7cT4hKpR0yLwZ8sNd3');

describe('D1: an envelope opens only whole, with its key, for its purpose', () => {
  it('gives back what was put in, and never the same bytes twice', () => {
    const first = closeEnvelope(secret, key, 'a');
    const second = closeEnvelope(secret, key, 'a');
    expect(openEnvelope(first, key, 'a').reveal()).toBe(secret.reveal());
    expect(first.data).not.toBe(second.data);
  });

  it('refuses every flipped bit, a cut, another purpose and another key', () => {
    const envelope = closeEnvelope(secret, key, 'a');
    for (const field of ['iv', 'tag', 'data'] as const) {
      const bytes = Buffer.from(envelope[field], 'base64');
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(() => openEnvelope({ ...envelope, [field]: changed.toString('base64') }, key, 'a')).toThrow();
      }
      const cut = bytes.subarray(0, bytes.length - 1).toString('base64');
      expect(() => openEnvelope({ ...envelope, [field]: cut }, key, 'a')).toThrow();
    }
    expect(() => openEnvelope(envelope, key, 'b')).toThrow();
    expect(() => openEnvelope(envelope, randomBytes(32), 'a')).toThrow();
  });
});
