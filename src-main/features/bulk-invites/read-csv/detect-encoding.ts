import { isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';
import type { Encoding } from '../../../../src-contract/bulk-invites.ts';
import { openDecoder } from './open-decoder.ts';

export interface FoundEncoding {
  encoding: Encoding;
  /** `certain` by BOM or by valid UTF-8; `guessed` where only the look of the letters speaks for it. */
  basis: 'certain' | 'guessed';
}

const sampleBytes = 65_536;

const byChardetName: Record<string, Encoding> = {
  'windows-1250': 'windows-1250',
  'ISO-8859-2': 'windows-1250',
  'windows-1251': 'windows-1251',
  'KOI8-R': 'windows-1251',
  'ISO-8859-5': 'windows-1251',
  Shift_JIS: 'shift_jis',
  GB18030: 'gb18030',
};

/** Takes the bytes; returns the encoding: BOM, then NUL pattern, then valid UTF-8, then a guess (conditions 8-11). */
export function detectEncoding(bytes: Uint8Array): FoundEncoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return certain('utf-8-bom');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return certain('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return certain('utf-16be');
  const wide = hasUtf16Pattern(bytes);
  if (wide !== null) return certain(wide);
  if (isUtf8(bytes)) return certain('utf-8');
  return { encoding: guess(sampleAround(bytes)), basis: 'guessed' };
}

/** UTF-16 without a BOM shows as NULs in every second byte of text that is mostly Latin (condition 10). */
export function hasUtf16Pattern(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, 4096) & ~1;
  if (length < 4) return null;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.6 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.6 && odd < pairs * 0.05) return 'utf-16be';
  return null;
}

function certain(encoding: Encoding): FoundEncoding {
  return { encoding, basis: 'certain' };
}

/** 64 kB that hold the first byte outside ASCII: a long ASCII head would leave nothing to judge by. */
function sampleAround(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const start = Math.max(0, first - 1024);
  return bytes.subarray(start, start + sampleBytes);
}

function guess(sample: Uint8Array): Encoding {
  // chardet does not know MacRoman, which Excel for Mac still writes: the reading with more usual letters wins.
  if (usualLetters(sample, 'macintosh') > usualLetters(sample, 'windows-1252')) return 'macintosh';
  const found = analyse(sample);
  const western = found.find((match) => match.name === 'windows-1252' || match.name === 'ISO-8859-1');
  const best = found.find((match) => byChardetName[match.name] !== undefined);
  const other = best === undefined ? undefined : byChardetName[best.name];
  // Western files are by far the most, and short ones score alike: another must be clearly ahead.
  if (best === undefined || other === undefined || best.confidence < (western?.confidence ?? 0) + 15) {
    return 'windows-1252';
  }
  return other;
}

function usualLetters(sample: Uint8Array, encoding: Encoding): number {
  const text = openDecoder(encoding).decode(sample, 'last');
  const usual = text.match(/[àâäåæáãçéèêëíîïñóôöøõœúùûüßÅÄÖØÆÉÜÇÑ]/g)?.length ?? 0;
  const odd = text.match(/[\u0080-\u00bf\u2000-\u2bff]/g)?.length ?? 0;
  return usual - odd;
}
