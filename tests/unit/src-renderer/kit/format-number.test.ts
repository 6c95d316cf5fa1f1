import { expect, test } from 'vitest';
import { countOf, countText, percentText } from '../../../../src-renderer/kit/format-number.ts';

test('counts have thousands commas, and nouns agree', () => {
  expect(countText(1284)).toBe('1,284');
  expect(countOf(1, 'person', 'people')).toBe('1 person');
  expect(countOf(0, 'person', 'people')).toBe('0 people');
});

test('per cent never says 100 before the end', () => {
  expect([0, 0.43, 0.999, 1, 1.2].map(percentText)).toEqual(['0 %', '43 %', '99 %', '100 %', '100 %']);
});
