import { z } from 'zod';
import { asksSchema, confirmedSchema } from './asks.ts';
import { channel } from './channel.ts';
import { done, idField, momentField, tenantIdField, tenantInput, userIdField } from './fields.ts';
import { mostStaged } from './most-staged.ts';
import { failureSchema } from './outcome.ts';

/** What can be prepared without the tenant. Deletions, mode switches and tokens cannot: they need a fresh look first. */
export const stagedVerbField = z.enum(['deactivate', 'activate', 'change-role', 'add-to-team']);
export type StagedVerb = z.infer<typeof stagedVerbField>;

const person = { userId: userIdField, email: z.string(), name: z.string() };

export const stagedChangeSchema = z.strictObject({
  id: idField,
  verb: stagedVerbField,
  ...person,
  /** In words: "Deactivate", "Role Admin", "Add to fleet". */
  wish: z.string(),
  /** What the copy showed when it was staged, in words, and how old the copy was. */
  saw: z.string(),
  sawAt: momentField.nullable(),
  stagedAt: momentField,
  stagedBy: z.string(),
  reason: z.string(),
});
export type StagedChange = z.infer<typeof stagedChangeSchema>;

/** A staged change beside the tenant as it is now. */
export const comparedChangeSchema = z.strictObject({
  change: stagedChangeSchema,
  is: z.enum(['conflict', 'as-seen', 'already-so', 'gone', 'locked']),
  /** What the tenant shows now, in words. */
  now: z.string(),
  why: z.string(),
});
export type ComparedChange = z.infer<typeof comparedChangeSchema>;

export const stagedPlanSchema = z.strictObject({
  planId: idField,
  expiresAt: momentField,
  checkedAt: momentField,
  /** One job each. */
  parts: z.array(
    z.strictObject({
      title: z.string(),
      count: z.int(),
      names: z.array(z.string()),
      leftOut: z.array(z.strictObject({ name: z.string(), why: z.string() })),
    }),
  ),
  count: z.int(),
  asks: asksSchema,
});
export type StagedPlan = z.infer<typeof stagedPlanSchema>;

const wish = z.strictObject({
  tenantId: tenantIdField,
  verb: stagedVerbField,
  userIds: z.array(userIdField).min(1).max(mostStaged),
  /** Role on the wire, for `change-role`. */
  role: z.string().max(200).nullable(),
  /** For `add-to-team`. */
  teamIds: z.array(z.string().max(128)).max(50),
});

export const stagedChannels = {
  'staged/list': channel({
    kind: 'read',
    input: tenantInput,
    output: z.strictObject({ changes: z.array(stagedChangeSchema) }),
  }),
  /** What would be staged, from the copy alone. Nothing is stored. */
  'staged/preview': channel({
    kind: 'read',
    input: wish,
    output: z.strictObject({
      included: z.array(z.strictObject({ name: z.string(), wish: z.string(), saw: z.string() })),
      leftOut: z.array(z.strictObject({ name: z.string(), why: z.string() })),
      /** Staged changes of the same people that this one takes the place of. */
      replaces: z.int(),
      asOf: momentField.nullable(),
    }),
  }),
  'staged/add': channel({
    kind: 'change',
    input: z.strictObject({ ...wish.shape, reason: z.string().max(500) }),
    output: z.strictObject({ staged: z.int() }),
  }),
  'staged/drop': channel({
    kind: 'change',
    input: z.strictObject({ tenantId: tenantIdField, ids: z.array(idField).min(1).max(5000) }),
    output: done,
  }),
  /** Compares every staged change with the tenant as it is now. */
  'staged/compare': channel({
    kind: 'read',
    input: tenantInput,
    output: z.strictObject({ changes: z.array(comparedChangeSchema), checkedAt: momentField }),
  }),
  /** Plans the chosen ones anew, bound to the tenant as it is now. */
  'staged/plan': channel({
    kind: 'read',
    input: z.strictObject({
      tenantId: tenantIdField,
      /** What the admin chose, each with what the comparison showed: whatever differs by now is asked about again. */
      choices: z
        .array(z.strictObject({ id: idField, now: z.string() }))
        .min(1)
        .max(mostStaged),
    }),
    output: stagedPlanSchema,
  }),
  'staged/apply': channel({
    kind: 'change',
    input: confirmedSchema,
    /** `failure`: why the jobs after these could not be started; what they were to do stays staged. */
    output: z.strictObject({ jobIds: z.array(idField), failure: failureSchema.nullable() }),
  }),
};
