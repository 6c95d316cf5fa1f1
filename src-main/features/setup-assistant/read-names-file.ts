import type { OutputOf } from '../../../src-contract/channels.ts';
import { describeFailure } from '../../../src-contract/failure-catalogue.ts';
import { mostGroups } from '../../../src-contract/most-groups.ts';
import { failed, type Outcome, ok } from '../../../src-contract/outcome.ts';
import { detectDelimiter } from '../bulk-invites/read-csv/detect-delimiter.ts';
import { detectEncoding } from '../bulk-invites/read-csv/detect-encoding.ts';
import { detectFileKind } from '../bulk-invites/read-csv/detect-file-kind.ts';
import { lookAtBytes } from '../bulk-invites/read-csv/look-at-file.ts';
import { openDecoder } from '../bulk-invites/read-csv/open-decoder.ts';
import { parseCsv } from '../bulk-invites/read-csv/parse-csv.ts';

type NamesFile = NonNullable<OutputOf<'setup-assistant/choose-names-file'>['file']>;

const mostColumns = 12;
const longestName = 1024;
/** Titles that exports of groups give the name: Okta, Entra, JumpCloud, and plain words in some languages. */
const nameTitles = [
  /^(group|team)?[\s._-]*display[\s._-]?name$/i,
  /^(group|team|role)[\s._-]*name$/i,
  /^(profile\.)?name$/i,
  /^(group|groups|team|teams|role|gruppe|gruppenname|groupe|grupo|gruppo|grupp|gruppenavn|группа)$/i,
];

/** The column that holds the names by its title; the first one when no title says so. */
function likelyColumn(titles: readonly string[]): { at: number; isTitled: boolean } {
  for (const pattern of nameTitles) {
    const at = titles.findIndex((title) => pattern.test(title.trim()));
    if (at !== -1) return { at, isTitled: true };
  }
  return { at: 0, isTitled: false };
}

/**
 * Reads the columns of a CSV with group names. A first row without a known title is a group like the others when there is
 * one column only. Fails with `file-not-csv`, `file-empty`, or `file-too-large` above 20,000 rows.
 */
export function readNamesFile({
  fileName,
  bytes,
}: {
  fileName: string;
  bytes: Uint8Array;
}): Outcome<NamesFile> {
  const look = lookAtBytes(bytes);
  const refused = detectFileKind(fileName, look);
  if (refused !== null) return failed(refused);
  const { encoding } = detectEncoding(look);
  const { delimiter, skip } = detectDelimiter(
    openDecoder(encoding).decode(bytes.subarray(0, 262_144), 'more-follow'),
  );
  const reading = parseCsv({ encoding, delimiter, skip, comments: 'keep', quotes: 'csv' });
  reading.feed(bytes, 'last');
  while (reading.records.length <= mostGroups + 1 && reading.readUntil(performance.now() + 20) !== 'done');
  const rows = reading.records.map(({ cells }) => cells);
  const [first] = rows;
  if (first === undefined) return failed(describeFailure('file-empty', { file: fileName }));
  const { at, isTitled } = likelyColumn(first);
  const hasTitles = isTitled || first.length > 1;
  const body = hasTitles ? rows.slice(1) : rows;
  if (body.length === 0) return failed(describeFailure('file-empty', { file: fileName }));
  if (body.length > mostGroups) {
    return failed(
      describeFailure('file-unreadable', { file: fileName, why: 'it has more than 20,000 rows' }),
    );
  }
  const columns = first.slice(0, mostColumns).map((title, column) => ({
    title: hasTitles ? title.slice(0, 200) : 'Groups',
    groups: body.flatMap((cells) => {
      const name = (cells[column] ?? '').trim().slice(0, longestName);
      return name === '' ? [] : [name];
    }),
  }));
  return ok({ fileName, columns, likely: Math.min(at, columns.length - 1) });
}
