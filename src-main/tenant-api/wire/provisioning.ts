import { z } from 'zod';
import type { Agreement } from './agreement.ts';
import type { Provisioning, ScimTokenState, SsoConnection } from './tenant-api-types.ts';

/** Extension profile (tenant-api note, section 7): no source publishes these, the sandbox defines them. */
const subject = z.object({ subjectSlug: z.string().nullish(), subjectDisplayName: z.string().nullish() });

export const provisioningWireSchema = z.object({
  mode: z.enum(['scim', 'jit', 'invite-only']),
  changedAt: z.string().nullish(),
  changedBySubject: subject.nullish(),
  defaultRole: z.string().nullish(),
});
export type ProvisioningWire = z.infer<typeof provisioningWireSchema>;
export type ProvisioningAgreement = Agreement<typeof provisioningWireSchema, Provisioning>;

export const ssoWireSchema = z.object({
  id: z.string().min(1).max(128),
  name: z.string(),
  kind: z.string().nullish(),
  scimUrl: z.string().nullish(),
});
export type SsoWire = z.infer<typeof ssoWireSchema>;
export type SsoAgreement = Agreement<typeof ssoWireSchema, SsoConnection>;

export const scimTokenWireSchema = z.object({
  state: z.enum(['none', 'active']),
  createdAt: z.string().nullish(),
  createdBySubject: subject.nullish(),
  lastUsedAt: z.string().nullish(),
  expiresAt: z.string().nullish(),
  lastFour: z.string().max(4).nullish(),
});
export type ScimTokenWire = z.infer<typeof scimTokenWireSchema>;
export type ScimTokenAgreement = Agreement<typeof scimTokenWireSchema, ScimTokenState>;
