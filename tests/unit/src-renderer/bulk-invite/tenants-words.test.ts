import { describe, expect, it } from 'vitest';
import type { FileRun } from '../../../../src-contract/bulk-tenants.ts';
import { heldSentence } from '../../../../src-contract/held-sentence.ts';
import {
  blockOf,
  fileSums,
  rowNumbers,
  shortName,
} from '../../../../src-renderer/screens/bulk-invite/tenants-words.ts';

const part = (parts: Partial<FileRun['parts'][number]>): FileRun['parts'][number] => ({
  tenantId: 't',
  displayName: 'T',
  rows: 10,
  isConnected: true,
  jobId: null,
  state: null,
  figures: null,
  ...parts,
});

describe('a file across its tenants', () => {
  it('tells every row: ended, under way, not started, without a tenant, in a tenant that is gone', () => {
    const figures = { done: 6, failed: 1, unknown: 1, toDo: 0, skipped: 2 };
    const sums = fileSums({
      fileName: 'a.csv',
      rowsRead: 45,
      heldRows: 5,
      parts: [
        part({ jobId: 'j1', state: 'done-with-failures', figures }),
        part({ jobId: 'j2', state: 'paused' }),
        part({}),
        part({ isConnected: false }),
      ],
    });
    expect(sums).toEqual([
      { words: 'done', count: 6 },
      { words: 'failed', count: 1 },
      { words: 'not known', count: 1 },
      { words: 'skipped', count: 2 },
      { words: 'under way', count: 10 },
      { words: 'not started', count: 15 },
      { words: 'in tenants removed since', count: 10 },
    ]);
    expect(sums.reduce((total, { count }) => total + count, 0)).toBe(45);
  });
});

describe('a plan', () => {
  const plan = { tenantId: 't', rows: 2, draftId: 'd', isChecked: true, jobId: null, lock: null };

  it('says why it cannot start: started, locked, not checked', () => {
    expect(blockOf({ ...plan, jobId: 'j' }, null)).toBe('Started already');
    expect(blockOf({ ...plan, lock: 'offline' }, null)).toContain('out of reach');
    expect(blockOf({ ...plan, lock: 'signed-out' }, null)).toContain('sign in again');
    expect(blockOf(plan, null)).toBe('Checking the rows');
  });
});

describe('rows without a tenant', () => {
  it('are told by number and reason', () => {
    expect(rowNumbers(1, [7])).toBe('Row 7');
    expect(rowNumbers(2, [7, 1200])).toBe('Rows 7, 1,200');
    expect(rowNumbers(9, [7, 8, 9])).toBe('Rows 7, 8, 9 and 6 more');
    expect(heldSentence('empty', [])).toBe('The cell is empty');
    expect(heldSentence('several-fit', ['A', 'B'])).toBe('Fits A and B');
  });

  it('show long names cut, and hidden signs', () => {
    expect(shortName('x'.repeat(60))).toHaveLength(28);
  });
});
