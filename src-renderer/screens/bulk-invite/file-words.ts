import type { BulkDraft, ColumnMeaning, Delimiter, Encoding } from '../../../src-contract/bulk-invites.ts';
import { countOf, countText } from '../../kit/format-number.ts';

/** Encodings as people know them. */
export const encodingWords: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-8-bom': 'UTF-8 with BOM',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
  'iso-8859-1': 'ISO-8859-1',
  'iso-8859-15': 'ISO-8859-15',
  'windows-1250': 'Windows-1250',
  'windows-1251': 'Windows-1251',
  macintosh: 'Mac Roman',
  shift_jis: 'Shift JIS',
  gb18030: 'GB 18030',
};

/** Delimiters by their names. */
export const delimiterWords: Readonly<Record<Delimiter, string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Pipe',
};

/** What a column becomes. */
export const meaningWords: Readonly<Record<ColumnMeaning, string>> = {
  email: 'Email',
  name: 'Name',
  role: 'Tenant role',
  teams: 'Teams',
  send: 'Send email',
  tenant: 'Tenant',
  ignore: 'Do not import',
};

/** A size for people: `41 KB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return countOf(bytes, 'byte', 'bytes');
  if (bytes < 1024 * 1024) return `${countText(Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** The facts under the name of a file: `41 KB, 480 rows, header in row 1`. */
export function fileFacts({ sizeBytes, rowCount, header }: BulkDraft): string {
  const head = header === 'first-row' ? 'header in row 1' : 'no header';
  return `${sizeText(sizeBytes)}, ${countOf(rowCount, 'row', 'rows')}, ${head}`;
}

/**
 * What every column means after one of them was changed. Email, Name, Role and Teams are each one column: the one that
 * had the meaning before is no longer imported.
 */
export function mapColumn(
  columns: BulkDraft['columns'],
  changed: { readonly index: number; readonly becomes: ColumnMeaning },
): ColumnMeaning[] {
  return columns.map(({ index, becomes }) => {
    if (index === changed.index) return changed.becomes;
    return becomes === changed.becomes ? 'ignore' : becomes;
  });
}

/** What empty role cells come to, as a role name on the wire; null when the preview shows none. */
export function defaultRoleOf({ preview }: BulkDraft): string | null {
  return preview.find(({ roleIsDefault }) => roleIsDefault)?.role ?? null;
}
