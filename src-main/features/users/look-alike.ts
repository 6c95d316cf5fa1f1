import { domainToUnicode } from 'node:url';
import { lookOf } from './address-tables.ts';

const beyondAscii = /[^\x20-\x7e]/u;
/** The signs of an address that Unicode's table takes for others; all that it has below 128 and an address may hold. */
const confusable = /[01|m]/;
const plainSigns: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', '|': 'l', m: 'rn' };

/**
 * Takes an address or domain; returns what it looks like: two that look alike come to one text (condition 38). Letters by the
 * table of Unicode's UTS 39, `rn` and `m`, `0` and `o`, `1` and `l` among them; a domain in punycode by the letters that it
 * stands for.
 */
export function skeletonOf(address: string): string {
  const text = lettersOf(address).toLowerCase();
  if (!beyondAscii.test(text)) {
    return confusable.test(text) ? text.replace(/[01|m]/g, (sign) => plainSigns[sign] ?? sign) : text;
  }
  let skeleton = '';
  for (const sign of text.normalize('NFD')) skeleton += plainSigns[sign] ?? skeletonOfSign(sign);
  return skeleton;
}

/** A number that two addresses which look alike share, made without a text of its own: for an index of everybody. */
export function skeletonHash(address: string): number {
  if (address.includes('xn--') || beyondAscii.test(address)) return hashOf(skeletonOf(address));
  return hashOf(address);
}

/** An address or domain with the letters that a domain in punycode stands for. */
export function lettersOf(address: string): string {
  if (!address.includes('xn--')) return address;
  const at = address.lastIndexOf('@') + 1;
  const letters = domainToUnicode(address.slice(at));
  return letters === '' ? address : address.slice(0, at) + letters;
}

const looks = new Map<string, string>();

/** Thousands of addresses share a few dozen letters; the table is asked once for each. */
function skeletonOfSign(sign: string): string {
  if (!beyondAscii.test(sign)) return sign;
  const known = looks.get(sign);
  if (known !== undefined) return known;
  let look = '';
  for (const part of lookOf(sign).toLowerCase()) look += plainSigns[part] ?? part;
  looks.set(sign, look);
  return look;
}

const letterM = 109;

/** FNV-1a over the signs of the skeleton; ASCII is taken to its skeleton sign by sign. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    const sign = plainCode(text.charCodeAt(at));
    if (sign === letterM) {
      hash = Math.imul(hash ^ 114, 0x01000193);
      hash = Math.imul(hash ^ 110, 0x01000193);
    } else hash = Math.imul(hash ^ sign, 0x01000193);
  }
  return hash >>> 0;
}

function plainCode(code: number): number {
  if (code === 48) return 111;
  if (code === 49 || code === 124) return 108;
  return code >= 65 && code <= 90 ? code + 32 : code;
}
