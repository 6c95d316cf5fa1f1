import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { emailField, paging, pathValue, readBody, readQuery, textField } from '../read-request.ts';
import { personByEmail } from '../rest/find-person.ts';
import type { Room } from '../rest/room.ts';
import type { MailRow } from '../store/outbox-table.ts';
import { type Mail, readMail } from './mailbox.ts';
import { resendInvite } from './resend-invite.ts';

const listQuery = z.object({ ...paging, to: textField(254).default('') });
const controller = { subjectId: 'control-port', subjectType: 'system', subjectSlug: 'control-port' };

/**
 * For the control port: GET /mails (newest first, `to` is part of an address), GET /mails/:id with text and link, POST
 * /invites/resend `{email}` for an invite that is still open, and GET /outbox, which leads a browser into the outbox page.
 */
export function mailControlRoutes(room: Room): Router {
  const { store } = room;
  const router = Router();

  router.get('/mails', (request, response) => {
    const { limit, offset, to } = readQuery(request, listQuery);
    const { rows, total } = store.outbox.page({ recipient: to, limit, offset });
    response.json({ data: rows.map(mailOnWire), pagination: { total, offset, limit } });
  });

  router.get('/mails/:id', (request, response) => {
    const mail = mailOf(pathValue(request, 'id'));
    const { subject, letter } = mail;
    response.json({
      data: { ...mailOnWire(mail), subject, text: letter?.text ?? null, link: letter?.link ?? null },
    });
  });

  router.post('/invites/resend', (request, response) => {
    const { email } = readBody(request, z.object({ email: emailField }));
    // The path of the control port holds its secret, so the audit log is told another.
    const told = { method: 'POST', originalUrl: '/invites/resend' };
    resendInvite(room, { person: personByEmail(store, email), by: controller, request: told });
    response.json({});
  });

  router.get('/outbox', (_request, response) => {
    response.redirect(303, room.tenantUrl + room.outboxPasses.issuePath());
  });

  function mailOf(id: string): Mail {
    const mail = readMail(room, id);
    if (mail !== undefined) return mail;
    throw new ApiProblem({ statusCode: 404, code: 'NOT_FOUND', message: 'No mail has this id.' });
  }

  return router;
}

function mailOnWire(mail: MailRow) {
  return {
    id: mail.id,
    to: mail.recipient,
    kind: mail.kind,
    createdAt: new Date(mail.createdAt).toISOString(),
  };
}
