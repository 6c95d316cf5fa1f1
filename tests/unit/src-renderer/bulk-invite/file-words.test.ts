import { describe, expect, it } from 'vitest';
import type { BulkDraft, ColumnMeaning } from '../../../../src-contract/bulk-invites.ts';
import {
  defaultRoleOf,
  fileFacts,
  mapColumn,
  sizeText,
} from '../../../../src-renderer/screens/bulk-invite/file-words.ts';

const columns = (...meanings: ColumnMeaning[]): BulkDraft['columns'] =>
  meanings.map((becomes, index) => ({ index, title: `c${index}`, samples: [], filled: 0, becomes }));

const draft: BulkDraft = {
  draftId: 'd1',
  tenantId: 't1',
  fileName: 'a.csv',
  sizeBytes: 41_984,
  encoding: 'utf-8',
  candidates: [],
  delimiter: ';',
  header: 'first-row',
  comments: 'keep',
  quotes: 'csv',
  commentRows: 0,
  brokenQuoteRow: null,
  rowCount: 480,
  note: '',
  warning: null,
  columns: columns('email'),
  preview: [],
  fixedRows: 0,
  blockedBecause: null,
};

describe('mapping a column', () => {
  it('takes a meaning away from the column that had it', () => {
    expect(mapColumn(columns('email', 'name', 'ignore'), { index: 2, becomes: 'email' })).toEqual([
      'ignore',
      'name',
      'email',
    ]);
  });

  it('lets any number of columns be left out', () => {
    expect(mapColumn(columns('email', 'ignore', 'teams'), { index: 2, becomes: 'ignore' })).toEqual([
      'email',
      'ignore',
      'ignore',
    ]);
  });
});

describe('the facts of a file', () => {
  it.each([
    [1, '1 byte'],
    [41_984, '41 KB'],
    [36_700_160, '35.0 MB'],
  ])('%d bytes read %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });

  it('name size, rows and header', () => {
    expect(fileFacts(draft)).toBe('41 KB, 480 rows, header in row 1');
    expect(fileFacts({ ...draft, header: 'none', rowCount: 1 })).toBe('41 KB, 1 row, no header');
  });
});

describe('the role of empty cells', () => {
  const row = { row: 2, email: '', name: '', teams: [], role: 'member' };
  it('is told by a row of the preview that has it, else not', () => {
    expect(defaultRoleOf({ ...draft, preview: [{ ...row, roleIsDefault: true }] })).toBe('member');
    expect(defaultRoleOf({ ...draft, preview: [{ ...row, roleIsDefault: false }] })).toBeNull();
  });
});
