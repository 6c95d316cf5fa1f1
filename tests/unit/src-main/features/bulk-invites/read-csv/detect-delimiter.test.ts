import { expect, test } from 'vitest';
import { detectDelimiter } from '../../../../../../src-main/features/bulk-invites/read-csv/detect-delimiter.ts';

const delimiterOf = (...lines: string[]): string => detectDelimiter(lines.join('\n')).delimiter;

test('conditions 14 and 31: two addresses in a cell of a file with one column are no second column', () => {
  expect(delimiterOf('Email', 'a@x.example; b@x.example', 'c@x.example', 'd@x.example')).toBe(',');
  expect(delimiterOf('Email', 'a@x.example | b@x.example', ...Array(60).fill('c@x.example'))).toBe(',');
});

test('condition 14: a delimiter of the first line counts, and so does one of most lines', () => {
  expect(delimiterOf('Email;Role', 'a@x.example', 'b@x.example', 'c@x.example')).toBe(';');
  expect(delimiterOf('People of the crew', 'a@x.example\tmember', 'b@x.example\tmember')).toBe('\t');
});
