import { describe, expect, it } from 'vitest';
import type { BulkReport } from '../../../../src-contract/bulk-report.ts';
import {
  equationParts,
  outcomeFacts,
  outcomeSentence,
  peopleOf,
  teamTroubles,
  toFixLabel,
} from '../../../../src-renderer/screens/bulk-invite/report-words.ts';
import { madeUpJob } from './made-up-job.ts';

const report: BulkReport = {
  jobId: 'j1',
  fileName: 'contractors-q4.csv',
  rowsRead: 480,
  invitedMailFailed: 0,
  addedBySplit: 0,
  invited: 429,
  reactivated: 6,
  updated: 0,
  failed: 2,
  unknown: 0,
  notRun: 0,
  skippedInRun: 0,
  gone: 0,
  skippedBefore: [
    { verdict: 'already-active', count: 23 },
    { verdict: 'invalid-email', count: 20 },
  ],
  teamsMade: [],
  teamsChanged: 2,
};

const ended = madeUpJob({
  state: 'done-with-failures',
  counts: { planned: 0, sent: 0, done: 435, failed: 2, skipped: 0, unknown: 0 },
  endedAt: '2026-11-23T10:44:50Z',
  waits: { times: 3, totalMs: 31_000 },
  proving: 0,
});

describe('the outcome of a run', () => {
  it('is one sentence with the figures that count', () => {
    expect(outcomeSentence(ended, report)).toBe('Done with failures: 435 of 437, 2 failed');
    expect(outcomeSentence(madeUpJob({ state: 'cancelled' }), { ...report, invited: 200, notRun: 229 })).toBe(
      'Cancelled: 206 of 437, 2 failed, 229 not sent',
    );
  });

  it('names file, span and waits', () => {
    const facts = outcomeFacts(ended, report, Date.parse('2026-11-23T12:00:00Z'));
    expect(facts).toMatch(/^contractors-q4\.csv, \d\d:\d\d to \d\d:\d\d, 3 min 50 s\./);
    expect(facts).toContain('Waited 3 times, 31 s in all');
  });
});

describe('the sum of a report', () => {
  it('adds up to the rows read', () => {
    const parts = equationParts(report);
    expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(report.rowsRead);
    expect(peopleOf(report)).toBe(437);
  });

  it('leaves out what did not happen', () => {
    expect(equationParts(report).map(({ words }) => words)).toEqual([
      'invited',
      'reactivated',
      'failed',
      'skipped before the run',
    ]);
  });
});

describe('the rows to fix', () => {
  it('are those with a wrong cell and those that failed', () => {
    expect(toFixLabel(report)).toBe('Save 22 rows to fix as CSV');
  });

  it('are not counted where duplicates may be among them', () => {
    const skippedBefore = [...report.skippedBefore, { verdict: 'duplicate' as const, count: 9 }];
    expect(toFixLabel({ ...report, skippedBefore })).toBe('Save rows to fix as CSV');
  });

  it('are none when nothing needs a fix', () => {
    expect(toFixLabel({ ...report, failed: 0, skippedBefore: [] })).toBeNull();
  });
});

describe('teams that did not get their people', () => {
  it('are the failed rows of the job that are no rows of the file', () => {
    expect(teamTroubles(ended, report)).toBe(0);
    expect(teamTroubles({ ...ended, counts: { ...ended.counts, failed: 3 } }, report)).toBe(1);
  });
});
