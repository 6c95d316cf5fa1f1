import { isAscii, isUtf8 } from 'node:buffer';

/** What has to be known of all bytes of a file before its text can be read. */
export interface FileLook {
  sizeBytes: number;
  /** The first bytes: what kind of file it is, its delimiter, its header. */
  head: Uint8Array;
  /** Up to 64 kB around the first byte outside ASCII: a long ASCII head would leave nothing to judge by. */
  sample: Uint8Array;
  isUtf8: boolean;
  /** Offset of the first NUL, or null. */
  nulAt: number | null;
}

export const headBytes = 262_144;
const sampleBytes = 65_536;
const bytesBeforeSample = 1024;

/** Looks at a file that comes in pieces, each of at least a few bytes; holds no more of it than head and sample. */
export function openLook(): { take(bytes: Uint8Array): void; finish(): FileLook } {
  const head: Uint8Array[] = [];
  const sample: Uint8Array[] = [];
  let headLength = 0;
  let sampleLength = 0;
  let sizeBytes = 0;
  let isText = true;
  let nulAt: number | null = null;
  /** Half a character at the end of the piece before. */
  let half: Uint8Array = new Uint8Array(0);

  return {
    take(bytes) {
      // Most pieces of most files: nothing in them has to be looked at byte by byte.
      const isPlain = isAscii(bytes);
      if (nulAt === null) {
        const found = bytes.indexOf(0);
        if (found !== -1) nulAt = sizeBytes + found;
      }
      if (headLength < headBytes) {
        const piece = bytes.slice(0, headBytes - headLength);
        head.push(piece);
        headLength += piece.length;
      }
      if (isText && !(isPlain && half.length === 0)) {
        const joined = half.length === 0 ? bytes : Buffer.concat([half, bytes]);
        const whole = wholeCharacters(joined);
        isText = isUtf8(joined.subarray(0, whole));
        half = joined.slice(whole);
      }
      if (sampleLength < sampleBytes) {
        const first = sampleLength > 0 ? 0 : isPlain ? -1 : firstBeyondAscii(bytes);
        if (first !== -1) {
          const begin = sampleLength > 0 ? 0 : Math.max(0, first - bytesBeforeSample);
          const piece = bytes.slice(begin, begin + sampleBytes - sampleLength);
          sample.push(piece);
          sampleLength += piece.length;
        }
      }
      sizeBytes += bytes.length;
    },
    finish: () => ({
      sizeBytes,
      head: joinedBytes(head),
      sample: joinedBytes(sample),
      isUtf8: isText && half.length === 0,
      nulAt,
    }),
  };
}

/** Looks at bytes that are all there. */
export function lookAtBytes(bytes: Uint8Array): FileLook {
  const look = openLook();
  look.take(bytes);
  return look.finish();
}

/** How many bytes belong to whole characters of UTF-8: what is behind may be the first half of one. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    if (length > 1) return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Latin letters come early or never; V8 walks a typed array by callback far more slowly than by loop. */
function firstBeyondAscii(bytes: Uint8Array): number {
  for (let index = 0; index < bytes.length; index += 1) if ((bytes[index] ?? 0) >= 0x80) return index;
  return -1;
}

function joinedBytes(pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}
