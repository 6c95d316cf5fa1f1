import type { Job } from '../../../../src-contract/jobs.ts';

/** A bulk invite job for tests, half way through; parts of it can be set. */
export function madeUpJob(parts: Partial<Job> = {}): Job {
  return {
    id: 'j1',
    number: 118,
    tenantId: 't1',
    kind: 'bulk-invite',
    title: 'Bulk invite, contractors-q4.csv',
    state: 'running',
    counts: { planned: 223, sent: 2, done: 208, failed: 2, skipped: 1, unknown: 1 },
    total: 437,
    inFirstPhase: parts.total ?? 437,
    startedBy: 'ingrid@example.com',
    createdAt: '2026-11-23T10:41:00Z',
    startedAt: '2026-11-23T10:41:00Z',
    endedAt: null,
    why: null,
    waitsUntil: null,
    waits: { times: 0, totalMs: 0 },
    proving: 0,
    rate: 2.9,
    undo: 'offered',
    ...parts,
  };
}
