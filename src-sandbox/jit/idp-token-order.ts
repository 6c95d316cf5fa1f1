import { z } from 'zod';
import { emailField } from '../read-request.ts';

/** What the token of POST /idp/token shall say, and what shall be wrong with it. */
export const idpTokenOrder = z.strictObject({
  email: emailField.nullish(),
  emailVerified: z.boolean().nullish(),
  name: z.string().min(1).max(256).optional(),
  sub: z.string().min(1).max(256).optional(),
  audience: z.string().min(1).max(512).optional(),
  issuer: z.string().min(1).max(512).optional(),
  /** From the tenant's moment; below zero for a token that has expired. */
  expiresInSeconds: z.number().int().min(-31_536_000).max(31_536_000).default(3600),
  /** From the tenant's moment; above zero for a token that is not valid yet. */
  notBeforeSeconds: z.number().int().min(-31_536_000).max(31_536_000).default(0),
  flaw: z.enum(['bad-signature', 'unknown-kid', 'alg-none', 'hs256-with-public-key']).optional(),
});

export type IdpTokenOrder = z.input<typeof idpTokenOrder>;
