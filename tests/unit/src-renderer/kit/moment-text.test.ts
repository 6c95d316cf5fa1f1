import { describe, expect, test } from 'vitest';
import {
  ageText,
  clockText,
  dayText,
  relativeText,
  spanText,
} from '../../../../src-renderer/kit/moment-text.ts';

const now = new Date(2026, 10, 23, 10, 40, 0).getTime();
const ago = (ms: number): string => new Date(now - ms).toISOString();
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('last access, counted from now', () => {
  test.each([
    [0, 'Just now'],
    [59_999, 'Just now'],
    [12 * minute, '12 min ago'],
    [59 * minute + 59_000, '59 min ago'],
    [hour, '1 h ago'],
    [23 * hour + 59 * minute, '23 h ago'],
    [day, 'Yesterday'],
    [2 * day - 1, 'Yesterday'],
    [2 * day, '2 d ago'],
    [118 * day, '118 d ago'],
  ])('%i ms ago reads %s', (ms, words) => {
    expect(relativeText(ago(ms), now)).toBe(words);
  });

  test('a moment ahead of this clock counts as now', () => {
    expect(relativeText(ago(-hour), now)).toBe('Just now');
    expect(ageText(ago(-hour), now)).toBe('0 s');
  });

  test('what is no moment is shown as it came', () => {
    expect(relativeText('soon', now)).toBe('soon');
    expect(dayText('soon')).toBe('soon');
  });
});

test('a span is told in its largest whole unit', () => {
  expect([7_400, 95_000, 5 * hour, 3 * day].map(spanText)).toEqual(['7 s', '1 min', '5 h', '3 d']);
});

test('a time of today needs no day', () => {
  expect(clockText(new Date(2026, 10, 23, 7, 41).toISOString(), now)).toBe('07:41');
  expect(clockText(new Date(2026, 10, 22, 7, 41).toISOString(), now)).toBe('2026-11-22 07:41');
});
