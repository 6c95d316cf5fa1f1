import { isIPv4 } from 'node:net';
import { describeFailure, type FailureCode } from '../../src-contract/failure-catalogue.ts';
import { failed, type Outcome, ok } from '../../src-contract/outcome.ts';
import { judgeAddress } from './judge-address.ts';

/** Where a control plane is, as typed by an admin and checked. */
export interface ControlPlaneAddress {
  /** Such as `https://platform.example.com`; lower case, punycode, without path. */
  origin: string;
  /** Name or address with its port, as it is shown before saving. */
  host: string;
  /** What was left out of the typed text, in words; null when nothing was. */
  note: string | null;
}

function refused(code: FailureCode, facts: { host?: string; why?: string }): Outcome<never> {
  return failed({ ...describeFailure(code, facts), field: 'controlPlane' });
}

/** The part of the typed text between `//` and the path, exactly as typed. */
function typedAuthority(text: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(text)?.[1] ?? '';
}

/**
 * Parses what an admin typed as the address of a control plane (C3). Adds https, drops path and query with a note.
 * Refuses user names, other schemes, IP addresses in disguise, link-local and metadata addresses; plain http is
 * accepted on loopback only. Fails with `address-invalid` or `address-not-https`.
 */
export function parseControlPlaneAddress(typed: string): Outcome<ControlPlaneAddress> {
  const trimmed = typed.trim();
  if (trimmed === '') return refused('address-invalid', { why: 'it is empty' });
  if (trimmed.length > 300) return refused('address-invalid', { why: 'it is too long' });
  // The URL parser drops tabs and turns backslashes round without a word: what leads elsewhere than it reads is refused.
  if (/[\s\\\p{Cc}\p{Cf}]/u.test(trimmed)) {
    return refused('address-invalid', { why: 'it has spaces or characters that do not belong there' });
  }
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed.replace(/^\/\//, '')}`;
  const authority = typedAuthority(text);
  if (authority === '') return refused('address-invalid', { why: 'it has no host name' });
  if (authority.includes('@')) return refused('address-invalid', { why: 'it has a user name in it' });
  if (authority.includes('%'))
    return refused('address-invalid', { why: 'its host name is written in codes' });
  if (!URL.canParse(text)) return refused('address-invalid', { why: 'it cannot be read' });

  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refused('address-invalid', { why: `${url.protocol.slice(0, -1)} is not https` });
  }
  const typedName = authority.replace(/:\d*$/, '').replace(/\.$/, '').toLowerCase();
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  if (url.hostname === '' || url.hostname.endsWith('.')) {
    return refused('address-invalid', { why: 'it has no host name' });
  }
  if (isIPv4(url.hostname) && url.hostname !== typedName) {
    return refused('address-invalid', { why: `it hides the address ${url.hostname}` });
  }
  const kind = judgeAddress(url.hostname.replace(/^\[|\]$/g, ''));
  if (kind === 'never') {
    return refused('address-invalid', { why: `${url.hostname} is no address for a control plane` });
  }
  if (url.protocol === 'http:' && kind !== 'loopback')
    return refused('address-not-https', { host: url.host });

  const hasMore = url.pathname !== '/' || url.search !== '' || url.hash !== '';
  const note = hasMore ? `Only ${url.origin} is used; the rest of what was typed is left out.` : null;
  return ok({ origin: url.origin, host: url.host, note });
}
