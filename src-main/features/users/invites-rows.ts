import type { InviteVerdict } from '../../../src-contract/users.ts';
import { cacheRead } from '../../cache/cache-handles.ts';
import { checkEmail } from './check-email.ts';
import { checkInvite } from './check-invite.ts';
import { findUsersByEmails } from './users-rows.ts';

/** Whether each address as typed makes sense to invite. In the thread, since the tables of domains and letters live there. */
export const checkInvites = cacheRead(
  'users/check-invites',
  (
    cache,
    input: {
      tenantId: string;
      emails: readonly string[];
      scimDomains: readonly string[];
      idpName: string | null;
      ownDomains: readonly string[];
    },
  ): InviteVerdict[] => {
    const { tenantId, emails, idpName, ownDomains } = input;
    const rules = { ownDomains, lookAlikes: 'confirmed' } as const;
    const wanted = emails.flatMap((email) => checkEmail(email, rules).key ?? []);
    const found = findUsersByEmails.run(cache, { tenantId, emails: wanted });
    const known = new Map(found.map((user) => [user.email.toLowerCase(), user]));
    const facts = { known, scimDomains: new Set(input.scimDomains), idpName, ownDomains };
    return emails.map((email) => checkInvite(email, facts));
  },
);
