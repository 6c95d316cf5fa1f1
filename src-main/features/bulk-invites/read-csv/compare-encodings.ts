import type { Delimiter, Encoding } from '../../../../src-contract/bulk-invites.ts';
import { openDecoder } from './open-decoder.ts';

/** One way to read a file that does not say its encoding: the first cells that come out differently by it. */
export interface EncodingCandidate {
  encoding: Encoding;
  cells: string[];
}

/** What spreadsheets and exports write where it is not UTF-8 (condition 11). */
const usual: readonly Encoding[] = [
  ...(['windows-1252', 'iso-8859-15', 'macintosh', 'windows-1250'] as const),
  ...(['windows-1251', 'shift_jis', 'gb18030'] as const),
];
const cellsToShow = 3;
const linesToLookAt = 400;
const longestCell = 60;
/** Signs that no name holds: what could not be decoded, and controls. */
const isUnreadable = /[\uFFFD\u0080-\u009f]/;

/**
 * Takes the part of a file that holds its first letters beyond ASCII; returns the ways to read it that give different
 * cells, the guess first. Ways that give the same cells are one; those that leave signs unreadable are no way.
 */
export function compareEncodings(
  sample: Uint8Array,
  guess: { encoding: Encoding; delimiter: Delimiter },
): EncodingCandidate[] {
  const encodings = [guess.encoding, ...usual.filter((encoding) => encoding !== guess.encoding)];
  const decoders = encodings.map((encoding) => openDecoder(encoding));
  const cells: string[][] = encodings.map(() => []);
  for (const line of linesBeyondAscii(sample)) {
    const readings = decoders.map((decoder) => decoder.decode(line, 'last').split(guess.delimiter));
    for (let index = 0; index < (readings[0]?.length ?? 0); index += 1) {
      const found = readings.map((reading) => (reading[index] ?? '').trim().replace(/^"|"$/g, ''));
      if (new Set(found).size === 1) continue;
      for (const [way, text] of found.entries()) cells[way]?.push(text.slice(0, longestCell));
      if ((cells[0]?.length ?? 0) >= cellsToShow) return distinct(encodings, cells);
    }
  }
  return distinct(encodings, cells);
}

function distinct(encodings: readonly Encoding[], cells: readonly string[][]): EncodingCandidate[] {
  const seen = new Set<string>();
  const ways = encodings.flatMap((encoding, index): EncodingCandidate[] => {
    const read = cells[index] ?? [];
    const key = read.join('\n');
    if (seen.has(key) || (index > 0 && isUnreadable.test(key))) return [];
    seen.add(key);
    return [{ encoding, cells: read }];
  });
  return ways.length > 1 ? ways : [];
}

/** The first lines with a byte beyond ASCII; CR and LF are the same bytes in all these encodings. */
function linesBeyondAscii(sample: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let begin = 0;
  let isPlain = true;
  for (let at = 0; at <= sample.length && lines.length < linesToLookAt; at += 1) {
    const byte = sample[at] ?? 10;
    if (byte >= 0x80) isPlain = false;
    if (byte !== 10 && byte !== 13) continue;
    if (!isPlain) lines.push(sample.subarray(begin, at));
    begin = at + 1;
    isPlain = true;
  }
  return lines;
}
