import { z } from 'zod';
import { channel } from './channel.ts';
import { done, momentField, noInput, tenantIdField } from './fields.ts';

export const environments = ['production', 'staging', 'development', 'sandbox'] as const;
export const environmentField = z.enum(environments);
export type Environment = z.infer<typeof environmentField>;

/** What the connect probe found: `full` has the extension profile, `published-only` only the published API. */
export const apiProfileField = z.enum(['full', 'published-only']);
export type ApiProfile = z.infer<typeof apiProfileField>;

export const certificateSchema = z.strictObject({
  issuer: z.string(),
  validUntil: momentField,
});

export const tenantSchema = z.strictObject({
  id: tenantIdField,
  tenantName: z.string(),
  displayName: z.string(),
  environment: environmentField,
  /** Origin of the control plane, such as https://platform.example.com */
  controlPlane: z.string(),
  profile: apiProfileField,
  /** Where the token is: with the operating system, in memory until quit, or nowhere. */
  credential: z.enum(['kept', 'session-only', 'missing']),
  /** Whose token it is; null when neither token nor control plane tells. */
  signedInAs: z
    .strictObject({ id: z.string(), name: z.string(), email: z.string(), role: z.string() })
    .nullable(),
  addedAt: momentField,
  /** Moment of the last complete sync, null before the first. */
  lastSyncAt: momentField.nullable(),
});
export type Tenant = z.infer<typeof tenantSchema>;

/** What can be told of a control plane before signing in. */
export const controlPlaneFoundSchema = z.strictObject({
  controlPlane: z.string(),
  host: z.string(),
  tenantName: z.string().nullable(),
  version: z.string().nullable(),
  /** Null over plain http, which is accepted on loopback only. */
  certificate: certificateSchema.nullable(),
});
export type ControlPlaneFound = z.infer<typeof controlPlaneFoundSchema>;

/** An origin typed by the admin; main parses and checks it (https, or http on loopback). */
const controlPlaneField = z.string().min(1).max(300);
const tokenField = z.string().min(1).max(20_000);

export const tenantsChannels = {
  'tenants/list': channel({
    kind: 'read',
    input: noInput,
    output: z.strictObject({ tenants: z.array(tenantSchema) }),
  }),
  'tenants/look-up': channel({
    kind: 'read',
    input: z.strictObject({ controlPlane: controlPlaneField }),
    output: controlPlaneFoundSchema,
  }),
  'tenants/connect': channel({
    kind: 'change',
    input: z.strictObject({
      controlPlane: controlPlaneField,
      tenantName: z.string().trim().min(1).max(120),
      displayName: z.string().trim().min(1).max(120),
      environment: z.enum(['production', 'staging', 'development']),
      token: tokenField,
    }),
    output: tenantSchema,
  }),
  'tenants/connect-sandbox': channel({ kind: 'change', input: noInput, output: tenantSchema }),
  /** Throws away the sandbox's data and seeds it anew. */
  'tenants/reset-sandbox': channel({ kind: 'change', input: noInput, output: tenantSchema }),
  /** Opens the sandbox's control page in the browser; its address stays in main. */
  'tenants/open-sandbox-controls': channel({ kind: 'change', input: noInput, output: done }),
  'tenants/sign-in': channel({
    kind: 'change',
    input: z.strictObject({ tenantId: tenantIdField, token: tokenField }),
    output: tenantSchema,
  }),
  /** Removes the tenant from this computer: credential, copy, jobs. The remote tenant is not changed. */
  'tenants/remove': channel({
    kind: 'change',
    input: z.strictObject({ tenantId: tenantIdField, typedName: z.string().max(200) }),
    output: done,
    irreversible: true,
  }),
};
