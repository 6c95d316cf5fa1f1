import { z } from 'zod';
import { verdictField } from '../../../src-contract/bulk-invites.ts';

/** What a bulk invite leaves with its job, so that the report is whole after a restart. No secrets. */
export const runFactsSchema = z.object({
  fileName: z.string(),
  sha256: z.string(),
  /** Rows of the file. */
  rowsRead: z.int(),
  /** Rows of a split (condition 31): which row of the file each came of. Those after the first part are not of the file. */
  splits: z.array(z.object({ row: z.int(), of: z.int(), part: z.int(), parts: z.int() })).default([]),
  skippedBefore: z.array(z.object({ verdict: verdictField, count: z.int() })),
  /** Titles of the file's columns; where it had none, what they were taken for. Empty only in runs of long ago. */
  header: z.array(z.string()),
  /** What its rows are saved with. */
  separator: z.enum([',', ';']).default(','),
  /** Number of columns of the file. */
  columns: z.int(),
  /** Under this id the rows of the file lie in the ledger's bulk_rows. */
  runId: z.string(),
  /** Set when the file named tenants and this run is one of several: all of them, with the rows that each had then. */
  fileRun: z
    .object({
      id: z.string(),
      rowsRead: z.int(),
      heldRows: z.int(),
      parts: z.array(z.object({ tenantId: z.string(), displayName: z.string(), rows: z.int() })),
    })
    .nullable()
    .default(null),
});
export type RunFacts = z.infer<typeof runFactsSchema>;
