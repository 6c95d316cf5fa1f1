import { z } from 'zod';
import { bulkReviewSchema, bulkRowSchema } from './bulk-invites.ts';
import { channel } from './channel.ts';
import { idField, momentField, tenantIdField } from './fields.ts';

/** A row that was changed, and how many others the same change would mend. */
const fixedRowSchema = z.strictObject({
  row: bulkRowSchema,
  review: bulkReviewSchema,
  alike: z.int(),
  /** The number of another row of the same person, when that one is sent in place of a row that was left out; else null. */
  nowSent: z.int().nullable(),
});

/** What can be mended and decided in the review of a file. */
export const bulkReviewChannels = {
  /** Changes one row and checks it again. */
  'bulk-invites/edit-row': channel({
    kind: 'read',
    input: z.strictObject({
      draftId: idField,
      row: z.int().min(1),
      email: z.string().max(2000),
      role: z.string().max(500),
      teams: z.array(z.string().max(500)).max(100),
      /** Null leaves the cell of the file as it is. */
      send: z.enum(['send', 'do-not-send', 'as-run']).nullable(),
    }),
    output: fixedRowSchema,
  }),
  /**
   * Decides what a row offers: `take` it of several that want different things for one person, `keep` an address that looks
   * like another or a bad row as it was read, `split` it into a row for each address, `reactivate` or `update` its person whatever
   * the run does, or `leave` them. Any row may be left out, and be brought back.
   */
  'bulk-invites/decide-row': channel({
    kind: 'read',
    input: z.strictObject({
      draftId: idField,
      row: z.int().min(1),
      decision: z.enum(['take', 'keep', 'split', 'reactivate', 'update', 'leave', 'leave-out', 'bring-back']),
    }),
    output: fixedRowSchema,
  }),
  /** Does to every row like the one that was fixed last what was done to it. */
  'bulk-invites/fix-alike': channel({
    kind: 'read',
    input: z.strictObject({ draftId: idField }),
    output: z.strictObject({ fixed: z.int(), review: bulkReviewSchema }),
  }),
  /**
   * Takes the latest fix or decision back, or the latest that was done to all rows alike: its rows are what they were before. `row`:
   * the one that was fixed by hand, as it is now; null when there was nothing to undo.
   */
  'bulk-invites/undo-fix': channel({
    kind: 'read',
    input: z.strictObject({ draftId: idField }),
    output: z.strictObject({ row: bulkRowSchema.nullable(), rows: z.int(), review: bulkReviewSchema }),
  }),
  /** Undoes all that was fixed and decided in a file, and checks it again. */
  'bulk-invites/forget-fixes': channel({
    kind: 'read',
    input: z.strictObject({ draftId: idField }),
    output: bulkReviewSchema,
  }),
  /** The file of a tenant that was fixed last and neither ran nor was given up: its fixes are put back when it is opened again. */
  'bulk-invites/latest-fixed': channel({
    kind: 'read',
    input: z.strictObject({ tenantId: tenantIdField }),
    output: z.strictObject({
      file: z.strictObject({ fileName: z.string(), rows: z.int(), at: momentField }).nullable(),
    }),
  }),
  /** The rows of the file that are about the same person as this one, in file order, at most 50. */
  'bulk-invites/compare': channel({
    kind: 'read',
    input: z.strictObject({ draftId: idField, row: z.int().min(1) }),
    output: z.strictObject({ rows: z.array(bulkRowSchema), matches: z.int() }),
  }),
  /**
   * Asks the tenant's own dry run about the next few rows that are ready; nobody is registered. Called until it is not `more`.
   * `not-offered`: nothing shows that this control plane has one. `broken`: it registered what it was only asked about.
   */
  'bulk-invites/dry-run': channel({
    kind: 'read',
    input: z.strictObject({ draftId: idField }),
    output: z.strictObject({
      is: z.enum(['more', 'done', 'not-offered', 'broken']),
      review: bulkReviewSchema,
    }),
  }),
};
