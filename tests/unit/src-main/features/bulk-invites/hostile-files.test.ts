import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bulkDraftSchema } from '../../../../../src-contract/bulk-invites.ts';
import { describeDraft } from '../../../../../src-main/features/bulk-invites/describe-draft.ts';
import { readText } from './read-text.ts';

const refusals = ['file-empty', 'file-not-csv'];

/** Reads it or refuses it with a known code; what the page gets fits the contract. */
function readOrRefuse(content: string | Uint8Array): number {
  try {
    const draft = readText(content);
    bulkDraftSchema.parse(describeDraft(draft));
    return draft.rows.length;
  } catch (error) {
    expect(refusals).toContain((error as Error).message);
    return 0;
  }
}

describe('hostile files (H1)', () => {
  it('never ends in anything but rows or a refusal', () => {
    const soup = fc.string({
      unit: fc.constantFrom(
        '"',
        '""',
        ',',
        ';',
        '\n',
        '\r',
        '\r\n',
        'a@x.no',
        'å',
        '\uFEFF',
        'sep=',
        "'",
        '=',
        ' ',
      ),
      maxLength: 200,
    });
    fc.assert(
      fc.property(fc.oneof(soup, fc.uint8Array({ maxLength: 400 })), (content) => {
        readOrRefuse(content);
      }),
      { numRuns: 600 },
    );
  });

  // Each ends with every row in its place, or is refused as a whole (0).
  it.each([
    ['a million quotes in one line', `email\n${'"'.repeat(1_000_000)}`, 1],
    ['a quote that opens a large file', `email,name\n"a@x.no,A\n${'b@x.no,B\n'.repeat(200_000)}`, 200_001],
    ['a lone quote in every row', `email,name\n${'a@x.no,"A\n'.repeat(20_000)}`, 20_000],
    ['one line of 3 MB', `email\n${'a'.repeat(3_000_000)}`, 1],
    ['only delimiters', ','.repeat(1_000_000), 0],
    ['only line breaks', '\r'.repeat(1_000_000), 0],
  ])(
    'reads %s to its end',
    (_name, content, rows) => {
      expect(readOrRefuse(content)).toBe(rows);
    },
    60_000,
  );
});
