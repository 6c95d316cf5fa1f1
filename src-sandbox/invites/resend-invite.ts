import type { Request } from 'express';
import { ApiProblem } from '../answer-error.ts';
import { type AuditActor, personResource, recordAudit } from '../audit/record-audit.ts';
import type { UserRow } from '../store/user-row.ts';
import { type MailRoom, mailCode } from './mail-codes.ts';

/** The sandbox's own page for accepting an invite. */
export function acceptPage(tenantUrl: string): URL {
  return new URL('/accept-invite', tenantUrl);
}

/**
 * Mails a new invite to somebody who has not accepted yet; the old code stops at once. No published call does this
 * (tenant-api, section 2), so only the outbox page and the control port offer it. 409 for whoever has signed in.
 */
export function resendInvite(
  room: MailRoom,
  asked: { person: UserRow; by: UserRow | AuditActor; request: Pick<Request, 'method' | 'originalUrl'> },
): string {
  const { person } = asked;
  if (person.inviteAccepted !== 0 || person.active === 0) {
    throw new ApiProblem({
      statusCode: 409,
      code: 'NO_OPEN_INVITE',
      message: `${person.email} has no invite that is still open.`,
    });
  }
  return room.store.atomically(() => {
    recordAudit(room, {
      request: asked.request,
      by: asked.by,
      action: 'user.invite',
      resource: personResource(person),
      facts: { again: true },
    });
    return mailCode(room, { person, kind: 'invite', page: acceptPage(room.tenantUrl) });
  });
}
