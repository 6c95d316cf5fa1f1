import { domainToASCII, domainToUnicode } from 'node:url';
import { publicEnding } from './address-tables.ts';
import { skeletonOf } from './look-alike.ts';
import { isOneEdit } from './one-edit.ts';

export interface DomainFinding {
  /** Lower case, in ASCII; empty for what is no domain. */
  ascii: string;
  /** Whether the ASCII form is what was typed, but for capitals. */
  isAsTyped: boolean;
  /** The letters that the ASCII form stands for, where the two differ (condition 37). */
  letters: string | null;
  /** Why nobody can have an address there, or why somebody has to decide; null when it is good. */
  problem: { is: 'invalid' | 'look-alike'; reason: string } | null;
  /** The tenant's own domain that this one could be taken for. */
  near: string | null;
  /** Whether its ending is one that the public suffix list knows. */
  isPublic: boolean;
}

const reserved = new Set(['example.com', 'example.org', 'example.net']);
const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/** Takes what stands after the @ and the tenant's own domains in ASCII; returns what is to be said of it (conditions 33, 37, 38). */
export function checkDomain(domain: string, ownDomains: readonly string[]): DomainFinding {
  const invalid = (reason: string): DomainFinding => ({
    ascii: '',
    isAsTyped: false,
    letters: null,
    problem: { is: 'invalid', reason },
    near: null,
    isPublic: false,
  });
  if (domain === '') return invalid('Nothing after the @ sign');
  if (domain.startsWith('[') || /^[\d.]+$/.test(domain)) return invalid('An IP address instead of a domain');
  if (domain.endsWith('.')) return invalid('A dot at the end');
  if (domain.startsWith('.') || domain.includes('..')) return invalid('A dot too many in the domain');
  if (/[,;]/.test(domain)) return invalid('A comma in the domain');
  if (!domain.includes('.')) return invalid('No domain ending');
  const ascii = domainToASCII(domain.toLowerCase());
  const labels = ascii.split('.');
  const longest = Math.max(...labels.map(({ length }) => length), 0);
  if (longest > 63) return invalid('More than 63 characters between two dots of the domain');
  if (ascii === '' || !labels.every((each) => label.test(each))) return invalid('Not a valid domain');
  const ending = labels.at(-1) ?? '';
  if (/^\d+$/.test(ending) || ending.length < 2) return invalid('No domain ending');
  if (reserved.has(ascii)) return invalid(`${ascii} is reserved for examples`);
  const publicSuffix = publicEnding(ascii);
  if (publicSuffix === ascii) return invalid(`${ascii} is an ending, not a domain`);
  const letters = domainToUnicode(ascii);
  const finding = {
    ascii,
    isAsTyped: ascii === domain.toLowerCase(),
    letters: letters === ascii ? null : letters,
    isPublic: publicSuffix !== null || ownDomains.includes(ascii),
  };
  if (ownDomains.includes(ascii)) return { ...finding, problem: null, near: null };
  const near = nearOwnDomain(ascii, letters, ownDomains);
  const reason = letters.split('.').some(mixesAlphabets)
    ? 'The domain mixes alphabets: it may be a look-alike'
    : near && (near.is === 'alike' ? `Looks like ${near.domain}` : `One letter away from ${near.domain}`);
  const problem = reason === null ? null : { is: 'look-alike' as const, reason };
  return { ...finding, problem, near: near?.domain ?? null };
}

/** Condition 38: letters of several alphabets in one word, where one of them can pass for the other. */
export function mixesAlphabets(word: string): boolean {
  if (!/[^\x20-\x7e]/.test(word)) return false;
  return (
    /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u.test(word)
  );
}

function nearOwnDomain(
  ascii: string,
  letters: string,
  ownDomains: readonly string[],
): { domain: string; is: 'alike' | 'one-edit' } | null {
  const skeleton = skeletonOf(letters);
  const alike = ownDomains.find((own) => skeletonOf(own) === skeleton);
  if (alike !== undefined) return { domain: alike, is: 'alike' };
  const near = ownDomains.find((own) => own.length >= 5 && isOneEdit(ascii, own));
  return near === undefined ? null : { domain: near, is: 'one-edit' };
}
