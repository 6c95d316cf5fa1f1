import { expect, test } from 'vitest';
import { titleText, visibleText } from '../../../../src-renderer/kit/visible-text.ts';

test('ordinary names of any script stay as they are', () => {
  for (const name of ['Ingrid Solvang', 'Zoë Núñez', '山田太郎', 'نازنین', 'می‌خواهم', '👩‍👧']) {
    expect(visibleText(name)).toBe(name);
  }
});

test('controls and turners of the reading direction become visible', () => {
  expect(visibleText('a\u0000b\nc\u007f')).toBe('a␀b␊c␡');
  expect(visibleText('safe\u202Eexe.txt')).toBe('safe⟨202E⟩exe.txt');
  expect(visibleText('two\u200Bwords\u2066')).toBe('two⟨200B⟩words⟨2066⟩');
});

test('a name of 10,000 letters is cut', () => {
  expect(visibleText('x'.repeat(10_000))).toHaveLength(2_001);
  expect(titleText('x'.repeat(10_000))).toHaveLength(601);
});
