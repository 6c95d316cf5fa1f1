import { describe, expect, it } from 'vitest';
import { detectDelimiter } from '../../../../../src-main/features/bulk-invites/read-csv/detect-delimiter.ts';
import { detectEncoding } from '../../../../../src-main/features/bulk-invites/read-csv/detect-encoding.ts';
import { detectFileKind } from '../../../../../src-main/features/bulk-invites/read-csv/detect-file-kind.ts';
import {
  lookAtBytes,
  openLook,
} from '../../../../../src-main/features/bulk-invites/read-csv/look-at-file.ts';
import { openDecoder } from '../../../../../src-main/features/bulk-invites/read-csv/open-decoder.ts';

const bytesOf = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

describe('detectFileKind (conditions 1, 3, 4)', () => {
  it.each([
    [bytesOf(), 'file-empty', 'has no rows'],
    [bytesOf([0x50, 0x4b, 3, 4], 'xl/workbook.xml'), 'file-not-csv', 'Excel workbook (.xlsx)'],
    [
      bytesOf([0x50, 0x4b, 3, 4], 'mimetypeapplication/vnd.oasis.opendocument.spreadsheet'),
      'file-not-csv',
      '.ods',
    ],
    [bytesOf([0x50, 0x4b, 3, 4], 'notes.txt'), 'file-not-csv', 'zip archive'],
    [bytesOf([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'file-not-csv', '.xls'],
    [bytesOf('%PDF-1.7'), 'file-not-csv', 'PDF'],
    [bytesOf([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'file-not-csv', 'it is a picture (PNG)'],
    [bytesOf('\uFEFF  <!DOCTYPE html><title>Sign in</title>'), 'file-not-csv', 'sign-in page'],
    [bytesOf('email\na@x.no\n', [0, 1, 2]), 'file-not-csv', 'NUL byte at offset 13'],
  ])('refuses what is not CSV and says what it is: %#', (bytes, code, words) => {
    const failure = detectFileKind('people.csv', lookAtBytes(bytes));
    expect(failure?.code).toBe(code);
    expect(failure?.sentence).toContain(words);
    expect(failure?.sentence).toContain('people.csv');
  });

  it('lets text through, UTF-16 without BOM too', () => {
    expect(detectFileKind('a.csv', lookAtBytes(bytesOf('email\na@x.no')))).toBeNull();
    expect(
      detectFileKind('a.csv', lookAtBytes(Buffer.from('email,name\r\na@x.no,Bo', 'utf16le'))),
    ).toBeNull();
  });
});

describe('detectEncoding (conditions 8 to 11)', () => {
  it.each([
    [bytesOf([0xef, 0xbb, 0xbf], 'email'), 'utf-8-bom', 'certain'],
    [bytesOf('email;Åse'), 'utf-8', 'certain'],
    [bytesOf([0xff, 0xfe], [0x65, 0]), 'utf-16le', 'certain'],
    [bytesOf([0xfe, 0xff], [0, 0x65]), 'utf-16be', 'certain'],
    [Buffer.from('email,name\r\na@x.no,Bo', 'utf16le'), 'utf-16le', 'certain'],
    [Buffer.from('email,name\r\na@x.no,Bo', 'utf16le').swap16(), 'utf-16be', 'certain'],
    [
      Buffer.from('email;navn\nase@x.no;Åse Bjørnsen\nk@x.no;Kåre Sæther', 'latin1'),
      'windows-1252',
      'guessed',
    ],
    [
      bytesOf('email;nom\nr@x.fr;Ren', [0x8e], 'e Lef', [0x8f], 'vre\nz@x.fr;Zo', [0x91], '\n'),
      'macintosh',
      'guessed',
    ],
  ])('tells the encoding: %#', (bytes, encoding, basis) => {
    expect(detectEncoding(lookAtBytes(bytes))).toEqual({ encoding, basis });
  });

  it('gives the letters of Windows-1252 between 0x80 and 0x9f', () => {
    expect(openDecoder('windows-1252').decode(Uint8Array.of(0x80, 0x9a, 0xe5), 'last')).toBe('€šå');
  });
});

describe('detectDelimiter (conditions 14, 15)', () => {
  it.each([
    ['email,name\na@x.no,Bo', ','],
    ['email;name;teams\na@x.no;"Ek; Bo";dev|ops\nb@x.no;Å;ops|it', ';'],
    ['email\tname\na@x.no\tEk, Bo\nb@x.no\tDe Wit, Bram', '\t'],
    ['email|name\na@x.no|Bo', '|'],
    ['email\na@x.no\nb@x.no', ','],
  ])('finds it outside quotes: %#', (text, delimiter) => {
    expect(detectDelimiter(text)).toEqual({ delimiter, skip: 0 });
  });

  it('obeys a sep= line and skips it, also after a BOM', () => {
    expect(detectDelimiter('sep=;\r\na,b;c')).toEqual({ delimiter: ';', skip: 7 });
    expect(detectDelimiter('\uFEFFsep=|\na|b').delimiter).toBe('|');
  });
});

describe('looking at a file in pieces', () => {
  it('sees the same as at once, wherever the pieces part', () => {
    const texts = ['email;Åse\n€ 😀', `${'a'.repeat(2000)}é`, 'ok\n\0', ''];
    const files = [...texts.map((text) => Buffer.from(text)), Buffer.from('\u00e5\u00e9 latin', 'latin1')];
    for (const bytes of [...files, Buffer.from([0x61, 0xf0, 0x9f, 0x98])]) {
      for (const size of [1, 2, 3, 5, 1500]) {
        const look = openLook();
        for (let at = 0; at < bytes.length; at += size) look.take(bytes.subarray(at, at + size));
        const { sample, ...rest } = look.finish();
        const { sample: whole, ...known } = lookAtBytes(bytes);
        expect(rest).toEqual(known);
        // What stands before the first letter beyond ASCII may lie in the piece before.
        expect(Buffer.from(whole).toString('latin1').endsWith(Buffer.from(sample).toString('latin1'))).toBe(
          true,
        );
      }
    }
  });
});
