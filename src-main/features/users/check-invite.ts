import type { InviteVerdict, User } from '../../../src-contract/users.ts';
import { checkEmail } from './check-email.ts';

export interface InviteFacts {
  /** People of the copy with these addresses, by lower-cased email. */
  known: ReadonlyMap<string, User>;
  /** Domains whose people come by SCIM, with the name of the identity provider; empty unless the mode is SCIM. */
  scimDomains: ReadonlySet<string>;
  idpName: string | null;
  /** The tenant's own email domains, lower case. */
  ownDomains: readonly string[];
}

/** One verdict per address as typed: whether an invite makes sense, and if not, why. */
export function checkInvite(typed: string, facts: InviteFacts): InviteVerdict {
  const {
    sendAs: email,
    reason,
    shown,
  } = checkEmail(typed, {
    ownDomains: facts.ownDomains,
    lookAlikes: 'confirmed',
  });
  if (email === null) {
    const address = shown.slice(0, 320) || 'No address';
    return { email: address, verdict: 'invalid', sentence: `${address.slice(0, 100)}: ${reason}.` };
  }
  const known = facts.known.get(email);
  if (known?.status === 'active')
    return { email, verdict: 'already-active', sentence: `${email} is active already.` };
  if (known?.status === 'pending')
    return { email, verdict: 'pending', sentence: `${email} was invited already and has not accepted yet.` };
  if (known?.status === 'deactivated')
    return {
      email,
      verdict: 'deactivated',
      sentence: `${email} is deactivated. Reactivate instead of inviting.`,
    };
  if (facts.scimDomains.has(email.split('@')[1] ?? '')) {
    const idp = facts.idpName ?? 'the identity provider';
    return {
      email,
      verdict: 'scim-domain',
      sentence: `${email} should come through ${idp}. An invite now would leave this person unmanaged.`,
    };
  }
  return { email, verdict: 'ready', sentence: '' };
}
