import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutHardRow } from '../../../../../../src-main/features/bulk-invites/read-csv/split-hard-row.ts';
import { cutRow } from '../../../../../../src-main/features/bulk-invites/read-csv/split-row.ts';

const comma = { delimiter: ',', isLast: true };

describe('rows cut by hand', () => {
  it('are the same as the library cuts them, whatever the text (condition 17)', () => {
    const text = fc.string({
      unit: fc.constantFrom('"', '""', '"', ',', ',', '\n', '\r', '\r\n', 'a', 'å', 'Ω', ' ', "'"),
      minLength: 1,
      maxLength: 40,
    });
    let cut = 0;
    fc.assert(
      fc.property(text, fc.nat({ max: 6 }), fc.boolean(), (whole, from, isLast) => {
        // Blanks after the last line end are a blank row to us and nothing to the library; neither is shown.
        if (whole.slice(from).trim() === '') return;
        const how = { delimiter: ',', isLast };
        const found = cutRow(whole, from, how);
        if (typeof found === 'string') return;
        cut += 1;
        expect(cutHardRow(whole, from, how)).toEqual(found);
      }),
      { numRuns: 5000 },
    );
    expect(cut).toBeGreaterThan(1000);
  });

  it('are left to the library where a quote is anything but plain', () => {
    for (const text of ['a"b,c\n', '"a" ,b\n', '"a"b,c\n', ' "a",b\n']) {
      expect(cutRow(text, 0, comma)).toBe('hard');
    }
    expect(cutHardRow(' "a, b" ,c\nd\n', 0, comma)).toEqual({ cells: ['a, b', 'c'], end: 11, breaks: 0 });
    expect(cutHardRow('"a"b,c\n', 0, comma)).toBe('broken');
    expect(cutHardRow('a"b,c\n', 0, comma)).toBe('loose');
  });

  it('wait for what follows when the text ends within them', () => {
    for (const text of ['a,"b', 'a,"b"', '"a"\r', 'a,b']) {
      expect(cutRow(text, 0, { delimiter: ',', isLast: false })).toBe('cut-off');
    }
    expect(cutRow('"a"\r', 0, comma)).toEqual({ cells: ['a'], end: 4, breaks: 0 });
  });
});
