import { isOneEdit } from '../users/one-edit.ts';
import type { MailFlag } from './read-flag.ts';

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
const throwAway = new Set([
  ...[
    '10minutemail.com',
    'getnada.com',
    'guerrillamail.com',
    'maildrop.cc',
    'mailinator.com',
    'sharklasers.com',
  ],
  ...['temp-mail.org', 'tempmail.com', 'trashmail.com', 'yopmail.com'],
]);
/** UTF-8 that was read as Windows-1252, or signs that could not be read at all. */
const damaged = /\uFFFD|Ã[\u0080-\u00bf‚-™]|Â[\u0080-\u00bf]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the very range that is asked about
const control = /[\u0000-\u001f\u007f-\u009f]/u;
const longestName = 256;

export interface NotedRow {
  /** The address as it would be sent. */
  email: string;
  name: string;
  /** What the row's own cell says about the email. */
  flag: MailFlag | 'as-run' | 'unclear';
  signInWith: 'sso' | 'password' | 'not-reported';
  ownDomains: readonly string[];
}

/**
 * What somebody may want to look at in a row that can be sent: none of it holds the row (conditions 12, 34, 39, 41, 44, 48,
 * 49). Out: short sentences, the weightiest first.
 */
export function findNotes(row: NotedRow): string[] {
  const at = row.email.lastIndexOf('@');
  const local = row.email.slice(0, at);
  const domain = row.email.slice(at + 1);
  const notes: string[] = [];
  const near = wellKnown.includes(domain) || row.ownDomains.includes(domain) ? undefined : nearest(domain);
  if (near !== undefined) notes.push(`One letter away from ${near}`);
  if (throwAway.has(domain)) notes.push(`${domain} gives addresses that vanish`);
  if (shared.has(local)) notes.push(`${local}@ is mostly read by several people`);
  const plus = local.indexOf('+');
  if (plus > 0) notes.push(`May be the same mailbox as ${local.slice(0, plus)}@${domain}`);
  if (row.flag === 'send' && row.signInWith === 'sso')
    notes.push('Signs in through SSO: no password is needed');
  if (damaged.test(row.name)) notes.push('The name holds damaged letters');
  else if (isSpreadsheetDamage(row.name))
    notes.push('The name looks like a number or a date that a spreadsheet made');
  else if (control.test(row.name.trim())) notes.push('The name holds a line break or a control character');
  else if (row.name.length > longestName) notes.push('The name is longer than 256 characters');
  return notes;
}

function nearest(domain: string): string | undefined {
  return wellKnown.find((known) => isOneEdit(domain, known));
}

function isSpreadsheetDamage(name: string): boolean {
  const text = name.trim();
  return /^\d+(?:[.,]\d+)?E\+?\d+$/iu.test(text) || /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$/u.test(text);
}
