import { z } from 'zod';
import { channel } from './channel.ts';
import { done, idField, momentField, tenantIdField, tenantInput, windowFields } from './fields.ts';
import { largestExportBytes } from './largest-export.ts';

/** The lists that a rehearsal sorts people, groups and teams into. Those of a file are there only when one was given. */
export const rehearsalListField = z.enum([
  'scim-people',
  'scim-admins',
  'other-people',
  'jit-people',
  'open-invites',
  'invites-outside',
  'break-glass',
  'in-both',
  'matched',
  'not-here',
  'orphans',
  'only-here',
  'left-active',
  'back',
  'scim-teams',
  'bad-groups',
]);
export type RehearsalList = z.infer<typeof rehearsalListField>;

/** A file exported from an identity provider, as it was read. Its rows stay in main. */
export const idpExportSchema = z.strictObject({
  fileName: z.string(),
  people: z.int(),
  /** Of them, how many the file says have left, are suspended or disabled. */
  left: z.int(),
  groups: z.int(),
  /** Which columns were used: `status, "Status"`. */
  columns: z.array(z.strictObject({ title: z.string(), as: z.string() })),
  /** What somebody should know of the reading, one sentence each. */
  notes: z.array(z.string()),
});
export type IdpExport = z.infer<typeof idpExportSchema>;

export const rehearsalSchema = z.strictObject({
  rehearsalId: idField,
  /** Name of the identity provider, or "the identity provider". */
  idp: z.string(),
  lists: z.array(
    z.strictObject({
      list: rehearsalListField,
      count: z.int(),
      title: z.string(),
      /** What that means for them; empty where the title says it. */
      sentence: z.string(),
      look: z.enum(['plain', 'warn']),
    }),
  ),
  /** Admins who get in without the identity provider. */
  breakGlass: z.strictObject({
    names: z.array(z.string()),
    count: z.int(),
    look: z.enum(['ok', 'warn']),
    sentence: z.string(),
  }),
  export: idpExportSchema.nullable(),
  /** How many people the backup before the switch holds, and who they are. */
  backup: z.strictObject({ count: z.int(), label: z.string() }),
});
export type Rehearsal = z.infer<typeof rehearsalSchema>;

export const rehearsalRowSchema = z.strictObject({
  name: z.string(),
  /** The address; for a group the name that is proposed. */
  detail: z.string(),
  /** State, role and source in words; for a group what is wrong with its name. */
  note: z.string(),
});
export type RehearsalRow = z.infer<typeof rehearsalRowSchema>;

export const modeRehearsalChannels = {
  /** Main's own file dialog. `export` is null when the admin closed it. The file replaces the one before. */
  'provisioning/choose-export': channel({
    kind: 'read',
    input: tenantInput,
    output: z.strictObject({ export: idpExportSchema.nullable() }),
  }),
  /** A file dropped on the dialog: its bytes, not its place. */
  'provisioning/open-export': channel({
    kind: 'read',
    input: z.strictObject({
      tenantId: tenantIdField,
      fileName: z.string().min(1).max(300),
      bytes: z.custom<Uint8Array>(
        (value) => value instanceof Uint8Array && value.byteLength <= largestExportBytes,
      ),
    }),
    output: idpExportSchema,
  }),
  'provisioning/drop-export': channel({ kind: 'read', input: tenantInput, output: done }),
  'provisioning/rehearsal-rows': channel({
    kind: 'read',
    input: z.strictObject({
      rehearsalId: idField,
      list: rehearsalListField,
      text: z.string().max(200),
      ...windowFields,
    }),
    output: z.strictObject({ rows: z.array(rehearsalRowSchema), matches: z.int() }),
  }),
  /** Main's own save dialog. `checklist`: a document to print and tick; `people`: everybody by list, as CSV. */
  'provisioning/save-rehearsal': channel({
    kind: 'read',
    input: z.strictObject({ rehearsalId: idField, as: z.enum(['checklist', 'people']) }),
    output: z.strictObject({ savedAs: z.string().nullable(), rows: z.int() }),
  }),
};

/** One figure that a switch was to lead to, and what the tenant says. */
export const switchCheckLineSchema = z.strictObject({
  label: z.string(),
  before: z.string(),
  predicted: z.string(),
  seen: z.string(),
  is: z.enum(['as-predicted', 'differs']),
});
export const switchCheckSchema = z.strictObject({
  lines: z.array(switchCheckLineSchema),
  checkedAt: momentField,
});
export type SwitchCheck = z.infer<typeof switchCheckSchema>;
