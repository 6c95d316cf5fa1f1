import { describe, expect, it } from 'vitest';
import {
  atOnceText,
  barShares,
  fileOfJob,
  rateText,
  restText,
  roughSpan,
  runCounters,
  runLine,
  startWords,
  statusOf,
  underWayFacts,
  waitsText,
  waitWords,
} from '../../../../src-renderer/screens/bulk-invite/run-words.ts';
import { madeUpJob } from './made-up-job.ts';

const second = 1000;
const minute = 60 * second;

describe('a run in one line', () => {
  it('names the file and what became of its rows', () => {
    expect(fileOfJob(madeUpJob())).toBe('contractors-q4.csv');
    expect(runLine(madeUpJob())).toBe('208 of 437 done, 2 failed, 1 not known, 1 skipped');
  });

  it('tells people and teams apart where the run writes to both', () => {
    const counts = { planned: 0, sent: 0, done: 27, failed: 0, skipped: 0, unknown: 0 };
    expect(runLine({ counts, total: 27, inFirstPhase: 23, undo: 'offered' })).toBe(
      '27 of 27 done: 23 people, 4 teams in all',
    );
    expect(runLine({ counts, total: 27, inFirstPhase: 27, undo: 'done' })).toBe('27 of 27 done, then undone');
  });
});

describe('what a start does', () => {
  it.each([
    [{ invite: 12, reactivate: 0, update: 0 }, 'Invite 12 people'],
    [{ invite: 0, reactivate: 1, update: 0 }, 'Reactivate 1 person'],
    [{ invite: 0, reactivate: 0, update: 3 }, 'Update 3 people'],
    [{ invite: 1_200, reactivate: 2, update: 0 }, 'Invite or reactivate 1,202 people'],
    [{ invite: 6, reactivate: 2, update: 1 }, 'Invite, reactivate or update 9 people'],
  ])('%o reads %s', (will, words) => {
    expect(startWords(will)).toBe(words);
  });
});

describe('a span', () => {
  it.each([
    [200, '1 s'],
    [9 * second, '9 s'],
    [77 * second, '1 min 20 s'],
    [2 * minute, '2 min'],
    [24 * minute, '24 min'],
    [131 * minute, '2 h 10 min'],
    [120 * minute, '2 h'],
  ])('of %d ms reads %s', (span, text) => {
    expect(roughSpan(span)).toBe(text);
  });
});

describe('rate and rest', () => {
  it('are about, from the rate of the last minute', () => {
    expect(rateText(madeUpJob())).toBe('2.9 per second');
    expect(restText(madeUpJob())).toBe('about 1 min 20 s left');
  });

  it('are not guessed before there is a rate, at its standstill, or while paused', () => {
    expect(restText(madeUpJob({ rate: null }))).toBeNull();
    expect(restText(madeUpJob({ rate: 0 }))).toBeNull();
    expect(restText(madeUpJob({ state: 'paused' }))).toBeNull();
  });

  it('count no row twice: what was accepted is in the rate already', () => {
    const counts = { planned: 29, sent: 100, done: 308, failed: 0, skipped: 0, unknown: 0 };
    expect(restText(madeUpJob({ counts, proving: 100 }))).toBe('about 10 s left');
    expect(restText(madeUpJob({ counts: { ...counts, planned: 0 }, proving: 100 }))).toBeNull();
  });
});

describe('the wait that the server asked for', () => {
  const waiting = madeUpJob({
    state: 'waiting',
    waitsUntil: '2026-11-23T10:44:07Z',
    waits: { times: 2, totalMs: 24 * second },
  });

  it('counts down to its end', () => {
    const words = waitWords(waiting, Date.parse('2026-11-23T10:44:00.500Z'));
    expect(words).toMatchObject({ left: '7 s', nth: 'Second time in this job' });
    expect(words?.share).toBeGreaterThan(0.4);
  });

  it('never counts below nothing', () => {
    expect(waitWords(waiting, Date.parse('2026-11-23T10:45:00Z'))).toMatchObject({ left: '0 s', share: 1 });
  });

  it('is none while the job runs', () => {
    expect(waitWords(madeUpJob(), 0)).toBeNull();
  });

  it('is told after the run', () => {
    expect(waitsText(waiting)).toBe('Waited 2 times, 24 s in all.');
    expect(waitsText(madeUpJob({ waits: { times: 1, totalMs: 12 * second } }))).toContain('once, 12 s');
    expect(waitsText(madeUpJob())).toBeNull();
  });
});

describe('what is under way', () => {
  const counts = { planned: 10, sent: 40, done: 0, failed: 0, skipped: 0, unknown: 0 };

  it('tells rows without an answer from those that the tenant accepted', () => {
    expect(underWayFacts(madeUpJob({ counts, proving: 31 })).map(({ words }) => words)).toEqual([
      '9 rows',
      '31 rows',
    ]);
  });

  it('says while paused what is looked up first, if anything', () => {
    const [fact] = underWayFacts(madeUpJob({ counts, state: 'paused' }));
    expect(fact?.words).toBe('40 rows, looked up on Resume');
    expect(underWayFacts(madeUpJob({ counts: { ...counts, sent: 0 }, state: 'paused' }))).toEqual([]);
  });

  it('names the limit of requests only while any is sent', () => {
    const pace = { since: '2026-11-23T10:41:00Z', stepMs: 2000, ended: [], holds: [], atOnce: 6 };
    expect(atOnceText(madeUpJob(), pace)).toBe('up to 6 requests');
    expect(atOnceText(madeUpJob(), null)).toBe('Not known yet');
    expect(atOnceText(madeUpJob({ state: 'paused' }), pace)).toBe('No request');
    expect(atOnceText(madeUpJob({ state: 'waiting' }), pace)).toBe('No request, it waits');
  });
});

describe('the counters of a run', () => {
  it('add up to all rows', () => {
    const counters = runCounters(madeUpJob(), null);
    expect(counters.reduce((sum, { count }) => sum + count, 0)).toBe(437);
  });

  it('tell invited from reactivated where the report is there', () => {
    const report = {
      jobId: 'j1',
      fileName: 'a.csv',
      rowsRead: 480,
      addedBySplit: 0,
      invited: 203,
      invitedMailFailed: 0,
      reactivated: 5,
      updated: 0,
      failed: 2,
      unknown: 1,
      notRun: 225,
      skippedInRun: 1,
      gone: 0,
      skippedBefore: [],
      teamsMade: [],
      teamsChanged: 0,
    };
    expect(runCounters(madeUpJob(), report).map(({ label }) => label)).toEqual([
      'Invited',
      'Reactivated',
      'Failed',
      'Skipped',
      'Not known',
      'To do',
    ]);
  });

  it('colour only what happened', () => {
    const failed = (count: number) => {
      const counts = { planned: 0, sent: 0, done: 5, failed: count, skipped: 0, unknown: 0 };
      return runCounters(madeUpJob({ counts }), null).find(({ label }) => label === 'Failed')?.look;
    };
    expect(failed(0)).toBe('plain');
    expect(failed(1)).toBe('danger');
  });
});

describe('the bar', () => {
  it('shows what is done and what failed as shares of all rows', () => {
    const { done, failed } = barShares(madeUpJob());
    expect(done).toBeCloseTo((209 / 437) * 100);
    expect(failed).toBeCloseTo((2 / 437) * 100);
    expect(barShares(madeUpJob({ total: 0 }))).toEqual({ done: 0, failed: 0 });
  });
});

describe('the status of a failed row', () => {
  it('is read from the details, where there is one', () => {
    expect(statusOf('code conflict\nstatus 409\nrequest b71e')).toBe('409');
    expect(statusOf('code answer-lost')).toBeNull();
    expect(statusOf(undefined)).toBeNull();
  });
});
