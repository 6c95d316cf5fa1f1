import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shownDraft } from '../read-text.ts';

const corpus = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../../../../../fixtures/csv', name));

describe('condition 11: a file that does not say its encoding', () => {
  it('is shown in each that reads it differently, by the first cells that differ, the guess first', () => {
    const { candidates, encoding } = shownDraft(corpus('excel-windows-1252-semicolon.csv'));
    expect(encoding).toBe('windows-1252');
    expect(candidates[0]).toEqual({ encoding, cells: ['Åse Bjørnsen', 'Kåre Sæther „Kå“ €'] });
    expect(candidates.map((way) => way.encoding)).toContain('macintosh');
    const mac = candidates.find((way) => way.encoding === 'macintosh');
    expect(mac?.cells[0]).toBe('≈se Bj¯rnsen');
    // Nothing that could not be read is offered, and no two ways that come to the same.
    const keys = candidates.map(({ cells }) => cells.join());
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.join()).not.toMatch(/[\uFFFD\u0080-\u009f]/);
  });

  it.each([
    ['russian-windows-1251.csv', 'Анна Петрова'],
    ['japanese-shift-jis.csv', '山田太郎'],
    ['chinese-gb18030.csv', '王小明'],
    ['czech-windows-1250.csv', 'Tomáš Vrba'],
    ['excel-mac-roman.csv', 'René Lefèvre'],
    ['iso-8859-15-french.csv', ''],
  ])('%s: the guess comes first and reads right', (name, first) => {
    const { candidates, encoding } = shownDraft(corpus(name));
    expect(candidates.length).toBeGreaterThan(1);
    expect(candidates[0]?.encoding).toBe(encoding);
    expect(candidates[0]?.cells.join('|')).toContain(first);
    for (const { cells } of candidates) expect(cells.length).toBe(candidates[0]?.cells.length);
  });

  it('is asked about only when it is a guess', () => {
    for (const name of ['utf8-commas.csv', 'utf16be-bom.csv', 'excel-utf8-bom-semicolon.csv']) {
      expect(shownDraft(corpus(name)).candidates).toEqual([]);
    }
  });
});
