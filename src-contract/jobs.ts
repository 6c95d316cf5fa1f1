import { z } from 'zod';
import { asksSchema, confirmedSchema } from './asks.ts';
import { channel } from './channel.ts';
import { idField, momentField, windowFields } from './fields.ts';
import { failureSchema } from './outcome.ts';

export const jobKindField = z.enum([
  'invite',
  'bulk-invite',
  'invite-again',
  'withdraw-invite',
  'deactivate',
  'activate',
  'change-role',
  'password-reset',
  'offboard',
  'save-team',
  'delete-team',
  'add-to-teams',
  'staged',
  'undo',
  'switch-mode',
  'scim-token',
]);
export type JobKind = z.infer<typeof jobKindField>;

export const jobStateField = z.enum([
  'queued',
  'running',
  'waiting',
  'paused',
  'done',
  'done-with-failures',
  'failed',
  'cancelled',
]);
export type JobState = z.infer<typeof jobStateField>;

/** planned: not asked yet; sent: asked, answer not stored; unknown: the tenant must be asked what happened. */
export const rowStateField = z.enum(['planned', 'sent', 'done', 'failed', 'skipped', 'unknown']);
export type RowState = z.infer<typeof rowStateField>;

export const jobSchema = z.strictObject({
  id: idField,
  /** Short number for people: "job 118". */
  number: z.int(),
  tenantId: idField,
  kind: jobKindField,
  title: z.string(),
  state: jobStateField,
  counts: z.strictObject({
    planned: z.int(),
    sent: z.int(),
    done: z.int(),
    failed: z.int(),
    skipped: z.int(),
    unknown: z.int(),
  }),
  total: z.int(),
  /** How many of them stand in the first phase: of a bulk invite its people, after whom come its teams. */
  inFirstPhase: z.int(),
  startedBy: z.string(),
  createdAt: momentField,
  startedAt: momentField.nullable(),
  endedAt: momentField.nullable(),
  /** Why it is paused, waiting or failed; null otherwise. */
  why: failureSchema.nullable(),
  /** Moment at which it goes on by itself, while waiting for the server. */
  waitsUntil: momentField.nullable(),
  /** Times that the server asked to wait, and how long in all. */
  waits: z.strictObject({ times: z.int(), totalMs: z.int() }),
  /** Rows that the tenant accepted and does not show yet; part of `counts.sent`. */
  proving: z.int(),
  /** Rows a second over the last 60 s, waits included; null until known. */
  rate: z.number().nullable(),
  /** `offered` while an undo is possible. */
  undo: z.enum(['offered', 'done', 'not-possible']),
});
export type Job = z.infer<typeof jobSchema>;

export const jobRowSchema = z.strictObject({
  position: z.int(),
  action: z.string(),
  /** Who or what the row is about: an email, a team name. */
  subject: z.string(),
  name: z.string(),
  /** Row number in the CSV file, null for rows that do not come from a file. */
  fileRow: z.int().nullable(),
  state: rowStateField,
  /** What happened, in words: "Invited, role Member". */
  outcome: z.string(),
  failure: failureSchema.nullable(),
  requestId: z.string().nullable(),
  attempts: z.int(),
  updatedAt: momentField.nullable(),
});
export type JobRow = z.infer<typeof jobRowSchema>;

const undoLine = { subject: z.string(), name: z.string(), what: z.string() };
/** What an undo would put back, shown before it runs. */
export const undoPlanSchema = z.strictObject({
  planId: idField,
  expiresAt: momentField,
  jobId: idField,
  title: z.string(),
  putBack: z.array(z.strictObject(undoLine)),
  putBackCount: z.int(),
  /** How often each verb would be sent to put all of it back, such as `users/withdraw-invite`. */
  sums: z.array(z.strictObject({ action: z.string(), count: z.int() })),
  leftOut: z.array(z.strictObject({ ...undoLine, why: z.string() })),
  leftOutCount: z.int(),
  /** What does not come back although the row is put back. */
  lost: z.array(z.string()),
  /** Rows beyond those that were looked at one by one; they are checked as they run. */
  uncheckedCount: z.int(),
  asks: asksSchema,
  checkedAt: momentField,
});
export type UndoPlan = z.infer<typeof undoPlanSchema>;

/** Why nothing went on for a while. `asked`: the tenant asked to wait; `no-answer`: it was out of reach. */
export const holdWhyField = z.enum(['asked', 'no-answer', 'paused']);
export type HoldWhy = z.infer<typeof holdWhyField>;

/** How fast a job went, since the app was started: nothing of it is stored. */
export const jobPaceSchema = z.strictObject({
  /** Since when it was watched; later than the job's start after a restart of the app or a long pause. */
  since: momentField,
  stepMs: z.int(),
  /** Rows that ended in each step from then on; the last step may be under way. */
  ended: z.array(z.int()).max(120),
  /** When it stood still; `to` is null for what still lasts. */
  holds: z
    .array(z.strictObject({ from: momentField, to: momentField.nullable(), why: holdWhyField }))
    .max(60),
  /** How many requests the tenant is asked at the same time at most, at present; null while the job does not run. */
  atOnce: z.int().nullable(),
});
export type JobPace = z.infer<typeof jobPaceSchema>;

const jobInput = z.strictObject({ jobId: idField });

export const jobsChannels = {
  'jobs/list': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: idField.nullable(), show: z.enum(['open', 'all']) }),
    output: z.strictObject({ jobs: z.array(jobSchema) }),
  }),
  'jobs/read': channel({ kind: 'read', input: jobInput, output: jobSchema }),
  'jobs/rows': channel({
    kind: 'read',
    input: z.strictObject({
      jobId: idField,
      states: z.array(rowStateField).max(6),
      order: z.enum(['position', 'newest-first']),
      ...windowFields,
    }),
    output: z.strictObject({ rows: z.array(jobRowSchema), matches: z.int() }),
  }),
  /** `pace` is null for a job that did not run since the app was started. */
  'jobs/pace': channel({
    kind: 'read',
    input: jobInput,
    output: z.strictObject({ pace: jobPaceSchema.nullable() }),
  }),
  'jobs/pause': channel({ kind: 'change', input: jobInput, output: jobSchema }),
  'jobs/resume': channel({ kind: 'change', input: jobInput, output: jobSchema }),
  /** Stops after the rows in flight; what is done stays done. */
  'jobs/cancel': channel({ kind: 'change', input: jobInput, output: jobSchema }),
  /** Plans the failed and unknown rows again, in the same job. */
  'jobs/retry-failed': channel({ kind: 'change', input: jobInput, output: jobSchema }),
  /** Asks the tenant about the rows of an ended job whose outcome is not known; nothing is sent. */
  'jobs/look-again': channel({ kind: 'change', input: jobInput, output: jobSchema }),
  'jobs/plan-undo': channel({ kind: 'read', input: jobInput, output: undoPlanSchema }),
  /** By the plan that was shown; without one (null) only a few rows, all of which come back whole. */
  'jobs/undo': channel({
    kind: 'change',
    input: z.strictObject({
      jobId: idField,
      planId: idField.nullable(),
      /** What the plan asked for; left out where it asked nothing. */
      confirmed: confirmedSchema.pick({ typed: true, acknowledged: true }).optional(),
    }),
    output: jobSchema,
  }),
  /** Settles when the job has left queued, running and waiting; for toasts of small jobs. */
  'jobs/await-end': channel({ kind: 'read', input: jobInput, output: jobSchema }),
};
