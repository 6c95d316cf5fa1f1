import { isAscii } from 'node:buffer';
import { StringDecoder } from 'node:string_decoder';
import type { Encoding } from '../../../../src-contract/bulk-invites.ts';

export interface Decoder {
  /** Turns the next bytes into text; `last` also flushes half a character at the end. */
  decode(bytes: Uint8Array, which: 'more-follow' | 'last'): string;
  /** Whether the text that was given last is known to be ASCII alone, so that nobody has to look for other signs in it. */
  readonly isAscii: boolean;
}

// What Windows-1252 has at 0x80 to 0x9f. Node 20's TextDecoder takes a Latin-1 short cut there and gives controls.
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Opens a decoder that takes bytes in pieces; it drops the BOM. Undecodable bytes become U+FFFD. */
export function openDecoder(encoding: Encoding): Decoder {
  if (encoding === 'utf-8' || encoding === 'utf-8-bom') return openUtf8();
  const decoder = new TextDecoder(encoding);
  // ISO-8859-1 is read as Windows-1252 everywhere (WHATWG Encoding Standard, section 4.2): a superset in practice.
  const mends = encoding === 'windows-1252' || encoding === 'iso-8859-1';
  return {
    isAscii: false,
    decode(bytes, which) {
      const text = decoder.decode(bytes, { stream: which === 'more-follow' });
      return mends
        ? text.replace(/[\u0080-\u009f]/g, (sign) => windows1252[sign.charCodeAt(0) - 0x80] ?? sign)
        : text;
    },
  };
}

/**
 * Node's own decoder for pieces of UTF-8 is several times as fast as a TextDecoder that is given pieces, and a piece of ASCII,
 * which most are, needs no decoding at all.
 */
function openUtf8(): Decoder {
  const decoder = new StringDecoder('utf8');
  let isStart = true;
  let isPlain = false;
  /** Whether the piece before may have ended within a character. */
  let mayHoldHalf = false;
  return {
    get isAscii() {
      return isPlain;
    },
    decode(bytes, which) {
      const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      isPlain = !mayHoldHalf && isAscii(piece);
      if (isPlain) {
        if (piece.length > 0) isStart = false;
        return piece.toString('latin1');
      }
      if (piece.length > 0) mayHoldHalf = (piece[piece.length - 1] ?? 0) >= 0x80;
      const text = which === 'last' ? decoder.end(piece) : decoder.write(piece);
      if (which === 'last') mayHoldHalf = false;
      if (!isStart || text === '') return text;
      isStart = false;
      return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    },
  };
}
