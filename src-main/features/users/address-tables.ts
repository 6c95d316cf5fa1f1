import { createRequire } from 'node:module';

// Read when the first address is looked at: together they would add a tenth of a second to every start.
const load = createRequire(import.meta.url);
let suffixes: typeof import('tldts') | null = null;
let looks: typeof import('unhomoglyph').default | null = null;

/** The ending of a domain under which anybody may register, such as `co.uk`; null when the public suffix list has none. */
export function publicEnding(domain: string): string | null {
  suffixes ??= load('tldts');
  const { isIcann, publicSuffix } = suffixes?.parse(domain, { extractHostname: false }) ?? {};
  return isIcann === true ? (publicSuffix ?? null) : null;
}

/** What a letter looks like by Unicode's table of confusables; itself when it looks like nothing else. */
export function lookOf(letter: string): string {
  looks ??= load('unhomoglyph');
  return looks?.(letter) ?? letter;
}
