import { domainToASCII } from 'node:url';
import { isOneEdit } from './one-edit.ts';

export interface EmailFinding {
  /** The cell without spaces, marks and wrapping, in the admin's own letters. */
  shown: string;
  /** What would be sent: lower case, domain in ASCII. Null when it must not be sent. */
  sendAs: string | null;
  /** Why not; empty when it may be sent. */
  reason: string;
  /** The address it was meant to be, only where that is nearly certain. */
  suggestion: string | null;
}

export interface EmailRules {
  /** The tenant's own domains, lower case. */
  ownDomains: readonly string[];
  /** `confirmed`: the admin looked at this address and kept it, so look-alikes of own domains are let through. */
  lookAlikes: 'hold' | 'confirmed';
}

const invisible = /[\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
/** RFC 5321 section 4.1.2: what an unquoted local part may hold. */
const atoms = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const reserved = new Set(['example.com', 'example.org', 'example.net']);

/** Takes an email cell; returns the address to send, or why not with a suggestion (conditions 29 to 42). */
export function checkEmail(cell: string, rules: EmailRules): EmailFinding {
  const shown = unwrap(cell);
  const problem = findProblem(shown, rules);
  if (problem === null) return { shown, sendAs: toSend(shown), reason: '', suggestion: null };
  const repaired = repair(shown, rules);
  return { shown, sendAs: null, reason: problem, suggestion: repaired };
}

/** Conditions 29 and 30: blanks and marks around, `Name <a@b>`, `mailto:`, a comma or semicolon left behind. */
function unwrap(cell: string): string {
  const bare = cell.replace(invisible, (mark) => (mark === '\u00a0' ? ' ' : '')).trim();
  const wrapped = /^[^<>]*<\s*([^<>]+?)\s*>[\s,;]*$/.exec(bare)?.[1] ?? bare;
  return wrapped.replace(/^mailto:/i, '').replace(/[\s,;]+$/, '');
}

function toSend(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at).toLowerCase()}@${domainToASCII(address.slice(at + 1).toLowerCase())}`;
}

function findProblem(address: string, rules: EmailRules): string | null {
  if (address === '') return 'No email address';
  if (address.normalize('NFKC') !== address) return 'Holds full-width or special letters';
  const signs = address.split('@').length - 1;
  if (signs === 0) return 'No @ sign';
  if (signs > 1) {
    const several = address.split(/[\s,;/]+/).filter((piece) => piece.includes('@'));
    if (several.length > 1) return `Holds ${several.length} addresses: one row each`;
    return 'More than one @ sign';
  }
  if (/\s/.test(address)) return 'A space inside the address';
  const [local = '', domain = ''] = address.split('@');
  return localProblem(local) ?? domainProblem(domain, rules) ?? lengthProblem(address);
}

function localProblem(local: string): string | null {
  if (local === '') return 'Nothing before the @ sign';
  // RFC 5321 allows it; in a file it is a line that somebody commented out.
  if (local.startsWith('#')) return 'Begins with #, as a line that was commented out';
  if (local.startsWith('"')) return 'A quoted name before the @ sign is not accepted';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the very range that is asked about
  if (/[^\x00-\x7f]/.test(local)) return 'Letters outside a to z before the @ sign';
  if (local.startsWith('.') || local.endsWith('.')) return 'A dot at the start or before the @ sign';
  if (local.includes('..')) return 'Two dots in a row';
  if (local.length > 64) return 'More than 64 characters before the @ sign';
  return atoms.test(local) ? null : 'A character that no address may hold';
}

function domainProblem(domain: string, rules: EmailRules): string | null {
  if (domain === '') return 'Nothing after the @ sign';
  if (domain.startsWith('[') || /^[\d.]+$/.test(domain)) return 'An IP address instead of a domain';
  if (domain.endsWith('.')) return 'A dot at the end';
  if (domain.startsWith('.') || domain.includes('..')) return 'A dot too many in the domain';
  if (/[,;]/.test(domain)) return 'A comma in the domain';
  if (!domain.includes('.')) return 'No domain ending';
  const ascii = domainToASCII(domain.toLowerCase());
  const labels = ascii.split('.');
  if (ascii === '' || !labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label))) {
    return 'Not a valid domain';
  }
  if (/^\d+$/.test(labels.at(-1) ?? '') || (labels.at(-1) ?? '').length < 2) return 'No domain ending';
  if (domain.split('.').some(mixesAlphabets)) return 'The domain mixes alphabets: it may be a look-alike';
  if (reserved.has(ascii)) return `${ascii} is reserved for examples`;
  const own = nearOwnDomain(ascii, rules);
  if (own !== null && rules.lookAlikes === 'hold') return `One letter away from ${own}; edit it to decide`;
  return null;
}

/** RFC 5321 section 4.5.3.1: 254 is what fits a path of 256 with its brackets. */
function lengthProblem(address: string): string | null {
  return address.length > 254 || toSend(address).length > 254 ? 'Longer than 254 characters' : null;
}

/** Condition 38: Cyrillic or Greek letters among Latin ones within one label. */
function mixesAlphabets(label: string): boolean {
  return /\p{Script=Latin}/u.test(label) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(label);
}

function nearOwnDomain(domain: string, rules: EmailRules): string | null {
  if (rules.ownDomains.includes(domain)) return null;
  return rules.ownDomains.find((own) => own.length >= 5 && isOneEdit(domain, own)) ?? null;
}

/** One repair that leads to a good address. Where two could be meant, none is offered. */
function repair(address: string, rules: EmailRules): string | null {
  const plain = address
    .normalize('NFKC')
    .replace(/@{2,}/, '@')
    .replace(/\.+$/, '')
    .replace(/\s*@\s*/, '@');
  const comma = plain.replace(/(@[^,;@\s]+)[,;](\s?)(?=[a-z]{2,}$)/i, '$1.');
  const at = comma.lastIndexOf('@');
  const own = at === -1 ? null : nearOwnDomain(comma.slice(at + 1).toLowerCase(), rules);
  const meant = own === null ? comma : `${comma.slice(0, at)}@${own}`;
  return meant !== address && findProblem(meant, rules) === null ? meant : null;
}
