import type { BulkDraft, Encoding } from '../../../src-contract/bulk-invites.ts';
import { describeFailure, type Failure } from '../../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import { type Draft, newDraft } from './draft.ts';
import { mapColumns } from './map-columns.ts';
import { detectDelimiter } from './read-csv/detect-delimiter.ts';
import { detectEncoding } from './read-csv/detect-encoding.ts';
import { detectFileKind } from './read-csv/detect-file-kind.ts';
import { openDecoder } from './read-csv/open-decoder.ts';
import { plainList } from './read-csv/plain-list.ts';
import { takeRecords } from './take-records.ts';

const headBytes = 262_144;
const sliceBytes = 65_536;

export interface FileToRead {
  draftId: string;
  tenantId: string;
  fileName: string;
  bytes: Uint8Array;
  /** What an empty role cell means. */
  defaultRole: string;
}

/** Finds out what a file is and opens it for reading; fails with `file-empty` or `file-not-csv`. Reads no rows yet. */
export function openFile(file: FileToRead): Outcome<Draft> {
  const refused = detectFileKind(file.fileName, file.bytes);
  if (refused !== null) return failed(refused);
  const { encoding, basis } = detectEncoding(file.bytes);
  const head = decodeHead(file.bytes, encoding);
  const asRead = { comments: 'keep' as const, quotes: 'csv' as const };
  const found = { ...file, encodingBasis: basis, headerChoice: 'detect' as const, ...asRead };
  const list = file.bytes.length <= headBytes ? plainList(head) : null;
  if (list !== null) {
    // Given as a table of one column, so that everything after this is the same for both.
    const bytes = new TextEncoder().encode(list.map((entry) => `"${entry}"`).join('\n'));
    return ok(newDraft({ ...found, bytes, encoding: 'utf-8', delimiter: ',', shape: 'list', skip: 0 }));
  }
  const { delimiter, skip } = detectDelimiter(head);
  return ok(newDraft({ ...found, encoding, delimiter, shape: 'table', skip }));
}

/** Opens the bytes of a draft again with what the admin chose; the result is a new reading under the same id. */
export function openAgain(
  draft: Draft,
  choice: Pick<BulkDraft, 'encoding' | 'delimiter' | 'header' | 'comments' | 'quotes'>,
): Draft {
  const encoding = draft.shape === 'list' ? draft.encoding : choice.encoding;
  const opened = newDraft({
    draftId: draft.draftId,
    tenantId: draft.tenantId,
    fileName: draft.fileName,
    bytes: draft.bytes,
    encoding,
    encodingBasis: 'chosen',
    delimiter: choice.delimiter,
    shape: draft.shape,
    skip: detectDelimiter(decodeHead(draft.bytes, encoding)).skip,
    headerChoice: choice.header,
    comments: choice.comments,
    quotes: choice.quotes,
    defaultRole: draft.defaultRole,
  });
  return { ...opened, options: draft.options };
}

/** Reads on until the moment (performance.now) has passed; returns whether the file was read whole. */
export function readUntil(draft: Draft, moment: number): boolean {
  for (;;) {
    const now = draft.reading.readUntil(moment);
    takeRecords(draft, now === 'done' ? 'all' : 'some');
    if (now === 'done') return true;
    if (now === 'hungry') {
      const end = Math.min(draft.bytesRead + sliceBytes, draft.bytes.length);
      const slice = draft.bytes.subarray(draft.bytesRead, end);
      draft.reading.feed(slice, end === draft.bytes.length ? 'last' : 'more-follow');
      // The hash keeps step with the reading, so that hashing 35 MB never holds the thread either.
      draft.hash.update(slice);
      draft.bytesRead = end;
    }
    if (performance.now() >= moment) return false;
  }
}

/** Maps the columns once all rows are read. Fails with `file-empty` when nobody is left. */
export function finishReading(draft: Draft): Failure | null {
  draft.sha256 ??= draft.hash.digest('hex');
  if (draft.rows.length === 0) return describeFailure('file-empty', { file: draft.fileName });
  const mapped = mapColumns(draft.titles, draft.rows, draft.columns);
  draft.meanings = mapped.meanings;
  draft.doubles = mapped.doubles;
  return null;
}

function decodeHead(bytes: Uint8Array, encoding: Encoding): string {
  return openDecoder(encoding).decode(bytes.subarray(0, headBytes), 'more-follow');
}
