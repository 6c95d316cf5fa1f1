import type { Encoding } from '../../../../src-contract/bulk-invites.ts';
import { detectDenseScript } from './detect-dense-script.ts';
import type { FileLook } from './look-at-file.ts';
import { openDecoder } from './open-decoder.ts';

export interface FoundEncoding {
  encoding: Encoding;
  /** `certain` by BOM or by valid UTF-8; `guessed` where only the look of the letters speaks for it. */
  basis: 'certain' | 'guessed';
}

/** Takes what was seen of a file; returns the encoding: BOM, then NUL pattern, then valid UTF-8, then a guess (conditions 8-11). */
export function detectEncoding({ head: bytes, sample, isUtf8 }: FileLook): FoundEncoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return certain('utf-8-bom');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return certain('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return certain('utf-16be');
  const wide = hasUtf16Pattern(bytes);
  if (wide !== null) return certain(wide);
  if (isUtf8) return certain('utf-8');
  return { encoding: guess(sample), basis: 'guessed' };
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

/** Letters that names really hold, by the encoding that would give them. On a tie the first one wins. */
const usualLetters: readonly (readonly [Encoding, RegExp])[] = [
  ['windows-1252', /[àâäåæáãçéèêëíîïñóôöøõœúùûüßÅÄÖØÆÉÜÇÑ]/g],
  // The same letters but for œ, and the euro in another place.
  ['iso-8859-15', /[àâäåæáãçéèêëíîïñóôöøõœúùûüßÅÄÖØÆÉÜÇÑ]/g],
  ['windows-1250', /[áäąčćçďéěëęíîłľňńóôöőřšśťţúůüűýžźżßÁÄČĆĎÉĘŁŇÖŐŘŠŚŤÚŮÜŰÝŽŹŻ]/g],
  // Excel for Mac still writes it.
  ['macintosh', /[àâäåæáãçéèêëíîïñóôöøõœúùûüßÅÄÖØÆÉÜÇÑ]/g],
];
const notInNames = /[\u0080-\u00bf\u02c0-\u02ff\u2000-\u20ab\u20ad-\u2bff]/g;

/**
 * Statistics over language (chardet was tried) take a few names in any of these for Italian or Romanian, so the reading
 * with the most usual letters and the fewest signs wins.
 */
function guess(sample: Uint8Array): Encoding {
  const dense = detectDenseScript(sample);
  if (dense !== null) return dense;
  let best: { encoding: Encoding; score: number } = { encoding: 'windows-1252', score: -Infinity };
  for (const [encoding, letters] of usualLetters) {
    const text = openDecoder(encoding).decode(sample, 'last');
    const score = (text.match(letters)?.length ?? 0) - (text.match(notInNames)?.length ?? 0);
    if (score > best.score) best = { encoding, score };
  }
  return best.encoding;
}
