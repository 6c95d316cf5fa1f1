import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Secret } from './secret.ts';

export const envelopeSchema = z.strictObject({ iv: z.string(), tag: z.string(), data: z.string() });
export type Envelope = z.infer<typeof envelopeSchema>;

/**
 * AES-256-GCM with the purpose as associated data, because the operating system's own sealing on Linux neither varies nor
 * authenticates (D1): a changed bit, or an envelope moved to another tenant or field, does not open.
 */
export function closeEnvelope(secret: Secret, key: Buffer, purpose: string): Envelope {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(purpose));
  const data = Buffer.concat([cipher.update(secret.reveal(), 'utf8'), cipher.final()]);
  return {
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  };
}

/** Opens an envelope; throws when key, purpose or content differ. */
export function openEnvelope(envelope: Envelope, key: Buffer, purpose: string): Secret {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(envelope.iv, 'base64'), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(purpose));
  decipher.setAuthTag(Buffer.from(envelope.tag, 'base64'));
  return new Secret(
    Buffer.concat([decipher.update(Buffer.from(envelope.data, 'base64')), decipher.final()]).toString('utf8'),
  );
}
