import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  enough,
  judgeSilence,
  type WatchedDay,
} from '../../../../../src-main/features/heartbeat/judge-silence.ts';
import { dayBefore, localDay, weekdayOf } from '../../../../../src-main/features/heartbeat/local-hours.ts';

const allHours = 0xffffff;
const hourMs = 3_600_000;
const bits = (hours: readonly number[]): number => hours.reduce((mask, hour) => mask | (1 << hour), 0);
const isWeekend = (day: string): boolean => [0, 6].includes(weekdayOf(day));
/** A moment by the wall clock of this computer. */
const at = (day: string, hour: number): number => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, hour, 30).getTime();
};
/** Days up to a Monday, 2026-11-23, pushed to at these hours on working days, and watched all day. */
const monday = '2026-11-23';
const weeks = (hours: readonly number[], days = 28): WatchedDay[] =>
  Array.from({ length: days }, (_, ago) => dayBefore(monday, days - ago)).map((day) => ({
    day,
    watchedHours: allHours,
    pushedHours: isWeekend(day) ? 0 : bits(hours),
  }));
const everyHour = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17];
const friday = '2026-11-20';
const tuesday = '2026-11-24';

describe('a tenant that is pushed to every hour of the working day', () => {
  const days = weeks(everyHour);
  test('is quiet over a weekend, as usual', () => {
    const judged = judgeSilence({ days, nowMs: at('2026-11-22', 20), lastPushMs: at(friday, 17) });
    expect(judged).toMatchObject({ state: 'pushing', silence: 'usual' });
    expect(judged.usualGap).toEqual({
      medianMs: hourMs,
      mostlyUnderMs: expect.any(Number),
      gaps: expect.any(Number),
      hours: 'working',
    });
  });

  test('is silent on Tuesday at noon when nothing came since Monday at ten', () => {
    const judged = judgeSilence({ days, nowMs: at(tuesday, 12), lastPushMs: at(monday, 10) });
    expect(judged).toMatchObject({ state: 'silent', silence: 'unusual' });
  });

  test('is pushing an hour after the last push', () => {
    const judged = judgeSilence({ days, nowMs: at(monday, 11), lastPushMs: at(monday, 10) });
    expect(judged).toMatchObject({ state: 'pushing', silence: 'usual' });
  });
});

test('a tenant that is pushed to once a day may be silent for two days before that is said to be unusual', () => {
  const days = weeks([9], 56);
  const judged = (to: string) => judgeSilence({ days, nowMs: at(to, 9), lastPushMs: at(friday, 9) }).silence;
  expect(judged(tuesday)).toBe('usual');
  expect(judged('2026-11-26')).toBe('unusual');
});

test('with little seen nothing is said to be unusual, and a working day in silence is shown as such', () => {
  const days = weeks([9, 10], 5);
  const few = judgeSilence({ days, nowMs: at(monday, 9), lastPushMs: at(friday, 10) });
  expect(few).toMatchObject({ state: 'pushing', silence: 'not-enough-seen', usualGap: null });
  expect(few.observed).toEqual({ hours: 6, ofHours: enough.hours, days: 3, ofDays: enough.days });
  const later = judgeSilence({ days, nowMs: at(tuesday, 12), lastPushMs: at(friday, 10) });
  expect(later).toMatchObject({ state: 'silent', silence: 'not-enough-seen' });
});

test('a tenant that was never pushed to has never pushed, whatever was watched', () => {
  expect(judgeSilence({ days: weeks([]), nowMs: at(monday, 9), lastPushMs: null }).state).toBe(
    'never-pushed',
  );
});

test('nights and weekends that nobody watched neither count as quiet nor as gaps', () => {
  const days = weeks(everyHour).map((day) => ({
    ...day,
    watchedHours: isWeekend(day.day) ? 0 : bits(everyHour),
  }));
  const judged = judgeSilence({ days, nowMs: at(monday, 8), lastPushMs: at(friday, 17) });
  expect(judged).toMatchObject({ state: 'pushing', silence: 'usual' });
  expect(judged.usualGap?.mostlyUnderMs).toBe(hourMs);
});

const hours = fc.integer({ min: 0, max: allHours });
const history = fc
  .array(fc.record({ watchedHours: hours, pushedHours: hours }), { maxLength: 90 })
  .map((list) =>
    list.map((day, index): WatchedDay => ({ ...day, day: dayBefore(monday, list.length - index - 3) })),
  );
const moment = fc.integer({ min: at('2026-08-01', 0), max: at(monday, 12) });

describe('of any history', () => {
  test('silence that goes on never turns into pushing, and the answer depends on the input alone', () => {
    fc.assert(
      fc.property(history, moment, fc.nat({ max: 40 * 24 }), (days, lastPushMs, more) => {
        const nowMs = at(monday, 12);
        const first = judgeSilence({ days, nowMs, lastPushMs });
        expect(judgeSilence({ days: structuredClone(days), nowMs, lastPushMs })).toEqual(first);
        // The future of the file is not looked at, so more of it may come into view; hold it still.
        const past = days.filter(({ day }) => day < monday);
        const before = judgeSilence({ days: past, nowMs, lastPushMs });
        const after = judgeSilence({ days: past, nowMs: nowMs + more * hourMs, lastPushMs });
        if (before.state === 'silent') expect(after.state).toBe('silent');
      }),
    );
  });

  test('a push just now is pushing, and little seen is never called unusual', () => {
    fc.assert(
      fc.property(history, moment, (days, lastPushMs) => {
        const nowMs = at(monday, 12);
        expect(judgeSilence({ days, nowMs, lastPushMs: nowMs }).state).toBe('pushing');
        expect(judgeSilence({ days, nowMs, lastPushMs: nowMs + hourMs * 50 }).state).toBe('pushing');
        const judged = judgeSilence({ days, nowMs, lastPushMs });
        const isEnough = judged.observed.hours >= enough.hours && judged.observed.days >= enough.days;
        expect(judged.silence === 'not-enough-seen').toBe(!isEnough);
        if (judged.usualGap) {
          expect(judged.usualGap.medianMs).toBeGreaterThan(0);
          expect(judged.usualGap.mostlyUnderMs).toBeGreaterThanOrEqual(judged.usualGap.medianMs);
        }
      }),
    );
  });

  test('days that lie ahead, as a clock that was wrong leaves them, change nothing', () => {
    fc.assert(
      fc.property(history, moment, (days, lastPushMs) => {
        const nowMs = at(monday, 12);
        const ahead = [1, 30, 4000].map((more) => ({
          day: localDay(at(monday, 12) + more * 24 * hourMs),
          watchedHours: allHours,
          pushedHours: allHours,
        }));
        const past = days.filter(({ day }) => day <= monday);
        expect(judgeSilence({ days: [...past, ...ahead], nowMs, lastPushMs })).toEqual(
          judgeSilence({ days: past, nowMs, lastPushMs }),
        );
      }),
    );
  });
});
