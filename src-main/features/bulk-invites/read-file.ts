import type { BulkDraft, Encoding } from '../../../src-contract/bulk-invites.ts';
import { describeFailure, type Failure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import { type Draft, newDraft } from './draft.ts';
import { mapColumns } from './map-columns.ts';
import { compareEncodings } from './read-csv/compare-encodings.ts';
import { detectDelimiter } from './read-csv/detect-delimiter.ts';
import { detectEncoding } from './read-csv/detect-encoding.ts';
import { detectFileKind } from './read-csv/detect-file-kind.ts';
import { type FileLook, headBytes } from './read-csv/look-at-file.ts';
import { openDecoder } from './read-csv/open-decoder.ts';
import { plainList } from './read-csv/plain-list.ts';
import { takeRecords } from './take-records.ts';
import type { NamedTenant } from './tenant-names.ts';

export interface FileToRead {
  draftId: string;
  tenantId: string;
  fileName: string;
  look: FileLook;
  /** What an empty role cell means. */
  defaultRole: string;
  /** The tenants of this computer, whom a column of the file may name. */
  tenants: readonly NamedTenant[];
}

/** Finds out what a file is and opens it for reading; fails with `file-empty` or `file-not-csv`. Reads no rows yet. */
export function openFile(file: FileToRead): Outcome<Draft> {
  const { look, ...named } = file;
  const refused = detectFileKind(file.fileName, look);
  if (refused !== null) return failed(refused);
  const { encoding, basis } = detectEncoding(look);
  const head = decodeHead(look.head, encoding);
  const { delimiter, skip } = detectDelimiter(head);
  const found = {
    ...named,
    sizeBytes: look.sizeBytes,
    encodingBasis: basis,
    candidates: basis === 'certain' ? [] : compareEncodings(look.sample, { encoding, delimiter }),
    headerChoice: 'detect' as const,
    comments: 'keep' as const,
    quotes: 'csv' as const,
  };
  if (look.sizeBytes <= headBytes && plainList(head) !== null) {
    const draft = newDraft({ ...found, encoding: 'utf-8', delimiter: ',', shape: 'list', skip: 0 });
    feedList(draft, { bytes: look.head, encoding });
    return ok(draft);
  }
  return ok(newDraft({ ...found, encoding, delimiter, shape: 'table', skip }));
}

/**
 * Opens the file of a draft again with what the admin chose: a new draft, under an id of its own until it was read whole.
 * `head`: the first bytes of the file as it is now.
 */
export function openAgain(
  draft: Draft,
  choice: Pick<BulkDraft, 'encoding' | 'delimiter' | 'header' | 'comments' | 'quotes'>,
  file: { draftId: string; sizeBytes: number; head: Uint8Array },
): Draft {
  const encoding = draft.shape === 'list' ? draft.encoding : choice.encoding;
  const opened = newDraft({
    draftId: file.draftId,
    tenantId: draft.tenantId,
    fileName: draft.fileName,
    sizeBytes: file.sizeBytes,
    encoding,
    encodingBasis: 'chosen',
    candidates: draft.candidates,
    delimiter: choice.delimiter,
    shape: draft.shape,
    skip: detectDelimiter(decodeHead(file.head, encoding)).skip,
    headerChoice: choice.header,
    comments: choice.comments,
    quotes: choice.quotes,
    defaultRole: draft.defaultRole,
    tenants: draft.tenants,
  });
  if (draft.shape === 'list') feedList(opened, { bytes: file.head, encoding: choice.encoding });
  return { ...opened, options: draft.options };
}

/** A pasted list is given as a table of one column, so that everything after this is the same for both. */
function feedList(draft: Draft, { bytes, encoding }: { bytes: Uint8Array; encoding: Encoding }): void {
  const list = plainList(decodeHead(bytes, encoding)) ?? [];
  const table = new TextEncoder().encode(list.map((entry) => `"${entry}"`).join('\n'));
  draft.hash.update(bytes);
  draft.reading.feed(table, 'last');
}

/** Gives a draft the next bytes of its file. */
export function feedDraft(draft: Draft, bytes: Uint8Array, which: 'more-follow' | 'last'): void {
  draft.reading.feed(bytes, which);
  // The hash keeps step with the reading, so that hashing 35 MB never holds the thread either.
  draft.hash.update(bytes);
}

/** Reads on until the moment (performance.now) has passed; `hungry` when it needs the next bytes of the file. */
export function readUntil(draft: Draft, moment: number): 'has-more' | 'hungry' | 'done' {
  const now = draft.reading.readUntil(moment);
  takeRecords(draft, now === 'done' ? 'all' : 'some');
  return now;
}

/** Maps the columns once all rows are read. Fails with `file-empty` when nobody is left. */
export function finishReading(draft: Draft): Failure | null {
  draft.sha256 ??= draft.hash.digest('hex');
  if (draft.rows.length === 0) return describeFailure('file-empty', { file: draft.fileName });
  const mapped = mapColumns(draft.titles, draft.rows, draft.columns, draft.tenants);
  draft.meanings = mapped.meanings;
  draft.doubles = mapped.doubles;
  return null;
}

function decodeHead(bytes: Uint8Array, encoding: Encoding): string {
  return openDecoder(encoding).decode(bytes, 'more-follow');
}
