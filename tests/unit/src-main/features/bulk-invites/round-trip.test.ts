import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delimiter } from '../../../../../src-contract/bulk-invites.ts';
import { csvRow, csvStart } from '../../../../../src-main/features/bulk-invites/csv-text.ts';
import { guardFormula } from '../../../../../src-main/features/bulk-invites/formula-guard.ts';
import { readText, shownDraft } from './read-text.ts';

/** Names as people bear them and as files damage them; never blank at an edge, which reading takes off. */
const name = fc
  .string({
    unit: fc.constantFrom(
      ...[
        'a',
        'B',
        'é',
        'Å',
        'ß',
        'ø',
        'Ł',
        '王',
        'Я',
        "'",
        '"',
        '-',
        ' ',
        ',',
        ';',
        '|',
        '\t',
        '\n',
        '\r\n',
      ],
      ...['=', '+', '@', '＝', '😀', '<', '>', '#', '(', '.'],
    ),
    minLength: 1,
    maxLength: 14,
  })
  .map((text) => text.trim() || 'Bo')
  // An address behind a line break in a cell is taken for a swallowed row, on purpose (condition 18).
  .filter((text) => !(text.includes('\n') && text.includes('@')));
const address = fc
  .tuple(
    fc.string({
      unit: fc.constantFrom('a', 'b', '0', '+', '-', '=', "'", '_', '%'),
      minLength: 1,
      maxLength: 8,
    }),
    fc.constantFrom('halden.io', 'x.no', 'bücher.example', 'EXAMPLE.org'),
  )
  .map(([local, domain]) => `${local}@${domain}`);
const people = fc.array(fc.tuple(address, name), { minLength: 1, maxLength: 30 });

const readBack = (content: string | Uint8Array): (readonly string[])[] =>
  [...readText(content).rows].map(({ cells }) => cells);

describe('conditions 68 and 69: names and addresses through our export and import', () => {
  it('come back letter by letter, formulas neutralised on the way', () => {
    fc.assert(
      fc.property(people, (rows) => {
        const text = csvStart + [['email', 'name'], ...rows].map((cells) => csvRow(cells)).join('');
        for (const cell of rows.flat()) expect(guardFormula(cell)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        expect(readBack(text)).toEqual(rows);
      }),
      { numRuns: 150 },
    );
  });

  it('come back the same when what came back is exported once more', () => {
    fc.assert(
      fc.property(people, (rows) => {
        const once = csvStart + [['email', 'name'], ...rows].map((cells) => csvRow(cells)).join('');
        const twice =
          csvStart + [['email', 'name'], ...readBack(once)].map((cells) => csvRow(cells)).join('');
        expect(twice).toBe(once);
      }),
      { numRuns: 100 },
    );
  });
});

/** As another program writes a cell: quoted where it must be, no guard. */
const plainCell = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

describe('conditions 8 to 10, 14 and 16: names through the files of other programs', () => {
  const encode: Record<string, (text: string) => Uint8Array> = {
    'utf-8': (text) => Buffer.from(text),
    'utf-8-bom': (text) => Buffer.from(`\uFEFF${text}`),
    'utf-16le': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
    'utf-16be': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  };

  it('come back in every certain encoding, with every delimiter and line end', () => {
    // What looks guarded is ours to take back, and no other program writes it.
    const foreign = fc.array(
      fc.tuple(address, name).filter((cells) => !cells.some((cell) => /^'+[=+\-@\t\r\n＝＋－＠]/.test(cell))),
      { minLength: 1, maxLength: 12 },
    );
    const delimiter = fc.constantFrom<Delimiter>(',', ';', '\t', '|');
    const ending = fc.constantFrom('\n', '\r\n', '\r');
    const encoding = fc.constantFrom(...Object.keys(encode));
    fc.assert(
      fc.property(foreign, delimiter, ending, encoding, (rows, sign, end, how) => {
        const lines = [['email', 'name'], ...rows].map((cells) => cells.map(plainCell).join(sign));
        const bytes = encode[how]?.(lines.join(end)) ?? new Uint8Array(0);
        const shown = shownDraft(bytes);
        expect(shown).toMatchObject({ encoding: how, delimiter: sign, rowCount: rows.length });
        expect(readBack(bytes)).toEqual(rows);
      }),
      { numRuns: 150 },
    );
  });
});
