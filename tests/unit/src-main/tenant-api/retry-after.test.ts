import { expect, test } from 'vitest';
import { readRetryAfter } from '../../../../src-main/tenant-api/retry-after.ts';

const now = Date.UTC(2026, 10, 23, 10);
const date = (ms: number): string => new Date(ms).toUTCString();
const hours = 3_600_000;

test.each<[string, Record<string, string>, number | null]>([
  ['seconds', { 'retry-after': '12' }, 12_000],
  ['a fraction', { 'retry-after': '0.5' }, 500],
  ['nothing', {}, null],
  ['words', { 'retry-after': 'soon' }, null],
  ['a negative number', { 'retry-after': '-3' }, null],
  ['a date', { 'retry-after': date(now + 30_000), date: date(now) }, 30_000],
  ['a date that is over', { 'retry-after': date(now - 30_000), date: date(now) }, 0],
  [
    'a date, clock here 26 h slow',
    { 'retry-after': date(now + 26 * hours + 9000), date: date(now + 26 * hours) },
    9000,
  ],
  [
    'a date, clock here 26 h fast',
    { 'retry-after': date(now - 26 * hours + 9000), date: date(now - 26 * hours) },
    9000,
  ],
  ['a date without a Date header', { 'retry-after': date(now + 4000) }, 4000],
  ['more than a day', { 'retry-after': '999999999' }, 24 * hours],
])('Retry-After: %s', (_name, headers, expected) => {
  expect(readRetryAfter(new Headers(headers), now)).toBe(expected);
});
