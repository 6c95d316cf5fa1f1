import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import type { AuditActor } from '../audit/record-audit.ts';
import { type Mail, readMail } from '../invites/mailbox.ts';
import { acceptPage, resendInvite } from '../invites/resend-invite.ts';
import { pathValue, readQuery, textField } from '../read-request.ts';
import type { Room } from '../rest/room.ts';
import { browserPerson, readCookie, refuseForeignForm, setCookie } from '../sign-in/browser-session.ts';
import { adminRole } from '../sign-in/sign-in.ts';
import type { UserRow } from '../store/user-row.ts';
import { hiddenFields, momentText } from './form-fields.ts';
import { html } from './html.ts';
import { sendPage } from './page-frame.ts';

const listQuery = z.object({
  to: textField(254).default(''),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
});
const pageSize = 50;
const kinds = { invite: 'Invite', 'password-reset': 'Password reset' } as const;
const visitor: AuditActor = { subjectId: 'control-port', subjectType: 'system', subjectSlug: 'control-port' };

/** The outbox for people: /outbox, /outbox/:id and sending an invite again. Mails carry codes, so only admins read them. */
export function outboxPageRoutes(room: Room): Router {
  const { store, outboxPasses } = room;
  const router = Router();

  // Opened by the control port, for whoever steers the tenant.
  router.get('/outbox/pass', (request, response) => {
    const { passCode } = readQuery(request, z.object({ passCode: textField(256).default('') }));
    const cookie = outboxPasses.spend(passCode);
    if (cookie === undefined) {
      throw new ApiProblem({
        statusCode: 403,
        code: 'FORBIDDEN',
        message: 'This link to the outbox was used or has expired. Ask the control port for another.',
      });
    }
    setCookie(request, response, { name: 'outbox', value: cookie });
    response.redirect(303, '/outbox');
  });

  /** Who reads; undefined after a redirect to the sign-in. 403 for whoever is no tenant admin. */
  function reader(request: Request, response: Response): UserRow | AuditActor | undefined {
    const person = browserPerson(store, request);
    if (person?.role === adminRole) return person;
    if (outboxPasses.isVisitor(readCookie(request, 'outbox'))) return visitor;
    if (person === undefined) {
      response.redirect(302, `/sign-in?next=${encodeURIComponent('/outbox')}`);
      return undefined;
    }
    throw new ApiProblem({
      statusCode: 403,
      code: 'FORBIDDEN',
      message: `The outbox is for tenant admins; ${person.email} has the role ${person.role}.`,
    });
  }

  router.get('/outbox', (request, response) => {
    if (reader(request, response) === undefined) return;
    const { to, page } = readQuery(request, listQuery);
    const found = store.outbox.page({ recipient: to, limit: pageSize, offset: (page - 1) * pageSize });
    const pageLink = (number: number, label: string) =>
      html`<a href="/outbox?to=${encodeURIComponent(to)}&amp;page=${number}">${label}</a> `;
    sendPage(response, {
      title: 'Outbox',
      width: 'wide',
      body: html`<p>The mails that a real tenant would have sent. Nothing leaves this computer.</p>
        <form class="row" method="get" action="/outbox">
          <input name="to" aria-label="Recipient" placeholder="Part of an address" value="${to}" maxlength="254">
          <button class="quiet">Filter</button>
        </form>
        <p class="soft">${found.total.toLocaleString('en')} ${found.total === 1 ? 'mail' : 'mails'}, newest first</p>
        <table><thead><tr><th>Sent</th><th>To</th><th>What</th></tr></thead><tbody>${found.rows.map(
          (mail) => html`<tr><td class="whole">${momentText(mail.createdAt)}</td>
            <td><a href="/outbox/${mail.id}">${mail.recipient}</a></td><td class="whole">${kinds[mail.kind]}</td></tr>`,
        )}</tbody></table>
        <p>${page > 1 ? pageLink(page - 1, 'Newer') : undefined}
          ${page * pageSize < found.total ? pageLink(page + 1, 'Older') : undefined}</p>`,
    });
  });

  router.get('/outbox/:id', (request, response) => {
    if (reader(request, response) === undefined) return;
    showMail({ request, response }, mailOf(request));
  });

  router.post('/outbox/:id/resend', (request, response) => {
    const by = reader(request, response);
    if (by === undefined) return;
    refuseForeignForm(request);
    const mail = mailOf(request);
    const person = mail.kind === 'invite' ? store.users.byEmail(mail.recipient) : undefined;
    if (person === undefined) {
      throw new ApiProblem({
        statusCode: 409,
        code: 'NO_OPEN_INVITE',
        message: `Nothing can be sent again to ${mail.recipient}.`,
      });
    }
    resendInvite(room, { person, by, request });
    response.redirect(303, `/outbox?to=${encodeURIComponent(mail.recipient)}`);
  });

  function mailOf(request: Request): Mail {
    const mail = readMail(room, pathValue(request, 'id'));
    if (mail !== undefined) return mail;
    throw new ApiProblem({ statusCode: 404, code: 'NOT_FOUND', message: 'No mail has this id.' });
  }

  function showMail(at: { request: Request; response: Response }, mail: Mail): void {
    const { letter } = mail;
    sendPage(at.response, {
      title: mail.subject,
      width: 'wide',
      body: html`<dl><dt>To</dt><dd>${mail.recipient}</dd><dt>Sent</dt><dd>${momentText(mail.createdAt)}</dd></dl>
        ${
          letter === null
            ? html`<p>Its text is not known any more: it carries a code, so it is kept only while the sandbox runs.</p>`
            : html`<pre>${letter.text}</pre><p class="row"><a class="button" href="${linkHere(mail, letter.link)}">Open
                the link here</a></p>`
        }
        ${
          mail.kind === 'invite'
            ? html`<form class="row" method="post" action="/outbox/${mail.id}/resend">${hiddenFields(at)}
                <button class="quiet">Send the invite again</button>
                <span class="soft">The old link stops working.</span></form>`
            : undefined
        }
        <p><a href="/outbox">All mails</a></p>`,
    });
  }

  /** The mail's own link may lead to the console of a client; the sandbox's page takes the same code. */
  function linkHere(mail: Mail, link: string): string {
    if (mail.kind !== 'invite') return link;
    const here = acceptPage(room.tenantUrl);
    here.searchParams.set('inviteCode', new URL(link).searchParams.get('inviteCode') ?? '');
    return `${here.pathname}${here.search}`;
  }

  return router;
}
