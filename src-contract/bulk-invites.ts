import { z } from 'zod';
import { channel } from './channel.ts';
import { done, idField, momentField, tenantIdField, windowFields } from './fields.ts';
import { provisioningModeField } from './provisioning.ts';

export const encodingField = z.enum([
  'utf-8',
  'utf-8-bom',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-1',
  'iso-8859-15',
  'windows-1250',
  'windows-1251',
  'macintosh',
  'shift_jis',
  'gb18030',
]);
export type Encoding = z.infer<typeof encodingField>;
export const delimiterField = z.enum([',', ';', '\t', '|']);
export type Delimiter = z.infer<typeof delimiterField>;
export const columnMeaningField = z.enum(['email', 'name', 'role', 'teams', 'send', 'tenant', 'ignore']);
export type ColumnMeaning = z.infer<typeof columnMeaningField>;

export const verdictField = z.enum([
  'ready',
  'already-active',
  'differs',
  'pending',
  'deactivated',
  'managed-by-idp',
  'duplicate',
  'look-alike',
  'invalid-email',
  'unknown-role',
  'bad-team-name',
  'bad-row',
  'refused',
  'left-out',
]);
export type Verdict = z.infer<typeof verdictField>;

const cells = z.strictObject({
  email: z.string(),
  name: z.string(),
  role: z.string(),
  teams: z.array(z.string()),
});

/** A file that was read and not yet run. Lives in main until it is started, replaced or the app quits. */
export const bulkDraftSchema = z.strictObject({
  draftId: idField,
  tenantId: tenantIdField,
  fileName: z.string(),
  sizeBytes: z.int(),
  encoding: encodingField,
  /** The ways to read a file that does not say its encoding, with the first cells that differ; empty when it is certain. */
  candidates: z.array(z.strictObject({ encoding: encodingField, cells: z.array(z.string()) })),
  delimiter: delimiterField,
  header: z.enum(['first-row', 'none']),
  /** Whether rows that begin with # are rows of the file. */
  comments: z.enum(['keep', 'skip']),
  /** Whether a quote begins a cell, or is a sign like any other. */
  quotes: z.enum(['csv', 'text']),
  /** Rows that begin with #. */
  commentRows: z.int(),
  /** First row that opens a quote and does not close it; null when there is none. */
  brokenQuoteRow: z.int().nullable(),
  rowCount: z.int(),
  /** What detection found, in words: "Detected, all 480 rows have 6 columns". */
  note: z.string(),
  /** Set when the reading looks doubtful, such as replaced characters. */
  warning: z.string().nullable(),
  columns: z.array(
    z.strictObject({
      index: z.int(),
      title: z.string(),
      samples: z.array(z.string()),
      filled: z.int(),
      becomes: columnMeaningField,
    }),
  ),
  preview: z.array(z.strictObject({ row: z.int(), ...cells.shape, roleIsDefault: z.boolean() })),
  /** How many rows were fixed or decided by hand in the review; reading or mapping the file anew forgets that. */
  fixedRows: z.int(),
  /** Why it cannot be checked yet, such as "No column is mapped to Email"; null when it can. */
  blockedBecause: z.string().nullable(),
});
export type BulkDraft = z.infer<typeof bulkDraftSchema>;

export const bulkOptionsSchema = z.strictObject({
  passwordEmail: z.enum(['send', 'do-not-send']),
  reactivate: z.enum(['yes', 'no']),
  /** Whether people who are there get the role and the teams that the file says. */
  update: z.enum(['yes', 'no']),
  createTeams: z.enum(['yes', 'no']),
  /** Whether capitals of addresses are sent as typed. They are compared without case all the same. */
  letterCase: z.enum(['lower', 'keep']),
  /** Whether letters beyond ASCII may stand before the @. */
  letters: z.enum(['ascii', 'any']),
});
export type BulkOptions = z.infer<typeof bulkOptionsSchema>;

export const bulkReviewSchema = z.strictObject({
  draftId: idField,
  /** Rises with each review of the file, so that a late answer does not take the place of a newer one. */
  revision: z.int(),
  /** Rows of the file and those that came of splitting one. */
  total: z.int(),
  /** How many rows came of splitting a row with several addresses. */
  addedBySplit: z.int(),
  counts: z.record(verdictField, z.int()),
  /** Rows that are neither ready nor left out by hand. */
  needLook: z.int(),
  /** Rows that are ready and have a note. */
  noted: z.int(),
  /** Fixes and decisions that can be undone, one by one. */
  undoable: z.int(),
  /** In how many rows something is in again that was fixed before Tenantry was closed, and when the latest of it was; null when in none. */
  restored: z.strictObject({ rows: z.int(), at: momentField }).nullable(),
  /** Rows that are ready and that the tenant's dry run was not asked about. */
  unasked: z.int(),
  /** Rows whose address is typed with capitals, and rows with letters beyond ASCII before the @. */
  withCapitals: z.int(),
  withLetters: z.int(),
  options: bulkOptionsSchema,
  willInvite: z.int(),
  /** Of those invited, how many get an email to set a password. */
  willMail: z.int(),
  willReactivate: z.int(),
  willUpdate: z.int(),
  willCreateTeams: z.array(z.string()),
  /** How many people in the Deactivated verdict may be reactivated (those that no IdP manages). */
  mayReactivate: z.int(),
  /** How many people are there with another role or fewer teams than the file says. */
  mayUpdate: z.int(),
  skipped: z.array(z.strictObject({ verdict: verdictField, count: z.int() })),
  signInWith: z.enum(['sso', 'password', 'not-reported']),
  idpName: z.string().nullable(),
  /** How people get into the tenant; null when it does not report it. */
  mode: provisioningModeField.nullable(),
  /** Why the whole run deserves a second thought, such as the mode of the tenant; null when nothing. */
  modeWarning: z.string().nullable(),
  /** Set when this very file was run before. */
  ranBefore: z.strictObject({ jobId: idField, at: momentField }).nullable(),
  asOf: momentField.nullable(),
  asks: z.strictObject({
    /** The number of people, where it must be typed, and the sentence that says why. */
    typeNumber: z.int().nullable(),
    typeWhy: z.string().nullable(),
    /** Sentences to be ticked, one by one, before the start. */
    acknowledge: z.array(z.string()),
  }),
});
export type BulkReview = z.infer<typeof bulkReviewSchema>;

export const bulkRowSchema = z.strictObject({
  /** Row number as a spreadsheet shows it: the header is row 1. */
  row: z.int(),
  ...cells.shape,
  verdict: verdictField,
  /** Which cell the verdict is about. */
  about: z.enum(['email', 'role', 'teams', 'send', 'row']),
  reason: z.string(),
  /** What somebody may want to look at although the row can be sent; empty when nothing. */
  note: z.string(),
  /** What the row says about the email to set a password. */
  send: z.enum(['send', 'do-not-send', 'as-run', 'unclear']),
  /** Of rows that want different things for one person: `open` waits for a choice, `other-chosen` lost it. */
  choice: z.enum(['none', 'open', 'other-chosen']),
  /** The decision that the row offers besides being edited. `leave` takes a decision back. */
  offer: z.enum(['none', 'take', 'keep', 'split', 'reactivate', 'update', 'leave', 'bring-back']),
  /** Which row of the file it came of, and which of how many parts it is; null for a row that was not split. */
  part: z.strictObject({ of: z.int(), part: z.int(), parts: z.int() }).nullable(),
  /** A value to take with one key, only where the answer is nearly certain. */
  suggestion: z.strictObject({ column: z.enum(['email', 'role', 'teams']), value: z.string() }).nullable(),
});
export type BulkRow = z.infer<typeof bulkRowSchema>;

const draftInput = z.strictObject({ draftId: idField });

export const bulkInvitesChannels = {
  /** Opens main's own file dialog; the page never sees a path. `draft` is null when the admin closed it. */
  'bulk-invites/choose-file': channel({
    kind: 'read',
    /** `same`: the file that could not be read a moment ago, without the dialog. */
    input: z.strictObject({ tenantId: tenantIdField, which: z.enum(['chosen', 'same']) }),
    output: z.strictObject({ draft: bulkDraftSchema.nullable() }),
  }),
  /** A file dropped on the page or text pasted into it: its bytes, not its place. */
  'bulk-invites/open-bytes': channel({
    kind: 'read',
    input: z.strictObject({
      tenantId: tenantIdField,
      fileName: z.string().min(1).max(300),
      bytes: z.custom<Uint8Array>(
        (value) => value instanceof Uint8Array && value.byteLength <= 64 * 1024 * 1024,
      ),
    }),
    output: bulkDraftSchema,
  }),
  'bulk-invites/read-draft': channel({ kind: 'read', input: draftInput, output: bulkDraftSchema }),
  /** Reads the file again with the admin's choice of encoding, delimiter, header. */
  'bulk-invites/read-again': channel({
    kind: 'read',
    input: z.strictObject({
      draftId: idField,
      encoding: encodingField,
      delimiter: delimiterField,
      header: z.enum(['first-row', 'none']),
      comments: z.enum(['keep', 'skip']),
      quotes: z.enum(['csv', 'text']),
    }),
    output: bulkDraftSchema,
  }),
  'bulk-invites/map-columns': channel({
    kind: 'read',
    input: z.strictObject({ draftId: idField, meanings: z.array(columnMeaningField).max(200) }),
    output: bulkDraftSchema,
  }),
  /** Gives every row its verdict against file, copy and mode; nothing is sent. */
  'bulk-invites/check': channel({
    kind: 'read',
    input: z.strictObject({ draftId: idField, options: bulkOptionsSchema.nullable() }),
    output: bulkReviewSchema,
  }),
  'bulk-invites/rows': channel({
    kind: 'read',
    input: z.strictObject({
      draftId: idField,
      show: z.union([verdictField, z.enum(['all', 'need-look', 'noted'])]),
      ...windowFields,
    }),
    output: z.strictObject({ rows: z.array(bulkRowSchema), matches: z.int() }),
  }),
  'bulk-invites/start': channel({
    kind: 'change',
    input: z.strictObject({
      draftId: idField,
      /** What the admin saw and agreed to: refused if the plan differs by now. */
      expectInvites: z.int().min(0),
      expectReactivations: z.int().min(0),
      expectUpdates: z.int().min(0),
      typed: z.string().max(50),
      /** Every sentence of `asks.acknowledge` was ticked. */
      acknowledged: z.boolean(),
    }),
    output: z.strictObject({ jobId: idField }),
  }),
  /** Saves the rows that are ready as a list for the admin of the identity provider; nothing is sent. */
  'bulk-invites/save-handover': channel({
    kind: 'read',
    input: draftInput,
    output: z.strictObject({ savedAs: z.string().nullable(), rows: z.int() }),
  }),
  'bulk-invites/save-template': channel({
    kind: 'read',
    input: z.strictObject({}),
    output: z.strictObject({ savedAs: z.string().nullable() }),
  }),
  'bulk-invites/drop-draft': channel({ kind: 'read', input: draftInput, output: done }),
};
