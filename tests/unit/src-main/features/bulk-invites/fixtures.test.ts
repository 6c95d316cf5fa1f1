import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readText, shownDraft } from './read-text.ts';

const folder = join(import.meta.dirname, '../../../../fixtures/csv');
const file = (name: string): Uint8Array => readFileSync(join(folder, name));

/** File, encoding, delimiter, rows, and the name of the first person as it must come out. */
const readable: [string, string, string, number, string][] = [
  ['excel-utf8-bom-semicolon.csv', 'utf-8-bom', ';', 2, 'Åse Bjørnsen'],
  ['excel-windows-1252-semicolon.csv', 'windows-1252', ';', 2, 'Åse Bjørnsen'],
  ['excel-unicode-text-utf16le-tab.txt', 'utf-16le', '\t', 2, 'Åse Bjørnsen'],
  ['utf16be-bom.csv', 'utf-16be', ';', 2, 'Åse Bjørnsen'],
  ['utf16le-no-bom.csv', 'utf-16le', ';', 2, 'Åse Bjørnsen'],
  ['excel-mac-roman.csv', 'macintosh', ';', 2, 'René Lefèvre'],
  ['czech-windows-1250.csv', 'windows-1250', ';', 4, 'Tomáš Vrba'],
  ['russian-windows-1251.csv', 'windows-1251', ';', 3, 'Анна Петрова'],
  ['japanese-shift-jis.csv', 'shift_jis', ',', 3, '山田太郎'],
  ['chinese-gb18030.csv', 'gb18030', ',', 3, '王小明'],
  ['google-workspace-export.csv', 'utf-8', ',', 2, ''],
  ['entra-bulk-template.csv', 'utf-8', ',', 1, 'Bo Ek'],
  ['sep-line.csv', 'utf-8', ';', 1, 'Ek, Bo'],
  ['pipes.csv', 'utf-8', '|', 2, 'Bo Ek'],
  ['quotes-and-line-breaks.csv', 'utf-8', ',', 2, 'Ek, "Bosse" Bo'],
  ['unbalanced-quote.csv', 'utf-8', ',', 3, '"Anna'],
  ['no-header.csv', 'utf-8', ',', 2, ''],
  ['mixed-line-ends-and-blanks.csv', 'utf-8', ',', 3, 'Bo'],
  ['shifted-columns.csv', 'utf-8', ',', 2, 'Ek'],
  ['pasted-list.txt', 'utf-8', ',', 4, ''],
  ['spaces-and-marks.csv', 'utf-8', ',', 2, 'Bo'],
  ['formulas.csv', 'utf-8', ',', 2, '=HYPERLINK("http://x")'],
];

describe('files as programs really write them', () => {
  it.each(readable)('reads %s as %s', (name, encoding, delimiter, rows, first) => {
    const shown = shownDraft(file(name));
    expect(shown).toMatchObject({ encoding, delimiter, rowCount: rows, blockedBecause: null });
    expect(shown.preview[0]?.name).toBe(first);
    expect(shown.columns.filter((column) => column.becomes === 'email')).toHaveLength(1);
  });

  it('keeps the signs of Windows-1252 that Latin-1 does not have', () => {
    expect(readText(file('excel-windows-1252-semicolon.csv')).rows.at(1)?.cells[1]).toBe(
      'Kåre Sæther „Kå“ €',
    );
  });

  it('takes back the guard of our own exports', () => {
    expect(readText(file('formulas.csv')).rows.at(1)?.cells[1]).toBe('+47 22 00 00 00');
  });

  it.each(['workbook.csv', 'login-page.csv'])('refuses %s', (name) => {
    expect(() => readText(file(name), name)).toThrow('file-not-csv');
  });
});
