import { describe, expect, it } from 'vitest';
import type { BulkRow } from '../../../../src-contract/bulk-invites.ts';
import {
  cellText,
  editColumn,
  isFixable,
  nextProblem,
  splitTeamText,
  withCell,
} from '../../../../src-renderer/screens/bulk-invite/row-edit.ts';

const row = (parts: Partial<BulkRow> = {}): BulkRow => ({
  row: 3,
  email: 'ana@example.com',
  name: 'Ana',
  role: 'member',
  teams: ['field-crew', 'planning'],
  verdict: 'ready',
  about: 'row',
  reason: '',
  note: '',
  send: 'as-run',
  choice: 'none',
  offer: 'none',
  part: null,
  suggestion: null,
  ...parts,
});
const wrong = row({ verdict: 'invalid-email', about: 'email' });
const skipped = row({ verdict: 'already-active' });

describe('the cell that is edited', () => {
  it('is the one that the verdict is about, else the email', () => {
    expect(editColumn(row({ verdict: 'unknown-role', about: 'role' }))).toBe('role');
    expect(editColumn(skipped)).toBe('email');
  });

  it('shows teams as one text and takes them apart again', () => {
    expect(cellText(row(), 'teams')).toBe('field-crew, planning');
    expect(splitTeamText('a | b; c,, b')).toEqual(['a', 'b', 'c']);
  });

  it('keeps what the row says about the email, and leaves an unclear cell to the file', () => {
    expect(withCell(row({ send: 'do-not-send' }), 'email', 'bo@example.com').send).toBe('do-not-send');
    expect(withCell(row({ send: 'unclear' }), 'email', 'bo@example.com').send).toBeNull();
    expect(withCell(row({ send: 'unclear' }), 'send', 'send').send).toBe('send');
    expect(editColumn(row({ verdict: 'bad-row', about: 'send', send: 'unclear' }))).toBe('send');
  });

  it('changes nothing but itself', () => {
    expect(withCell(row(), 'email', ' bo@example.com ')).toEqual({
      row: 3,
      send: 'as-run',
      email: 'bo@example.com',
      role: 'member',
      teams: ['field-crew', 'planning'],
    });
    expect(withCell(row(), 'teams', '').teams).toEqual([]);
  });
});

describe('the next problem', () => {
  const find = (rows: readonly (BulkRow | undefined)[], from: number) =>
    nextProblem((index) => rows[index], from, rows.length);

  it('skips rows that are ready or skipped for good', () => {
    expect(isFixable(skipped)).toBe(false);
    expect(find([wrong, row(), skipped, wrong], 0)).toBe(3);
  });

  it('goes round to the start', () => {
    expect(find([wrong, row(), row()], 1)).toBe(0);
  });

  it('stops at a row that is not here yet, so that it is read', () => {
    expect(find([wrong, row(), undefined, wrong], 0)).toBe(2);
  });

  it('is none in a list without one, or without rows', () => {
    expect(find([row(), skipped], 0)).toBeNull();
    expect(find([], 0)).toBeNull();
  });
});
