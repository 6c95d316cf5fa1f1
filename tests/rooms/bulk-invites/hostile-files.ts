import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const corpus = join(import.meta.dirname, '../../fixtures/csv');

/** Numbers that look random and are the same in every run. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Files with quotes, delimiters and line ends where nobody would put them. */
const odd: Readonly<Record<string, string>> = {
  'million-quotes': `email\n${'"'.repeat(1_000_000)}`,
  'million-and-one-quotes': `email\n${'"'.repeat(1_000_001)}`,
  'quote-before-a-large-file': `email,name\n"a@x.no,A\n${'b@x.no,B\n'.repeat(100_000)}`,
  'lone-quote-in-every-row': `email,name\n${'a@x.no,"A\n'.repeat(10_000)}`,
  'quote-inside-every-cell': `email,name\n${'a@x.no,5" disk\n'.repeat(10_000)}`,
  'blank-before-every-quote': `email,name\n${'a@x.no, "A, B" \n'.repeat(10_000)}`,
  'junk-behind-every-quote': `email,name\n${'a@x.no,"A"x\n'.repeat(10_000)}`,
  'quoted-line-breaks': `email,name\n"${'\n'.repeat(400_000)}",x\na@x.no,A\n`,
  'one-long-line': `email\n${'a'.repeat(3_000_000)}\nb@x.no\n`,
  'one-long-quoted-line': `email\n"${'a'.repeat(3_000_000)}\nb@x.no\n`,
  'only-delimiters': ','.repeat(1_000_000),
  'only-carriage-returns': '\r'.repeat(1_000_000),
  'only-blanks': ' \t'.repeat(500_000),
  'ten-thousand-columns': `${'a,'.repeat(10_000)}email\n${'x,'.repeat(10_000)}a@x.no\n`,
  'every-line-wider': Array.from({ length: 600 }, (_, n) => `a${n}@x.no${',x'.repeat(n)}`).join('\n'),
  'header-of-a-megabyte': `${'email '.repeat(160_000)},name\na@x.no,A\n`,
  'sep-of-nothing': 'sep=\nemail\na@x.no\n',
  'sep-of-a-letter': 'sep=a\nemail\na@x.no\n',
  'sep-twice': 'sep=;\nsep=,\nemail;name\na@x.no;A\n',
  'bom-twice': '\uFEFF\uFEFFemail\na@x.no\n',
  'bom-in-every-cell': `email,name\n${'\uFEFFa@x.no,\uFEFFA\n'.repeat(100)}`,
  'right-to-left': 'email,name\n\u202Ea@x.no,\u202E\u2066A\u2069\n',
  'zero-width': `email\n${'\u200b'.repeat(10_000)}a@x.no\n`,
  'marks-upon-marks': `email,name\na@x.no,${'e\u0301\u0302\u0303'.repeat(20_000)}\n`,
  separators: 'email,name\na@x.no,A\u001fB\u001eC\nb@x.no,\u2028\u2029\u0085\n',
  'form-feeds': 'email,name\na@x.no,\f\v\u0007\n',
  prototypes: '__proto__,constructor,toString,email\nhasOwnProperty,valueOf,x,a@x.no\n',
  formulas: `email,name\n${'a@x.no,"=cmd|\' /C calc\'!A0"\n'.repeat(100)}`,
  'at-signs': `email\n${'@'.repeat(500_000)}\n`,
  'dots-in-an-address': `email\na${'.a'.repeat(200_000)}@x.no\n`,
  'angles-in-an-address': `email\n${'<'.repeat(100_000)}a@x.no${'>'.repeat(100_000)}\n`,
  'blanks-in-an-address': `email\na@x.no${' '.repeat(200_000)}x\n`,
  'teams-without-end': `email,teams\na@x.no,${'t|;'.repeat(100_000)}\n`,
  'a-list-of-one-address': 'a@x.no,'.repeat(40_000),
  'a-list-of-angles': '<a@x.no>;'.repeat(20_000),
};

/** Signatures of what is no CSV, and bytes that are no text. */
const binary: Readonly<Record<string, Uint8Array>> = {
  empty: new Uint8Array(0),
  'one-byte': Uint8Array.of(0xff),
  'bom-only': Uint8Array.of(0xef, 0xbb, 0xbf),
  'utf16-bom-only': Uint8Array.of(0xff, 0xfe),
  'utf16-odd-length': Uint8Array.of(0xff, 0xfe, 0x65, 0x00, 0x6d),
  'utf16-lone-surrogates': Buffer.from('\ufeffemail\na@x.no\ud800\n', 'utf16le'),
  'utf16-nul-cells': Buffer.from('\ufeffemail,name\na@x.no,\0\0\n', 'utf16le'),
  'utf8-cut-in-a-character': Buffer.from('email,name\na@x.no,😀').subarray(0, -2),
  'utf8-overlong': Uint8Array.of(0x65, 0x0a, 0xc0, 0xaf, 0xe0, 0x80, 0xaf),
  zip: Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0),
  'empty-zip': Uint8Array.of(0x50, 0x4b, 0x05, 0x06, 0, 0),
  'old-excel': Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1),
  pdf: Buffer.from('%PDF-1.7\n%\xe2\xe3'),
  html: Buffer.from('  <!DOCTYPE html>\n<title>Sign in</title>'),
  gzip: Uint8Array.of(0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0),
  'only-nul': new Uint8Array(100_000),
  'nul-at-the-end': Buffer.from(`email\n${'a@x.no\n'.repeat(100_000)}\0`),
};

/**
 * Writes 300 files that nobody would wish to be given into a folder. Out: their paths. The last hundred and more are the
 * files of the corpus, cut off or with some of their bytes thrown.
 */
export function writeHostileFiles(folder: string): string[] {
  const paths: string[] = [];
  const place = (name: string): string => {
    paths.push(join(folder, `${name}.csv`));
    return join(folder, `${name}.csv`);
  };
  mkdirSync(place('a-folder'));
  symlinkSync(join(folder, 'nowhere'), place('a-link-to-nowhere'));
  symlinkSync(join(folder, 'round.csv'), place('round'));
  paths.push(join(folder, 'never-there.csv'));
  if (process.platform === 'win32') {
    for (const name of ['a-pipe', 'zero', 'null', 'random', 'a-terminal']) mkdirSync(place(name));
  } else {
    execFileSync('mkfifo', [place('a-pipe')]);
    symlinkSync('/dev/zero', place('zero'));
    symlinkSync('/dev/null', place('null'));
    symlinkSync('/dev/urandom', place('random'));
    symlinkSync('/dev/tty', place('a-terminal'));
  }
  writeFileSync(place('kept-from-us'), 'email\na@x.no\n');
  chmodSync(join(folder, 'kept-from-us.csv'), 0);
  for (const [name, text] of Object.entries(odd)) writeFileSync(place(name), text);
  for (const [name, bytes] of Object.entries(binary)) writeFileSync(place(name), bytes);

  const below = numbersFrom(20_260_101);
  const names = readdirSync(corpus).filter((name) => !name.endsWith('.json'));
  while (paths.length < 300) {
    const name = names[paths.length % names.length] ?? '';
    const bytes = Uint8Array.from(readFileSync(join(corpus, name)));
    for (let thrown = 1 + below(8); thrown > 0 && bytes.length > 0; thrown -= 1) {
      // Quotes, delimiters and line ends hit harder than bytes at random.
      bytes[below(bytes.length)] = [0x22, 0x2c, 0x3b, 0x0a, 0x0d, below(256)][below(6)] ?? 0x22;
    }
    const length = below(4) === 0 ? below(bytes.length + 1) : bytes.length;
    writeFileSync(place(`${paths.length}-${name}`), bytes.subarray(0, length));
  }
  return paths;
}
