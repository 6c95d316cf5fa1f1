import { type NameList, nameLists } from './name-lists.ts';
import type { SeededRandom } from './seeded-random.ts';

/** What a seeded person is called, and the part of the address before the @, which is ASCII and unique. */
export interface PersonName {
  readonly displayName: string;
  readonly localPart: string;
}

const specialLetters: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  å: 'a',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  œ: 'oe',
};

/** Takes a name in Latin letters and gives it in lower-case ASCII letters only. */
export function asciiName(name: string): string {
  const lower = name.toLowerCase().replace(/[øæåßłđðþıœ]/gu, (letter) => specialLetters[letter] ?? '');
  return lower.normalize('NFD').replace(/[^a-z]/gu, '');
}

/** Gives a function that names one person after another; two calls never give the same local part. */
export function namePeople(random: SeededRandom): () => PersonName {
  const cultures = nameLists.map((list) => new NameWalk(list, random.below(1_000_000)));
  const shares = nameLists.reduce((sum, list) => sum + list.share, 0);
  return () => {
    let ticket = random.next() * shares;
    for (const culture of cultures) {
      ticket -= culture.list.share;
      if (ticket < 0) return culture.take();
    }
    throw new Error('the shares of the name lists do not add up');
  };
}

/** Walks all pairs of one list in a scattered order; later rounds add middle initials. */
class NameWalk {
  private taken = 0;
  private readonly pairs: number;
  private readonly step: number;

  constructor(
    readonly list: NameList,
    private readonly start: number,
  ) {
    this.pairs = Math.max(1, list.given.length) * list.family.length;
    this.step = strideFor(this.pairs);
  }

  take(): PersonName {
    const round = Math.floor(this.taken / this.pairs);
    const pair = (this.start + this.taken * this.step) % this.pairs;
    this.taken += 1;
    const family = splitName(this.list.family[pair % this.list.family.length] ?? '');
    const given = splitName(this.list.given[Math.floor(pair / this.list.family.length)] ?? '');
    const middle = letters(round);
    return {
      displayName: joinShown(this.list.order, { given: given.shown, family: family.shown, middle }),
      localPart: [given.ascii, ...middle, family.ascii].filter((part) => part !== '').join('.'),
    };
  }
}

/** No letter for round 0, then a to z, then aa to zz, and so on. */
function letters(round: number): string[] {
  if (round === 0) return [];
  return [...letters(Math.floor((round - 1) / 26)), String.fromCharCode(97 + ((round - 1) % 26))];
}

function joinShown(
  order: NameList['order'],
  parts: { given: string; family: string; middle: string[] },
): string {
  const middle = parts.middle.map((letter) => ` ${letter.toUpperCase()}.`).join('');
  switch (order) {
    case 'one':
      return parts.family + middle;
    case 'family-given':
      return `${parts.family} ${parts.given}${middle}`;
    case 'family-given-joined':
      return `${parts.family}${parts.given}${middle}`;
    case 'given-family':
      return `${parts.given}${middle} ${parts.family}`;
  }
}

function splitName(entry: string): { shown: string; ascii: string } {
  const slash = entry.indexOf('/');
  if (slash === -1) return { shown: entry, ascii: asciiName(entry) };
  return { shown: entry.slice(0, slash), ascii: entry.slice(slash + 1) };
}

/** A step without a common divisor with the count visits every pair once a round. */
function strideFor(pairs: number): number {
  let step = Math.max(1, Math.floor(pairs * 0.618));
  while (greatestCommonDivisor(step, pairs) !== 1) step += 1;
  return step;
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}
