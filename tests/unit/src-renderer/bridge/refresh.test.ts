import { describe, expect, test } from 'vitest';
import type { Change } from '../../../../src-contract/change.ts';
import type { Job } from '../../../../src-contract/jobs.ts';
import type { SyncStatus } from '../../../../src-contract/sync.ts';
import { placeJob } from '../../../../src-renderer/bridge/place-job.ts';
import { makesStale } from '../../../../src-renderer/bridge/stale-reads.ts';

const job = (id: string, state: Job['state'], tenantId = 't1'): Job => ({
  id,
  number: 1,
  tenantId,
  kind: 'deactivate',
  title: id,
  state,
  counts: { planned: 0, sent: 0, done: 1, failed: 0, skipped: 0, unknown: 0 },
  total: 1,
  inFirstPhase: 1,
  startedBy: 'ingrid@halden.example',
  createdAt: '2026-11-23T09:00:00Z',
  startedAt: null,
  endedAt: null,
  why: null,
  waitsUntil: null,
  waits: { times: 0, totalMs: 0 },
  proving: 0,
  rate: null,
  undo: 'not-possible',
});

const status = (phase: SyncStatus['phase']): SyncStatus => ({
  tenantId: 't1',
  phase,
  lastSyncAt: null,
  progress: null,
  people: 0,
  teams: 0,
  lastRun: null,
  heldDrop: null,
  failure: null,
  nextTryAt: null,
});

describe('what an announcement makes old', () => {
  const users: Change = { what: 'users', tenantId: 't1' };

  test('people of one tenant, not of another', () => {
    expect(makesStale(users, ['users/search', { tenantId: 't1', offset: 0 }])).toBe(true);
    expect(makesStale(users, ['users/search', { tenantId: 't2', offset: 0 }])).toBe(false);
    expect(makesStale(users, ['tenants/list', {}])).toBe(false);
  });

  test('rows of the job that moved', () => {
    const moved: Change = { what: 'job', job: job('j1', 'running') };
    expect(makesStale(moved, ['jobs/rows', { jobId: 'j1' }])).toBe(true);
    expect(makesStale(moved, ['jobs/rows', { jobId: 'j2' }])).toBe(false);
  });

  test('the list of tenants once a sync ends, since it tells their age', () => {
    expect(makesStale({ what: 'sync', status: status('idle') }, ['tenants/list', {}])).toBe(true);
    expect(makesStale({ what: 'sync', status: status('syncing') }, ['tenants/list', {}])).toBe(false);
  });
});

describe('an announced job in a list read before', () => {
  const all = { tenantId: null, show: 'all' } as const;
  const open = { tenantId: 't1', show: 'open' } as const;

  test('takes its old place, or the top', () => {
    const list = [job('b', 'running'), job('a', 'done')];
    expect(placeJob(list, job('a', 'failed'), all).map(({ id, state }) => `${id} ${state}`)).toEqual([
      'b running',
      'a failed',
    ]);
    expect(placeJob(list, job('c', 'queued'), all).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  test('leaves the open ones when it ends, and never enters the list of another tenant', () => {
    const list = [job('a', 'running')];
    expect(placeJob(list, job('a', 'done'), open)).toEqual([]);
    expect(placeJob(list, job('x', 'running', 't2'), open)).toEqual(list);
  });
});
