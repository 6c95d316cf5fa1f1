import { z } from 'zod';
import { channel } from './channel.ts';
import { idField, tenantIdField } from './fields.ts';
import { jobStateField } from './jobs.ts';

/** Why a plan cannot be started now although its tenant is known. */
export const planLockField = z.enum(['signed-out', 'offline', 'never-synced', 'removed']);
export type PlanLock = z.infer<typeof planLockField>;

/** Why rows go to no tenant. */
export const heldField = z.enum(['empty', 'not-connected', 'several-fit']);
export type Held = z.infer<typeof heldField>;

/**
 * A file that names tenants, as one plan a tenant. Each plan that has not started is a draft of its own: the channels of
 * a draft (check, rows, edit-row, start and so on) take its `draftId`.
 */
export const bulkSplitSchema = z.strictObject({
  /** The whole file. */
  draftId: idField,
  /** Rows of the file, and those that splitting added in the plans. */
  rowsRead: z.int(),
  plans: z.array(
    z.strictObject({
      tenantId: tenantIdField,
      rows: z.int(),
      /** Null once it was started. */
      draftId: idField.nullable(),
      /** Whether its rows have their verdicts. */
      isChecked: z.boolean(),
      /** Set once it was started. */
      jobId: idField.nullable(),
      lock: planLockField.nullable(),
    }),
  ),
  /** Rows that go to no tenant, alike ones together; those that a tenant was chosen for stay listed. */
  unnamed: z.array(
    z.strictObject({
      /** The cell as it is compared; goes back with the choice. */
      value: z.string(),
      /** The cell as the file first has it; empty when there is none. */
      shown: z.string(),
      rows: z.int(),
      firstRows: z.array(z.int()),
      why: heldField,
      /** The tenants that fit, where there are several. */
      fits: z.array(tenantIdField),
      chosen: tenantIdField.nullable(),
    }),
  ),
  /** How many such cells there are in all; the list ends at 200. */
  unnamedCells: z.int(),
  /** Rows that go to no tenant as it stands. With the rows of the plans they add up to `rowsRead`. */
  heldRows: z.int(),
});
export type BulkSplit = z.infer<typeof bulkSplitSchema>;

/** What became of a file across its tenants; rebuilt from the ledger, so it is whole after a restart. */
export const fileRunSchema = z.strictObject({
  fileName: z.string(),
  /** Rows of the file, and those that splitting added in the plans. */
  rowsRead: z.int(),
  parts: z.array(
    z.strictObject({
      tenantId: tenantIdField,
      displayName: z.string(),
      rows: z.int(),
      /** Whether the tenant is still connected on this computer. */
      isConnected: z.boolean(),
      /** Null where no run was started, or its tenant was removed with everything of it. */
      jobId: idField.nullable(),
      state: jobStateField.nullable(),
      /** Add up to `rows`; null until the run has ended, and where there is none. */
      figures: z
        .strictObject({
          done: z.int(),
          failed: z.int(),
          unknown: z.int(),
          toDo: z.int(),
          skipped: z.int(),
        })
        .nullable(),
    }),
  ),
  /** Rows that named no connected tenant. With the rows of the parts they add up to `rowsRead`. */
  heldRows: z.int(),
});
export type FileRun = z.infer<typeof fileRunSchema>;

const splitAnswer = z.strictObject({ split: bulkSplitSchema.nullable() });

export const bulkTenantsChannels = {
  /** Null for a file without a tenant column, or whose rows all name the tenant that it was opened in. */
  'bulk-invites/split': channel({
    kind: 'read',
    input: z.strictObject({ draftId: idField }),
    output: splitAnswer,
  }),
  /** Sends all rows with this cell to a tenant, or (null) to none again. */
  'bulk-invites/choose-tenant': channel({
    kind: 'read',
    input: z.strictObject({
      draftId: idField,
      value: z.string().max(200),
      tenantId: tenantIdField.nullable(),
    }),
    output: splitAnswer,
  }),
  /** Saves the rows that go to no tenant as they stand in the file, with the reason, through main's own save dialog. */
  'bulk-invites/save-held': channel({
    kind: 'read',
    input: z.strictObject({ draftId: idField }),
    output: z.strictObject({ savedAs: z.string().nullable(), rows: z.int() }),
  }),
  /** The runs of one file in all its tenants, by any of them; null for a file that went to one tenant as ever. */
  'bulk-invites/file-run': channel({
    kind: 'read',
    input: z.strictObject({ jobId: idField }),
    output: z.strictObject({ fileRun: fileRunSchema.nullable() }),
  }),
};
