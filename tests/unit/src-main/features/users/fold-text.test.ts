import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText, emailKey, foldText } from '../../../../../src-main/features/users/fold-text.ts';

describe('folding text', () => {
  test.each([
    ['Søren Ærøskøbing', 'soren aeroskobing'],
    ['ŁUKASZ Żółć', 'lukasz zolc'],
    ['İstanbul ıspanak', 'istanbul ispanak'],
    ['Straße', 'strasse'],
    ['ＡＢＣ', 'abc'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['東京 太郎', '東京 太郎'],
    ['ﬁnn', 'finn'],
  ])('%s reads %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  test('folding twice changes nothing more, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('no control, no half character and no NUL is left', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const half = `${text}\ud800\u0000\u0085`;
        expect(cleanText(half)).not.toMatch(/[\p{Cc}\p{Surrogate}]/u);
        expect(foldText(half)).not.toMatch(/[\p{Cc}\p{Surrogate}]/u);
      }),
    );
  });

  test('emails differ by a diacritic, not by case or by how it is composed', () => {
    expect(emailKey(' José@X.io ')).toBe(emailKey('JOSE\u0301@x.IO'));
    expect(emailKey('jose@x.io')).not.toBe(emailKey('josé@x.io'));
  });
});
