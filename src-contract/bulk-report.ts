import { z } from 'zod';
import { bulkDraftSchema, verdictField } from './bulk-invites.ts';
import { channel } from './channel.ts';
import { idField } from './fields.ts';

const jobInput = z.strictObject({ jobId: idField });

export const bulkReportSchema = z.strictObject({
  jobId: idField,
  fileName: z.string(),
  rowsRead: z.int(),
  /** Rows that came of splitting a row with several addresses. */
  addedBySplit: z.int(),
  invited: z.int(),
  /** The account is there, and nothing says that the email to set a password went out. */
  invitedMailFailed: z.int(),
  reactivated: z.int(),
  updated: z.int(),
  failed: z.int(),
  unknown: z.int(),
  notRun: z.int(),
  skippedInRun: z.int(),
  /** Of those that were not done: people who are gone from the tenant and can be invited anew. */
  gone: z.int(),
  /** Skipped at review, by verdict; never sent. */
  skippedBefore: z.array(z.strictObject({ verdict: verdictField, count: z.int() })),
  teamsChanged: z.int(),
  /** Names of the teams that were not there at the review and are now; they are among those changed. */
  teamsMade: z.array(z.string()),
});
export type BulkReport = z.infer<typeof bulkReportSchema>;

/** What became of a run, and what its rows are kept as. */
export const bulkReportChannels = {
  'bulk-invites/report': channel({ kind: 'read', input: jobInput, output: bulkReportSchema }),
  /** Main's own save dialog. `whole`: every row of the file with its outcome; `to-fix`: importable again. */
  'bulk-invites/save-report': channel({
    kind: 'read',
    input: z.strictObject({
      jobId: idField,
      rows: z.enum(['whole', 'to-fix']),
      /** `raw`: formulas are not neutralised; for machines, not for a spreadsheet (condition 69). */
      form: z.enum(['spreadsheet', 'raw']),
    }),
    output: z.strictObject({ savedAs: z.string().nullable(), rows: z.int() }),
  }),
  /** Opens the rows of a run whose people are gone from the tenant as a file of their own, to be invited anew (condition 57). */
  'bulk-invites/open-gone': channel({ kind: 'read', input: jobInput, output: bulkDraftSchema }),
};
