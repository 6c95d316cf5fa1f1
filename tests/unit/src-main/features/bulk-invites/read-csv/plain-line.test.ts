import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookAtBytes } from '../../../../../../src-main/features/bulk-invites/read-csv/look-at-file.ts';
import { parseCsv } from '../../../../../../src-main/features/bulk-invites/read-csv/parse-csv.ts';
import { openPlainLine } from '../../../../../../src-main/features/bulk-invites/read-csv/plain-line.ts';
import {
  feedDraft,
  finishReading,
  openFile,
  readUntil,
} from '../../../../../../src-main/features/bulk-invites/read-file.ts';

const width = 3;
// From the 201st row on, lines are taken as they stand.
const head = `email,name,role\n${Array.from({ length: 210 }, (_, n) => `p${n}@x.no,Bo ${n},member\n`).join('')}`;

describe('plain lines', () => {
  it('become the same rows as records do, whatever stands in them and wherever the pieces end', () => {
    const unit = fc.constantFrom(
      'a',
      'b@x.no',
      ' ',
      '\t',
      "'",
      '=',
      '#',
      '"',
      ',',
      'Å',
      'Ã¼',
      '\u00a0',
      '😀',
      '\u001f',
      '',
    );
    const cell = fc.string({ unit, maxLength: 3 });
    const line = fc.oneof(
      fc.tuple(cell, cell, cell).map((cells) => cells.join(',')),
      fc.array(cell, { maxLength: 5 }).map((cells) => cells.join(',')),
      fc.constantFrom(
        'a@x.no,Bo,member',
        ',,',
        '',
        'c@x.no,,',
        '"q@x.no","Ek, Bo",',
        '"q@x.no","Ek ""Bo"""," "',
        'q@x.no,"a\nb",""""',
      ),
    );
    const lineBreak = fc.constantFrom('\n', '\r\n', '\r', '\n\n');
    const lines = fc.array(fc.tuple(line, lineBreak), { maxLength: 40 });
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 400 }), fc.boolean(), (given, pieceBytes, endsOpen) => {
        const body = given.map((parts) => parts.join('')).join('');
        const bytes = Buffer.from(head + (endsOpen ? body.trimEnd() : body));
        const draft = readDraft(bytes, head.length - 50, pieceBytes);
        const expected = readRecords(bytes);
        expect(
          [...draft.rows].map(({ row, line: at, cells }) => ({ row, line: at, cells: [...cells] })),
        ).toEqual(expected.rows);
        const asked = [0, 2, 1, 7];
        expect([...draft.rows].map((row) => asked.map((column) => row.cell(column)))).toEqual(
          expected.rows.map(({ cells }) => asked.map((column) => cells[column] ?? '')),
        );
        expect(draft.columns.map(({ filled }) => filled)).toEqual(expected.filled);
        const { blankRows, commentRows, brokenQuoteRow } = draft.reading;
        expect({ blankRows, commentRows, brokenQuoteRow }).toEqual(expected.counts);
      }),
      { numRuns: 200 },
    );
  });

  it('are looked at without making a text of any cell', () => {
    const line = openPlainLine(';');
    const text = 'a@x.no;;b \n;;\n#a;b;c\n';
    line.open(text);
    expect(line.look(0, 10, 3)).toBe(true);
    expect([...line.filled.subarray(0, 3)]).toEqual([1, 0, 1]);
    expect(line.look(0, 10, 2)).toBe(false);
    expect(line.look(0, 10, 4)).toBe(false);
    expect(line.look(11, 13, 3)).toBe(false);
    expect(line.look(14, 20, 3)).toBe(false);
  });

  it('are not taken as they stand where a column holds secrets, so that none is kept (condition 70)', () => {
    const rows = Array.from({ length: 500 }, (_, n) => `p${n}@x.no,Bo ${n},hunter${n}\n`).join('');
    const draft = readDraft(Buffer.from(`email,name,password\n${rows}`), 300, 300);
    expect(draft.rows).toHaveLength(500);
    expect([...draft.rows].every((row, n) => row.cell(2) === '' && row.cell(1) === `Bo ${n}`)).toBe(true);
  });
});

function readDraft(bytes: Buffer, firstPiece: number, pieceBytes: number) {
  const named = { draftId: 'd', tenantId: 't', fileName: 'a.csv', defaultRole: 'member', tenants: [] };
  const opened = openFile({ ...named, look: lookAtBytes(bytes) });
  if (!opened.ok) throw new Error(opened.failure.code);
  let at = 0;
  for (let now = readUntil(opened.value, 0); now !== 'done'; now = readUntil(opened.value, 0)) {
    if (now === 'has-more') continue;
    const piece = bytes.subarray(at, at + (at === 0 ? firstPiece : pieceBytes));
    at += piece.length;
    feedDraft(opened.value, piece, at >= bytes.length ? 'last' : 'more-follow');
  }
  finishReading(opened.value);
  return opened.value;
}

/** The same rows through records alone, all at once; they are fitted to the columns here as the draft does it. */
function readRecords(bytes: Buffer) {
  const reading = parseCsv({ encoding: 'utf-8', delimiter: ',', skip: 0, comments: 'keep', quotes: 'csv' });
  reading.feed(bytes, 'last');
  while (reading.readUntil(Number.POSITIVE_INFINITY) !== 'done');
  const rows = reading.records.slice(1).map(({ row, line, cells }) => {
    const fitted = [...cells, '', '', ''].slice(0, Math.max(cells.length, width));
    const isWide = fitted.slice(width).some((cell) => cell.trim() !== '');
    return { row, line, cells: isWide ? fitted : fitted.slice(0, width) };
  });
  const filled = [0, 1, 2].map(
    (column) => rows.filter(({ cells }) => (cells[column] ?? '').trim() !== '').length,
  );
  const { blankRows, commentRows, brokenQuoteRow } = reading;
  return { rows, filled, counts: { blankRows, commentRows, brokenQuoteRow } };
}
