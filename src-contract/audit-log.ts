import { z } from 'zod';
import { channel } from './channel.ts';
import { momentField, tenantIdField, tenantInput, windowFields } from './fields.ts';

/** How a line of the trail ended. `sending`: the intent, stored before the request. */
export const trailResultField = z.enum(['sending', 'done', 'failed', 'skipped', 'unknown']);
export type TrailResult = z.infer<typeof trailResultField>;

export const trailFilterSchema = z.strictObject({
  /** Entries from this moment on; null for all. */
  since: momentField.nullable(),
  actor: z.string().max(320).nullable(),
  action: z.string().max(200).nullable(),
  /** Number of a job. */
  job: z.int().nullable(),
  /** Intents are entries of their own; most people want to read only how things ended. */
  show: z.enum(['results', 'everything']),
});
export type TrailFilter = z.infer<typeof trailFilterSchema>;

export const trailLineSchema = z.strictObject({
  number: z.int(),
  at: momentField,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  result: trailResultField,
  /** Number of the job that it belongs to; null for what is no job, or a job that is not kept any more. */
  job: z.int().nullable(),
});
export type TrailLine = z.infer<typeof trailLineSchema>;

export const trailEntrySchema = trailLineSchema.extend({
  /** In words: "Deactivated", or why it failed. */
  outcome: z.string(),
  requestId: z.string().nullable(),
  jobId: z.string().nullable(),
  jobTitle: z.string().nullable(),
  /** The admin's reason, or other words. */
  reason: z.string(),
  /** Lines beginning with `+ `, `- ` or two blanks; empty when nothing is told. */
  change: z.array(z.string()),
  previousHash: z.string(),
  hash: z.string(),
  /** `fits`: its hash is right, and its neighbours hold it. */
  chain: z.enum(['fits', 'changed', 'not-after-previous', 'not-before-next']),
  previous: z.int().nullable(),
  next: z.int().nullable(),
});
export type TrailEntryDetail = z.infer<typeof trailEntrySchema>;

export const trailStateSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.enum(['not-checked', 'checking']) }),
  z.strictObject({ is: z.literal('unbroken'), entries: z.int(), checkedAt: momentField }),
  z.strictObject({
    is: z.literal('broken'),
    entry: z.int(),
    what: z.enum([
      'changed',
      'missing',
      'exchanged',
      'end-missing',
      'rewritten',
      'added-outside',
      'note-missing',
      'note-changed',
    ]),
    /** Moment of the last entry that fits. */
    lastFitAt: momentField.nullable(),
    checkedAt: momentField,
  }),
]);
export type TrailState = z.infer<typeof trailStateSchema>;

export const auditLogChannels = {
  /** Entries, newest first. */
  'audit-log/list': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField, filter: trailFilterSchema, ...windowFields }),
    output: z.strictObject({ offset: z.int(), lines: z.array(trailLineSchema), matches: z.int() }),
  }),
  /** What the filters may choose among: everything that is in the trail. */
  'audit-log/choices': channel({
    kind: 'read',
    input: tenantInput,
    output: z.strictObject({
      actors: z.array(z.string()),
      actions: z.array(z.string()),
      jobs: z.array(z.strictObject({ number: z.int(), title: z.string() })),
    }),
  }),
  'audit-log/read': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField, number: z.int() }),
    output: trailEntrySchema,
  }),
  'audit-log/state': channel({ kind: 'read', input: tenantInput, output: trailStateSchema }),
  /** Checks the whole chain now. Changes nothing. */
  'audit-log/check': channel({ kind: 'read', input: tenantInput, output: trailStateSchema }),
  /** Asks where to save the trail and writes it whole; `savedAs` is null when the admin closed the dialog. */
  'audit-log/export': channel({
    kind: 'read',
    input: tenantInput,
    output: z.strictObject({ savedAs: z.string().nullable(), entries: z.int(), checksum: z.string() }),
  }),
};
