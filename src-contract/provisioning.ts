import { z } from 'zod';
import { channel } from './channel.ts';
import { done, idField, momentField, tenantIdField } from './fields.ts';
import { rehearsalListField, rehearsalSchema, switchCheckSchema } from './mode-rehearsals.ts';
import { failureSchema } from './outcome.ts';

export const provisioningModeField = z.enum(['scim', 'jit', 'invite-only']);
export type ProvisioningMode = z.infer<typeof provisioningModeField>;

export const ssoConnectionSchema = z.strictObject({
  id: z.string().max(128),
  name: z.string(),
  kind: z.enum(['oidc', 'saml2', 'other']),
  scimUrl: z.string(),
});
export type SsoConnection = z.infer<typeof ssoConnectionSchema>;

export const scimTokenStateSchema = z.strictObject({
  ssoId: z.string().max(128),
  /**
   * `unknown`: a rotation was cut off; whether the old or a new token is valid cannot be told. `lost`: one was made here and
   * never copied, so nobody has its value.
   */
  state: z.enum(['none', 'active', 'unknown', 'lost']),
  createdAt: momentField.nullable(),
  createdBy: z.string().nullable(),
  lastUsedAt: momentField.nullable(),
  /** Null where neither the tenant nor the token itself tells. */
  expiresAt: momentField.nullable(),
  lastFour: z.string().max(4).nullable(),
});
export type ScimTokenState = z.infer<typeof scimTokenStateSchema>;

export const provisioningSchema = z.strictObject({
  tenantId: tenantIdField,
  /** `reported` by the extension profile, `inferred` from what people look like, or `recorded` by the admin. */
  modeIs: z.enum(['reported', 'inferred', 'recorded']),
  mode: provisioningModeField,
  changedAt: momentField.nullable(),
  changedBy: z.string().nullable(),
  defaultRole: z.string().nullable(),
  sso: z.array(ssoConnectionSchema),
  /** Null where the control plane does not report tokens. */
  tokens: z.array(scimTokenStateSchema).nullable(),
  counts: z.strictObject({
    scim: z.int(),
    jit: z.int(),
    invited: z.int(),
    openInvites: z.int(),
    scimTeams: z.int(),
  }),
  /** When the tenant was last asked. */
  readAt: momentField,
});
export type Provisioning = z.infer<typeof provisioningSchema>;

const asks = z.strictObject({
  acknowledge: z.string(),
  typeTenantName: z.string().nullable(),
});

export const modeSwitchPlanSchema = z.strictObject({
  planId: idField,
  from: provisioningModeField,
  to: provisioningModeField,
  /** How the mode that is on is known. */
  modeIs: z.enum(['reported', 'inferred', 'recorded']),
  /** `console`: this control plane lets no other program switch. */
  switchIn: z.enum(['here', 'console']),
  figures: z.array(
    z.strictObject({ count: z.int(), label: z.string(), list: rehearsalListField.nullable() }),
  ),
  stops: z.array(z.string()),
  starts: z.array(z.string()),
  stays: z.array(z.string()),
  warnings: z.array(z.string()),
  rehearsal: rehearsalSchema,
  /** Why it cannot be done now, such as a mode that needs SSO; null when it can. */
  blockedBecause: z.string().nullable(),
  asOf: momentField.nullable(),
  asks,
  expiresAt: momentField,
});
export type ModeSwitchPlan = z.infer<typeof modeSwitchPlanSchema>;

/** How a switch ended, and whether the tenant is as it was predicted to be. */
export const switchResultSchema = z.strictObject({
  jobId: idField,
  jobNumber: z.int(),
  from: provisioningModeField,
  to: provisioningModeField,
  /** `console`: switched there, recorded and checked here. */
  by: z.enum(['switch', 'undo', 'console']),
  state: z.enum(['running', 'done', 'skipped', 'failed', 'not-known']),
  /** What happened, in words. */
  outcome: z.string(),
  failure: failureSchema.nullable(),
  /** Null before it was made, and where it could not be made. */
  check: switchCheckSchema.nullable(),
  backup: z.string().nullable(),
  startedAt: momentField,
});
export type SwitchResult = z.infer<typeof switchResultSchema>;

export const scimTokenPlanSchema = z.strictObject({
  planId: idField,
  kind: z.enum(['make', 'rotate', 'revoke']),
  usedBy: z.string(),
  old: scimTokenStateSchema.nullable(),
  asks,
  expiresAt: momentField,
});
export type ScimTokenPlan = z.infer<typeof scimTokenPlanSchema>;

/** A token that was just made. Its value stays in main; the page shows the end of it and asks main to copy it. */
export const madeScimTokenSchema = z.strictObject({
  tokenId: idField,
  lastFour: z.string().length(4),
  madeAt: momentField,
  replacedOld: z.enum(['yes', 'no']),
  /** Main forgets the value then, or when the page says so. */
  forgottenAt: momentField,
});
export type MadeScimToken = z.infer<typeof madeScimTokenSchema>;

/** A token that ends soon, or has ended. `days`: which reminder it is (30, 14, 7, 1 before the end; 0 at it). */
export const scimTokenReminderSchema = z.strictObject({
  ssoId: z.string().max(128),
  ssoName: z.string(),
  expiresAt: momentField,
  days: z.union([z.literal(30), z.literal(14), z.literal(7), z.literal(1), z.literal(0)]),
});
export type ScimTokenReminder = z.infer<typeof scimTokenReminderSchema>;

const confirmed = {
  planId: idField,
  acknowledged: z.literal(true),
  typedTenantName: z.string().max(200),
};
const tokenInput = z.strictObject({ tokenId: idField });

export const provisioningChannels = {
  'provisioning/read': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField }),
    output: provisioningSchema,
  }),
  'provisioning/plan-switch': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField, to: provisioningModeField }),
    output: modeSwitchPlanSchema,
  }),
  'provisioning/switch-mode': channel({
    kind: 'change',
    input: z.strictObject({
      ...confirmed,
      /** `save`: people and their groups are saved first, and a failure to save stops the switch. */
      backup: z.enum(['save', 'skip']),
    }),
    output: z.strictObject({ jobId: idField, mode: provisioningModeField }),
  }),
  /** How a switch ended: the one of this job, or the latest. */
  'provisioning/switch-result': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField, jobId: idField.nullable() }),
    output: z.strictObject({ result: switchResultSchema.nullable() }),
  }),
  /** Reads the tenant again and compares it with what the switch of this job was to lead to. */
  'provisioning/check-switch': channel({
    kind: 'change',
    input: z.strictObject({ jobId: idField }),
    output: z.strictObject({ jobId: idField }),
  }),
  /** The admin switched in the console after this preview: recorded, put in the trail, and checked as far as possible. */
  'provisioning/record-switch': channel({
    kind: 'change',
    input: z.strictObject({ rehearsalId: idField }),
    /** Null where the tenant could not be asked, so that nothing was checked. */
    output: z.strictObject({ jobId: idField.nullable(), mode: provisioningModeField }),
  }),
  /** Published API only: the admin switched in the console and records it, so that the trail has it. */
  'provisioning/record-mode': channel({
    kind: 'change',
    input: z.strictObject({ tenantId: tenantIdField, mode: provisioningModeField }),
    output: provisioningSchema,
  }),
  'provisioning/plan-scim-token': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField, ssoId: z.string().max(128) }),
    output: scimTokenPlanSchema,
  }),
  /** What ending the token for good would stop; nothing is changed. */
  'provisioning/plan-revoke': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField, ssoId: z.string().max(128) }),
    output: scimTokenPlanSchema,
  }),
  'provisioning/revoke-scim-token': channel({
    kind: 'change',
    input: z.strictObject(confirmed),
    output: z.strictObject({ jobId: idField }),
  }),
  /** Tokens that end within 30 days, from what is known on this computer: works offline. */
  'provisioning/reminders': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField }),
    output: z.strictObject({ reminders: z.array(scimTokenReminderSchema) }),
  }),
  /** Puts a reminder away until the next one is due. */
  'provisioning/put-away-reminder': channel({
    kind: 'change',
    input: z.strictObject({
      tenantId: tenantIdField,
      ssoId: z.string().max(128),
      days: scimTokenReminderSchema.shape.days,
    }),
    output: done,
  }),
  'provisioning/make-scim-token': channel({
    kind: 'change',
    input: z.strictObject(confirmed),
    output: madeScimTokenSchema,
    irreversible: true,
  }),
  /** Main writes the value to the clipboard and clears it after 60 s if it is still there. */
  'provisioning/copy-scim-token': channel({
    kind: 'change',
    input: tokenInput,
    output: z.strictObject({ clearedAt: momentField }),
  }),
  'provisioning/forget-scim-token': channel({ kind: 'change', input: tokenInput, output: done }),
};
