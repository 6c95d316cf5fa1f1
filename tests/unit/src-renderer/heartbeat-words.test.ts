import { expect, test } from 'vitest';
import type { Heartbeat } from '../../../src-contract/heartbeat.ts';
import {
  dayWords,
  driftWords,
  lastPushWords,
  stateWords,
  weekdayNote,
} from '../../../src-renderer/heartbeat/heartbeat-words.ts';

const hourMs = 3_600_000;
const now = Date.parse('2026-11-23T12:00:00Z');
const ago = (ms: number): string => new Date(now - ms).toISOString();
const beat = (more: Partial<Heartbeat>): Heartbeat => ({
  tenantId: 't',
  mode: 'scim',
  state: 'pushing',
  silence: 'usual',
  lastPushAt: ago(600_000),
  lastPushFrom: 'sync',
  usualGap: { medianMs: hourMs, mostlyUnderMs: 3 * hourMs, gaps: 40, hours: 'working' },
  observed: { hours: 40, ofHours: 12, days: 20, ofDays: 5 },
  today: { weekday: 1, count: 0, usual: 45 },
  days: [],
  watchedSince: ago(900 * hourMs),
  tokenState: 'active',
  idpName: 'Okta',
  drifted: { count: 0, reasons: [], people: [], userIds: [] },
  asOf: ago(60_000),
  syncEveryMs: 900_000,
  ...more,
});
const none = { made: 0, updated: 0, deactivated: 0, reactivated: 0, removed: 0, teams: 0 };

test('the state is one of three words', () => {
  expect(stateWords(beat({}), now)).toEqual({ words: 'Pushing', look: 'ok' });
  expect(stateWords(beat({ state: 'silent', lastPushAt: ago(26 * hourMs) }), now)).toEqual({
    words: 'Silent for 26 h',
    look: 'warn',
  });
  expect(stateWords(beat({ state: 'silent', lastPushAt: ago(240 * hourMs) }), now).words).toBe(
    'Silent for 10 d',
  );
  expect(stateWords(beat({ state: 'never-pushed', lastPushAt: null }), now)).toEqual({
    words: 'Never pushed',
    look: 'dimmed',
  });
});

test('a silence says what is usual here and where to look', () => {
  const silent = beat({ state: 'silent', silence: 'unusual', lastPushAt: ago(26 * hourMs) });
  expect(lastPushWords(silent, now)).toEqual({
    title: 'Last push 26 h ago',
    sentence: 'Usual gap on working days: about 1 h. Look at the Okta provisioning log.',
  });
});

test('too little seen, no token, and what is only inferred are said', () => {
  const few = beat({ silence: 'not-enough-seen', usualGap: null, lastPushFrom: 'dates' });
  expect(
    lastPushWords({ ...few, observed: { hours: 4, ofHours: 12, days: 2, ofDays: 5 } }, now).sentence,
  ).toBe(
    'From the tenant’s own dates; no sync saw a push yet. Not enough seen yet to say what is usual: pushes in 4 of 12 hours, on 2 of 5 days.',
  );
  expect(lastPushWords(beat({ tokenState: 'none' }), now).sentence).toBe(
    'There is no token, so nothing can be pushed now.',
  );
  expect(lastPushWords(beat({ lastPushFrom: 'token' }), now).title).toBe('Token last used 10 min ago');
});

test('a day that nobody watched is not a day without pushes', () => {
  const day = { day: '2026-11-22', ...none };
  expect(dayWords({ ...day, seen: 'no-sync', total: 0 })).toBe('2026-11-22: not watched');
  expect(dayWords({ ...day, seen: 'no-sync', updated: 3, total: 3 })).toBe(
    '2026-11-22: not watched, at least 3',
  );
  expect(dayWords({ ...day, seen: 'by-syncs', made: 2, teams: 1, total: 3 })).toBe(
    '2026-11-22: 3 (2 made, 1 team)',
  );
  expect(dayWords({ ...day, seen: 'by-syncs', total: 0 })).toBe('2026-11-22: 0');
});

test('today is compared with the same day of former weeks', () => {
  expect(weekdayNote(beat({}))).toBe('Mondays about 45, today 0');
  expect(weekdayNote(beat({ today: { weekday: 1, count: 7, usual: null } }))).toBe('Today 7');
});

test('a role set by hand alone is no alarm', () => {
  const drifted = { people: [], userIds: [] };
  expect(driftWords({ ...drifted, count: 27, reasons: [{ reason: 'role-by-hand', count: 27 }] })).toEqual({
    title: '27 SCIM people with a role set by hand',
    sentence: '. Pushes leave roles alone.',
  });
  const both = [
    { reason: 'active-again', count: 1 },
    { reason: 'role-by-hand', count: 2 },
  ] as const;
  expect(driftWords({ ...drifted, count: 3, reasons: [...both] })).toEqual({
    title: '3 SCIM people changed by hand',
    sentence: ': 1 active again though no push did it, 2 with a role set by hand.',
  });
});
