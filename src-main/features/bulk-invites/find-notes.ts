import type { DomainFinding } from '../users/check-domain.ts';
import type { EmailFinding } from '../users/check-email.ts';
import { isOneEdit } from '../users/one-edit.ts';
import type { MailFlag } from './read-flag.ts';
import { isThrowAway } from './throw-away.ts';

/** Addresses that mostly several people read (RFC 2142 and common use). */
const shared = new Set([
  ...[
    'abuse',
    'accounts',
    'admin',
    'administrator',
    'billing',
    'contact',
    'hello',
    'help',
    'helpdesk',
    'hr',
    'info',
  ],
  ...[
    'it',
    'mail',
    'no-reply',
    'noreply',
    'office',
    'postmaster',
    'root',
    'sales',
    'security',
    'support',
    'team',
  ],
  ...['webmaster'],
]);
const longestShared = Math.max(...[...shared].map(({ length }) => length));
/** Mail providers of many people, so that one letter off is a typing error; neighbours that exist are listed too. */
const wellKnown = [
  ...[
    'gmail.com',
    'googlemail.com',
    'outlook.com',
    'hotmail.com',
    'live.com',
    'yahoo.com',
    'icloud.com',
    'me.com',
  ],
  ...[
    'proton.me',
    'protonmail.com',
    'gmx.de',
    'gmx.net',
    'gmx.at',
    'gmx.ch',
    'web.de',
    'mail.com',
    'ymail.com',
  ],
  ...['email.com', 'aol.com'],
];
/** UTF-8 that was read as Windows-1252, or signs that could not be read at all. */
const damaged = /\uFFFD|Ã[\u0080-\u00bf‚-™]|Â[\u0080-\u00bf]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the very range that is asked about
const control = /[\u0000-\u001f\u007f-\u009f]/u;
const longestName = 256;

/** A name as most are: ASCII that begins with a letter, so neither damaged nor a number or date, and not too long. */
const plainName = /^[A-Za-z][\x20-\x7e]{0,255}$/;

export interface NotedRow {
  email: Pick<EmailFinding, 'shown' | 'taken'>;
  /** The address as it would be sent. */
  sendAs: string;
  domain: Pick<DomainFinding, 'ascii' | 'letters' | 'isPublic'>;
  /** The cell that the address came from. */
  cell: string;
  name: string;
  /** What the row's own cell says about the email. */
  flag: MailFlag | 'as-run' | 'unclear';
  signInWith: 'sso' | 'password' | 'not-reported';
  ownDomains: readonly string[];
  /** Whether the row names the team of everyone, in which everybody is anyway. */
  namesEveryone: boolean;
  /** What was found of domains before. */
  domainNotes: Map<string, string[]>;
}

/**
 * What somebody may want to look at in a row that can be sent: none of it holds the row (conditions 12, 29, 30, 34, 36, 37, 39,
 * 41, 44, 46, 48, 49). Out: short sentences, the weightiest first.
 */
export function findNotes(row: NotedRow): string[] {
  const { sendAs } = row;
  const local = sendAs.slice(0, sendAs.lastIndexOf('@'));
  const { ascii } = row.domain;
  const known = row.domainNotes.get(ascii);
  const ofDomain = known ?? notesOfDomain(row.domain, row.ownDomains);
  if (known === undefined) row.domainNotes.set(ascii, ofDomain);
  const notes = [...ofDomain];
  if (row.domain.letters !== null) notes.push(bothForms(row));
  if (shared.has(local.toLowerCase())) notes.push(`${local}@ is mostly read by several people`);
  const twin = sameMailbox(local, ascii);
  if (twin !== null) notes.push(`May be the same mailbox as ${twin}@${ascii}`);
  if (row.flag === 'send' && row.signInWith === 'sso')
    notes.push('Signs in through SSO: no password is needed');
  if (row.email.taken === 'wrapping') notes.push(`Taken out of “${row.cell.trim().slice(0, 80)}”`);
  if (row.email.taken === 'blanks') notes.push('Blanks or marks around the address were taken off');
  if (row.namesEveryone) notes.push('Everybody is in everyone: left out');
  if (!plainName.test(row.name)) notes.push(...notesOfName(row.name));
  return notes;
}

/** Whether an address whose @ stands there is mostly read by several people. */
export function isSharedMailbox(email: string, at: number): boolean {
  return at <= longestShared && shared.has(email.slice(0, at));
}

/** Whether a domain leaves dots before the @ out, so that there is something to say of nearly every address. */
export function hasOwnDots(domain: string): boolean {
  return domain === 'gmail.com' || domain === 'googlemail.com';
}

/** Whether somebody may want to look at a name. */
export function hasNameNote(name: string): boolean {
  return name !== '' && !plainName.test(name) && notesOfName(name).length > 0;
}

/** The mail provider that a domain is one letter away from, which is mostly a typing error; null for any other domain. */
function nearWellKnown(domain: string, ownDomains: readonly string[]): string | null {
  if (ownDomains.includes(domain) || wellKnown.includes(domain)) return null;
  return wellKnown.find((known) => isOneEdit(domain, known)) ?? null;
}

/** Names that are long and peculiar enough that what is nearly one of them is hardly another company's. */
const peculiar = new Set([
  ...['gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'yahoo.com', 'icloud.com'],
  ...['proton.me', 'protonmail.com'],
]);

/** The mail provider that was nearly certainly meant (condition 39); null where the domain may well be somebody else's. */
export function providerMeant(domain: string, ownDomains: readonly string[]): string | null {
  const near = nearWellKnown(domain, ownDomains);
  return near !== null && peculiar.has(near) && near[0] === domain[0] ? near : null;
}

/** Endings that RFC 6761 keeps for trying things out: the sandbox's own people have them. */
const forTrying = /\.(?:example|test)$/;

function notesOfDomain(
  { ascii, letters, isPublic }: NotedRow['domain'],
  ownDomains: readonly string[],
): string[] {
  if (ownDomains.includes(ascii) || wellKnown.includes(ascii)) return [];
  const near = nearWellKnown(ascii, ownDomains);
  if (near !== null) return [`One letter away from ${near}`];
  if (isThrowAway(ascii)) return [`${ascii} gives addresses that vanish`];
  if (isPublic || forTrying.test(ascii)) return [];
  const domain = letters ?? ascii;
  return [`No public domain ends in .${domain.slice(domain.lastIndexOf('.') + 1)}`];
}

/** Condition 37: the form that was not typed. */
function bothForms({ email, sendAs, domain }: NotedRow): string {
  const isTypedInAscii = email.shown.toLowerCase().endsWith(`@${domain.ascii}`);
  return isTypedInAscii ? `${domain.ascii} reads ${domain.letters}` : `Sent as ${sendAs}`;
}

/** Condition 34: a tag after a plus sign, and at Google dots too, lead to the mailbox without them. A hint, never a merge. */
function sameMailbox(local: string, domain: string): string | null {
  const plus = local.indexOf('+');
  const tagless = plus > 0 ? local.slice(0, plus) : local;
  const twin = hasOwnDots(domain) ? tagless.replaceAll('.', '') : tagless;
  return twin === local ? null : twin;
}

function notesOfName(name: string): string[] {
  if (damaged.test(name)) return ['The name holds damaged letters'];
  if (isSpreadsheetDamage(name)) return ['The name looks like a number or a date that a spreadsheet made'];
  if (control.test(name.trim())) return ['The name holds a line break or a control character'];
  return name.length > longestName ? ['The name is longer than 256 characters'] : [];
}

function isSpreadsheetDamage(name: string): boolean {
  const text = name.trim();
  return /^\d+(?:[.,]\d+)?E\+?\d+$/iu.test(text) || /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$/u.test(text);
}
