import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../../../../src-main/features/bulk-invites/list-rows.ts';
import { RowPages } from '../../../../../src-main/features/bulk-invites/row-pages.ts';
import { readText } from './read-text.ts';

describe('rows packed outside the heap', () => {
  it('give back every cell, in whatever order they are asked for', () => {
    const unit = fc.constantFrom('a', 'Å', '😀', '\u001e', '\u001f', '\n', '"', '');
    const row = fc.array(fc.string({ unit, maxLength: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 200 }), fc.array(fc.nat({ max: 199 })), (rows, asked) => {
        const pages = new RowPages();
        for (const [index, cells] of rows.entries())
          expect(pages.add(cells, { row: index + 1, line: index + 2 })).toBe(index);
        for (const index of [...asked, ...rows.keys()]) {
          expect(pages.cellsOf(index)).toEqual(rows[index] ?? []);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('give back lines as their cells, kept where they are or copied, between rows of other kinds', () => {
    const unit = fc.constantFrom('a', 'bc', ' ', '\u001f', '', 'x'.repeat(9000));
    const cell = fc.string({ unit, maxLength: 3 });
    const entry = fc.record({
      cells: fc.array(cell, { minLength: 1, maxLength: 4 }),
      as: fc.constantFrom('line', 'line', 'line', 'cells', 'copy'),
      lineBreak: fc.constantFrom('\n', '\r\n'),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 120 }), fc.array(fc.nat({ max: 119 })), (entries, asked) => {
        const pages = new RowPages(';');
        const text = entries.map(({ cells, lineBreak }) => cells.join(';') + lineBreak).join('');
        const bytes = Buffer.from(text);
        let begin = 0;
        const expected = entries.map(({ cells, as, lineBreak }) => {
          const end = begin + cells.join(';').length;
          const line = { text, begin, end, row: 1, line: 1, filled: new Uint8Array(4) };
          begin = end + lineBreak.length;
          const source = { bytes, from: line.begin, to: end };
          if (as === 'line') pages.addLine({ ...line, source });
          else if (as === 'cells') pages.add(cells, line);
          else pages.addLine({ ...line, source: null });
          return as === 'cells' ? cells : cells.map((one) => one.trim());
        });
        for (const index of [...expected.keys(), ...asked]) {
          const cells = expected[index] ?? [];
          expect([1, 0, 3].map((column) => pages.cellOf(index, column))).toEqual(
            [1, 0, 3].map((column) => cells[column] ?? ''),
          );
          expect(pages.cellsOf(index)).toEqual(cells);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('condition 5: 20,000 rows keep their own cells', () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => `p${n}@x.no,Bo ${n}`);
    const draft = readText(`email,name\n${lines.join('\n')}`);
    for (const n of [19_999, 0, 64, 63, 12_345]) {
      expect(draft.rows.at(n)?.cells).toEqual([`p${n}@x.no`, `Bo ${n}`]);
    }
  });
});

describe('the rows of a tab', () => {
  it('are sought once, until a verdict may have changed', () => {
    const draft = readText('email\na@x.no\nb@x.no');
    const first = rowsOf(draft, 'need-look');
    expect(first).toHaveLength(2);
    expect(rowsOf(draft, 'need-look')).toBe(first);
    draft.lists.clear();
    expect(rowsOf(draft, 'need-look')).not.toBe(first);
    expect(rowsOf(draft, 'all')).toBe(draft.rows);
  });
});
