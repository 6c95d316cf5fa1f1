import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRow, csvStart } from '../../../../../src-main/features/bulk-invites/csv-text.ts';
import { guardFormula, unguardFormula } from '../../../../../src-main/features/bulk-invites/formula-guard.ts';
import { cellsOf } from './read-text.ts';

const signs = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

describe('what a spreadsheet must not calculate (H3)', () => {
  it.each(signs)('guards a cell that starts with %j and takes it back', (sign) => {
    const cell = `${sign}SUM(A1)`;
    expect(guardFormula(cell)).toBe(`'${cell}`);
    expect(unguardFormula(`'${cell}`)).toBe(cell);
  });

  it('leaves other cells and apostrophes alone', () => {
    for (const cell of ['', 'Bo', "'quoted'", "O'Neil", '3-4', 'a=b']) {
      expect(guardFormula(cell)).toBe(cell);
      expect(unguardFormula(cell)).toBe(cell);
    }
  });

  it('is taken back exactly, whatever the cell', () => {
    const cell = fc.string({ unit: fc.constantFrom(...signs, "'", 'a', ' ', '"', ','), maxLength: 6 });
    fc.assert(
      fc.property(cell, (text) => {
        expect(unguardFormula(guardFormula(text))).toBe(text);
        expect(guardFormula(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }),
    );
  });
});

describe('our CSV read by our reader', () => {
  it('gives back every cell', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('a', 'Å', '"', ',', ';', '\n', '\r', "'", '=', ' ', '|', '\t', '😀'),
    });
    const cell = fc.oneof(
      nasty,
      fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
    );
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';'), (rows, separator) => {
        // An address in each row, as a file to fix has: a row of blanks would be left out.
        const whole = rows.map((cells, n) => [`p${n}@x.no`, ...cells]);
        const lines = [['email', 'one', 'two', 'three'], ...whole].map((cells) =>
          csvRow(cells, 'spreadsheet', separator),
        );
        expect(cellsOf(csvStart + lines.join(''))).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });
});
