import { z } from 'zod';
import { channel } from './channel.ts';
import { done, idField, momentField, tenantIdField, tenantInput } from './fields.ts';

export const scimCheckSchema = z.strictObject({
  /** Stays the same in every version, such as `remove-by-list`. */
  id: z.string(),
  name: z.string(),
  result: z.enum(['passed', 'look', 'failed', 'skipped']),
  /** What was seen; for `skipped` why it was not tried. */
  sentence: z.string(),
  /** What to do about it; null where there is nothing to do. */
  next: z.string().nullable(),
  tookMs: z.int().nullable(),
});
export type ScimCheck = z.infer<typeof scimCheckSchema>;

export const vendorVerdictSchema = z.strictObject({
  id: z.string(),
  vendor: z.string(),
  verdict: z.enum(['works', 'works-with-a-switch', 'breaks', 'not-tried']),
  sentence: z.string(),
  /** How many requests of its kind were sent. */
  requests: z.int(),
});
export type VendorVerdict = z.infer<typeof vendorVerdictSchema>;

/** Something that a probe made, or may have made, at the other side. */
export const probeThingSchema = z.strictObject({
  id: idField,
  kind: z.enum(['person', 'group']),
  /** Its user name or group name: unmistakable, and never somebody else's. */
  name: z.string(),
  remoteId: z.string().nullable(),
  state: z.enum(['gone', 'left', 'unknown']),
  sentence: z.string(),
  scimUrl: z.string(),
  madeAt: momentField,
});
export type ProbeThing = z.infer<typeof probeThingSchema>;

export const scimRunSchema = z.strictObject({
  runId: idField,
  tenantId: tenantIdField,
  /** `test` only reads; `probe` writes, after an agreement. */
  kind: z.enum(['test', 'probe', 'clean-up']),
  scimUrl: z.string(),
  /** The connection of the tenant; null for another SCIM service. */
  ssoId: z.string().nullable(),
  tokenFrom: z.enum(['made', 'pasted']),
  state: z.enum(['running', 'done', 'cancelled', 'broken']),
  /** What it is at now, in words; null when it has ended. */
  now: z.string().nullable(),
  startedAt: momentField,
  endedAt: momentField.nullable(),
  checks: z.array(scimCheckSchema),
  vendors: z.array(vendorVerdictSchema),
  things: z.array(probeThingSchema),
});
export type ScimRun = z.infer<typeof scimRunSchema>;

/** Where to test: a connection of the tenant, or an address that was typed. */
export const scimPlaceSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('connection'), ssoId: z.string().max(128) }),
  z.strictObject({ is: z.literal('typed'), scimUrl: z.string().max(500) }),
]);
export type ScimPlace = z.infer<typeof scimPlaceSchema>;

/** A token that main took from the clipboard. Its value stays in main. */
export const heldScimTokenSchema = z.strictObject({
  tokenId: idField,
  lastFour: z.string().max(4),
  length: z.int(),
  /** Where it will be sent, and nowhere else. */
  host: z.string(),
  /** Main forgets it then, or when the page says so. */
  forgottenAt: momentField,
});
export type HeldScimToken = z.infer<typeof heldScimTokenSchema>;

export const probePlanSchema = z.strictObject({
  planId: idField,
  host: z.string(),
  people: z.array(z.string()),
  groups: z.array(z.string()),
  /** How often people and groups are made and removed, at most. */
  rounds: z.int(),
  happens: z.array(z.string()),
  asks: z.strictObject({ acknowledge: z.string(), typeTenantName: z.string().nullable() }),
  expiresAt: momentField,
});
export type ProbePlan = z.infer<typeof probePlanSchema>;

const tokenInput = z.strictObject({ tokenId: idField });
const runInput = z.strictObject({ runId: idField });
const runOutput = z.strictObject({ runId: idField });

export const scimProbeChannels = {
  /** The last runs of a tenant and what probes left behind. */
  'scim-probe/read': channel({
    kind: 'read',
    input: tenantInput,
    output: z.strictObject({ runs: z.array(scimRunSchema), leftovers: z.array(probeThingSchema) }),
  }),
  /** Main reads the clipboard: the value never enters the page. */
  'scim-probe/take-token': channel({
    kind: 'change',
    input: z.strictObject({ tenantId: tenantIdField, place: scimPlaceSchema }),
    output: heldScimTokenSchema,
  }),
  'scim-probe/forget-token': channel({ kind: 'change', input: tokenInput, output: done }),
  /** Reads only. Progress is announced check by check. */
  'scim-probe/start-test': channel({ kind: 'change', input: tokenInput, output: runOutput }),
  'scim-probe/plan-probe': channel({
    kind: 'read',
    input: z.strictObject({
      tokenId: idField,
      /** What follows the at sign of the throw-away addresses. */
      domain: z.string().max(200),
      /** Whether each provider's requests are replayed as well: more is made and removed then. */
      replays: z.enum(['providers', 'nothing']),
    }),
    output: probePlanSchema,
  }),
  'scim-probe/start-probe': channel({
    kind: 'change',
    input: z.strictObject({
      planId: idField,
      acknowledged: z.literal(true),
      typedTenantName: z.string().max(200),
    }),
    output: runOutput,
    irreversible: true,
  }),
  /** Ends a run; what it made is removed all the same. */
  'scim-probe/cancel': channel({ kind: 'change', input: runInput, output: done }),
  /** Removes what earlier probes left at this address, by the ids and names that were stored. */
  'scim-probe/clean-up': channel({ kind: 'change', input: tokenInput, output: runOutput }),
  'scim-probe/copy-details': channel({ kind: 'change', input: runInput, output: done }),
  'scim-probe/save-details': channel({
    kind: 'change',
    input: runInput,
    output: z.strictObject({ fileName: z.string().nullable() }),
  }),
};
