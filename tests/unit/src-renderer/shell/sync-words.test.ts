import { describe, expect, test } from 'vitest';
import type { SyncStatus } from '../../../../src-contract/sync.ts';
import { lastRunText, nextTryText, syncPillText } from '../../../../src-renderer/shell/sync-words.ts';

const now = Date.parse('2026-11-23T10:40:00Z');
const status = (parts: Partial<SyncStatus>): SyncStatus => ({
  tenantId: 't1',
  phase: 'idle',
  lastSyncAt: '2026-11-23T10:38:00Z',
  progress: null,
  people: 1284,
  teams: 38,
  lastRun: null,
  heldDrop: null,
  failure: null,
  nextTryAt: null,
  ...parts,
});

describe('the pill', () => {
  test.each([
    [{}, 'Synced 2 min ago'],
    [{ lastSyncAt: '2026-11-23T10:39:30Z' }, 'Synced just now'],
    [{ lastSyncAt: null }, 'Not synced yet'],
    [{ phase: 'syncing' }, 'Syncing'],
    [{ phase: 'syncing', progress: { done: 552, expected: 1284 } }, 'Syncing 42 %'],
    [{ phase: 'offline', lastSyncAt: '2026-11-23T07:40:00Z' }, 'Offline, data from 3 h ago'],
    [{ phase: 'failed', lastSyncAt: null }, 'Sync failed, no data yet'],
    [{ phase: 'signed-out', lastSyncAt: '2026-11-23T09:40:00Z' }, 'Signed out, data from 1 h ago'],
  ] as const)('%o reads %s', (parts, words) => {
    expect(syncPillText(status(parts), now)).toBe(words);
  });
});

test('what the last sync saw', () => {
  const run = { added: 0, changed: 0, gone: 0, pages: 14, durationMs: 6_200 };
  expect(lastRunText(status({ lastRun: run }))).toBe('Nothing changed. 14 pages, 6 s.');
  expect(lastRunText(status({ lastRun: { ...run, added: 1200, gone: 1, pages: 1 } }))).toBe(
    '1,200 added, 0 changed, 1 gone. 1 page, 6 s.',
  );
  expect(lastRunText(status({}))).toBeNull();
});

test('the next try counts down and never goes below now', () => {
  expect(nextTryText(status({ nextTryAt: '2026-11-23T10:40:24Z' }), now)).toBe('Next try in 24 s');
  expect(nextTryText(status({ nextTryAt: '2026-11-23T10:39:00Z' }), now)).toBe('Trying now');
  expect(nextTryText(status({}), now)).toBeNull();
});
