import { checkDomain, type DomainFinding, mixesAlphabets } from './check-domain.ts';

export interface EmailFinding {
  /** The cell without spaces, marks and wrapping, in the admin's own letters. */
  shown: string;
  /** What would be sent: domain in ASCII, lower case unless capitals are kept. Null when it must not be sent. */
  sendAs: string | null;
  /** The address as two are compared, without case and with the domain in ASCII; null for what is no address. */
  key: string | null;
  /** Whether it can be sent, breaks a rule, holds several addresses, or is held because it looks like another. */
  is: 'good' | 'invalid' | 'several' | 'look-alike';
  /** Why it is not sent; empty when it may be sent. */
  reason: string;
  /** The address it was meant to be, only where that is nearly certain. */
  suggestion: string | null;
  /** The addresses of a cell that holds several; empty otherwise. */
  addresses: readonly string[];
  /** What was taken off the cell to get at the address (conditions 29 and 30). */
  taken: 'nothing' | 'blanks' | 'wrapping';
  domain: DomainFinding | null;
}

export interface EmailRules {
  /** The tenant's own domains, lower case. */
  ownDomains: readonly string[];
  /** `confirmed`: the admin looked at this address and kept it, so look-alikes are let through. */
  lookAlikes: 'hold' | 'confirmed';
  /** Whether letters beyond ASCII may stand before the @ (condition 36); only ASCII when left out. */
  letters?: 'ascii' | 'any';
  /** Whether capitals are sent as typed (condition 35); lower case when left out. */
  letterCase?: 'lower' | 'keep';
  /** What was found of domains before: thousands of rows share a few. Made anew with the rules that it was filled under. */
  domains?: Map<string, DomainFinding>;
}

const nothing: readonly string[] = [];
const invisible = /[\u00a0\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
/** What nearly every cell is: nothing to take off, no letter to look at twice. */
const ordinary = /^[a-z0-9_%+'-]+(?:\.[a-z0-9_%+'-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;
/** RFC 5321 section 4.1.2: what an unquoted local part may hold; letters beyond ASCII by RFC 6531. */
const atoms = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const atomsOfAnyLetters =
  /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;

/** Takes an email cell; returns the address to send, or why not with a suggestion (conditions 29 to 42). */
export function checkEmail(cell: string, rules: EmailRules): EmailFinding {
  if (ordinary.test(cell)) {
    const found = checkOrdinary(cell, rules);
    if (found !== null) return found;
  }
  const shown = unwrap(cell);
  const judged = judge(shown, rules);
  const taken = shown === cell ? 'nothing' : withoutBlanks(cell) === shown ? 'blanks' : 'wrapping';
  const found = { shown, taken, ...judged } as const;
  if (judged.is === 'good') return { ...found, suggestion: null, addresses: [] };
  if (judged.is === 'several') return { ...found, suggestion: null, addresses: addressesIn(cell) };
  return { ...found, suggestion: repair(shown, rules), addresses: [] };
}

/** The short way for what nearly every row holds; null when there is anything to say about the address. */
function checkOrdinary(cell: string, rules: EmailRules): EmailFinding | null {
  const at = cell.indexOf('@');
  if (at > 64 || cell.length > 254) return null;
  const domain = domainOf(cell.slice(at + 1), rules);
  if (domain.problem !== null) return null;
  const lower = cell.toLowerCase();
  const key = domain.isAsTyped ? lower : `${lower.slice(0, at)}@${domain.ascii}`;
  const sendAs = rules.letterCase === 'keep' ? `${cell.slice(0, at)}@${domain.ascii}` : key;
  return {
    shown: cell,
    sendAs,
    key,
    is: 'good',
    reason: '',
    suggestion: null,
    addresses: nothing,
    taken: 'nothing',
    domain,
  };
}

/** By character code: what may stand on either side of the @ of an address that is sent as it stands, or on one of them. */
const beforeAt = 1;
const behindAt = 2;
const plainSigns = new Uint8Array(128);
for (const sign of 'abcdefghijklmnopqrstuvwxyz0123456789-')
  plainSigns[sign.charCodeAt(0)] = beforeAt | behindAt;
for (const sign of "_%'") plainSigns[sign.charCodeAt(0)] = beforeAt;

/**
 * Where the @ stands in an address of small letters and digits in ordinary shape, without a tag; -1 for every other cell, which
 * may still be good. Where the domain is good too, such an address is shown, sent and compared as it stands. A loop, since a
 * file asks this for each row, and the pattern takes several times as long.
 */
export function plainAt(cell: string): number {
  const { length } = cell;
  if (length > 254) return -1;
  let at = -1;
  let wasDot = true;
  let dotsBehind = 0;
  let side = beforeAt;
  for (let index = 0; index < length; index += 1) {
    const sign = cell.charCodeAt(index);
    if (sign === 46 || sign === 64) {
      if (wasDot) return -1;
      wasDot = true;
      if (sign === 46) dotsBehind += at === -1 ? 0 : 1;
      else if (at !== -1 || index > 64) return -1;
      else {
        at = index;
        side = behindAt;
      }
    } else {
      if (sign > 127 || ((plainSigns[sign] ?? 0) & side) === 0) return -1;
      wasDot = false;
    }
  }
  return wasDot || dotsBehind === 0 ? -1 : at;
}

/** The addresses of a cell that holds several, unwrapped and each once (condition 31). */
function addressesIn(cell: string): string[] {
  const pieces = cell.includes('<') ? cell.split(/[,;\n]+/) : cell.split(/[\s,;/]+/);
  return [...new Set(pieces.map(unwrap).filter((piece) => piece.includes('@')))];
}

/** Conditions 29 and 30: blanks and marks around, `Name <a@b>`, `mailto:`, a comma or semicolon left behind. */
function unwrap(cell: string): string {
  const bare = withoutBlanks(cell);
  const wrapped = /^[^<>]*<\s*([^<>]+?)\s*>[\s,;]*$/.exec(bare)?.[1] ?? bare;
  return wrapped.replace(/^mailto:/i, '').replace(/[\s,;]+$/, '');
}

function withoutBlanks(cell: string): string {
  return cell.replace(invisible, (mark) => (mark === '\u00a0' ? ' ' : '')).trim();
}

type Judged = Pick<EmailFinding, 'is' | 'sendAs' | 'key' | 'domain'> & { reason: string };

function judge(address: string, rules: EmailRules): Judged {
  const held = (is: 'invalid' | 'several', reason: string): Judged => ({
    is,
    reason,
    sendAs: null,
    key: null,
    domain: null,
  });
  const broken = ordinary.test(address) ? null : shapeProblem(address, rules);
  if (broken !== null) return held(broken.is, broken.reason);
  const at = address.indexOf('@');
  const local = address.slice(0, at);
  const isTooLong = local.length > 64 || Buffer.byteLength(local) > 64;
  if (isTooLong) return held('invalid', 'More than 64 characters before the @ sign');
  const domain = domainOf(address.slice(at + 1), rules);
  if (domain.problem?.is === 'invalid') return held('invalid', domain.problem.reason);
  const sendAs = `${rules.letterCase === 'keep' ? local : local.toLowerCase()}@${domain.ascii}`;
  // RFC 5321 section 4.5.3.1: 254 is what fits a path of 256 with its brackets.
  if (Math.max(address.length, Buffer.byteLength(sendAs)) > 254)
    return held('invalid', 'Longer than 254 characters');
  const key = rules.letterCase === 'keep' ? sendAs.toLowerCase() : sendAs;
  const found = { key, domain };
  const reason = mixesAlphabets(local)
    ? 'Mixes alphabets before the @ sign: it may be a look-alike'
    : domain.problem?.reason;
  return reason === undefined || rules.lookAlikes === 'confirmed'
    ? { ...found, is: 'good', sendAs, reason: '' }
    : { ...found, is: 'look-alike', sendAs: null, reason };
}

/** What is to be said of a domain, looked at once. */
export function domainOf(domain: string, rules: EmailRules): DomainFinding {
  const known = rules.domains?.get(domain);
  if (known !== undefined) return known;
  const found = checkDomain(domain, rules.ownDomains);
  rules.domains?.set(domain, found);
  return found;
}

/** What is wrong with the shape of an address, whatever its domain is. */
function shapeProblem(
  address: string,
  rules: EmailRules,
): { is: 'invalid' | 'several'; reason: string } | null {
  const invalid = (reason: string): { is: 'invalid'; reason: string } => ({ is: 'invalid', reason });
  if (address === '') return invalid('No email address');
  if (address.normalize('NFKC') !== address) return invalid('Holds full-width or special letters');
  const signs = address.split('@').length - 1;
  if (signs === 0) return invalid('No @ sign');
  if (signs > 1) {
    const several = addressesIn(address).length;
    if (several > 1) return { is: 'several', reason: `Holds ${several} addresses: one row each` };
    return invalid('More than one @ sign');
  }
  if (/\s/.test(address)) return invalid('A space inside the address');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the very range that is asked about
  if (/[\u0000-\u001f\u007f-\u009f]/.test(address)) return invalid('A control character inside the address');
  const reason = localProblem(address.slice(0, address.indexOf('@')), rules);
  return reason === null ? null : invalid(reason);
}

function localProblem(local: string, { letters }: EmailRules): string | null {
  if (local === '') return 'Nothing before the @ sign';
  // RFC 5321 allows it; in a file it is a line that somebody commented out.
  if (local.startsWith('#')) return 'Begins with #, as a line that was commented out';
  if (local.startsWith('"')) return 'A quoted name before the @ sign is not accepted';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the very range that is asked about
  if (letters !== 'any' && /[^\x00-\x7f]/.test(local)) return beyondAsciiReason;
  if (local.startsWith('.') || local.endsWith('.')) return 'A dot at the start or before the @ sign';
  if (local.includes('..')) return 'Two dots in a row';
  const allowed = letters === 'any' ? atomsOfAnyLetters : atoms;
  return atoms.test(local) || allowed.test(local) ? null : 'A character that no address may hold';
}

/** Condition 36: many mail servers do not take such addresses yet, so somebody has to say that these do. */
export const beyondAsciiReason = 'Letters outside a to z before the @ sign';

/** One repair that leads to a good address. Where two could be meant, none is offered. */
function repair(address: string, rules: EmailRules): string | null {
  const plain = address
    .normalize('NFKC')
    .replace(/@{2,}/, '@')
    .replace(/\.+$/, '')
    .replace(/\s*@\s*/, '@');
  const comma = plain.replace(/(@[^,;@\s]+)[,;](\s?)(?=[a-z]{2,}$)/i, '$1.');
  const at = comma.lastIndexOf('@');
  const near = at === -1 ? null : domainOf(comma.slice(at + 1), rules).near;
  const meant = near === null ? comma : `${comma.slice(0, at)}@${near}`;
  return meant !== address && judge(meant, { ...rules, lookAlikes: 'hold' }).is === 'good' ? meant : null;
}
