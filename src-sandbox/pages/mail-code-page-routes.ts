import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { openCode } from '../invites/mail-codes.ts';
import { takeInvite, takePasswordReset } from '../invites/take-mail-code.ts';
import { readBody, readQuery, textField } from '../read-request.ts';
import type { Room } from '../rest/room.ts';
import { refuseForeignForm } from '../sign-in/browser-session.ts';
import { hiddenFields, newPasswordFields, problemLine } from './form-fields.ts';
import { html } from './html.ts';
import { sendPage } from './page-frame.ts';

const codeText = textField(256).default('');
const passwords = { password: textField(1024), again: textField(1024) };
const inviteForm = z.object({
  inviteCode: codeText,
  name: textField(256)
    .transform((name) => name.trim())
    .default(''),
  ...passwords,
});
const resetForm = z.object({ code: codeText, ...passwords });

/**
 * The pages that the links in mails lead to: /accept-invite (also as /invite-accept, which some clients name in their
 * acceptInviteClientURL) and /reset-password.
 */
export function mailCodePageRoutes(room: Room): Router {
  const { store } = room;
  const router = Router();
  const invitePaths = ['/accept-invite', '/invite-accept'];

  function showInvite(at: At, shown: { code: string; name?: string; problem?: ApiProblem }): void {
    const { person } = openCode(store, { code: shown.code, kind: 'invite' });
    sendPage(at.response, {
      title: `Welcome to ${store.facts().tenantName}`,
      ...statusOf(shown.problem),
      body: html`${problemLine(shown.problem?.message)}
        <p>Your account is <strong>${person.email}</strong>. Say who you are and choose a password.</p>
        <form method="post" action="/accept-invite">
          ${hiddenFields(at, { inviteCode: shown.code })}
          <label>Your name <input name="name" required maxlength="256" autocomplete="name"
            value="${shown.name ?? person.displayName ?? ''}"></label>
          ${newPasswordFields}
          <button>Accept the invite</button>
        </form>`,
    });
  }

  function showReset(at: At, shown: { code: string; problem?: ApiProblem }): void {
    const { person } = openCode(store, { code: shown.code, kind: 'password-reset' });
    sendPage(at.response, {
      title: 'Choose a new password',
      ...statusOf(shown.problem),
      body: html`${problemLine(shown.problem?.message)}
        <p>For <strong>${person.email}</strong>. Wherever you are signed in now, you will be signed out.</p>
        <form method="post" action="/reset-password">
          ${hiddenFields(at, { code: shown.code })}
          ${newPasswordFields}
          <button>Set the password</button>
        </form>`,
    });
  }

  router.get(invitePaths, (request, response) => {
    const { inviteCode } = readQuery(request, z.object({ inviteCode: codeText }));
    showInvite({ request, response }, { code: inviteCode });
  });

  router.post(invitePaths, (request, response) => {
    refuseForeignForm(request);
    const { inviteCode: code, name, ...typed } = readBody(request, inviteForm);
    const problem = name === '' ? notFit('Please give your name.') : unfitPassword(typed);
    if (problem !== undefined) {
      showInvite({ request, response }, { code, name, problem });
      return;
    }
    const { email } = takeInvite(room, { code, name, password: typed.password, request });
    showDone(response, { title: 'Your account is ready', email });
  });

  router.get('/reset-password', (request, response) => {
    const { code } = readQuery(request, z.object({ code: codeText }));
    showReset({ request, response }, { code });
  });

  router.post('/reset-password', (request, response) => {
    refuseForeignForm(request);
    const { code, ...typed } = readBody(request, resetForm);
    const problem = unfitPassword(typed);
    if (problem !== undefined) {
      showReset({ request, response }, { code, problem });
      return;
    }
    const { email } = takePasswordReset(room, { code, password: typed.password, request });
    showDone(response, { title: 'Your new password is set', email });
  });

  return router;
}

interface At {
  readonly request: Request;
  readonly response: Response;
}

function showDone(response: Response, done: { title: string; email: string }): void {
  sendPage(response, {
    title: done.title,
    body: html`<p class="good">You can sign in as ${done.email} now.</p>
      <p><a class="button" href="/sign-in">Sign in</a></p>`,
  });
}

function unfitPassword({ password, again }: { password: string; again: string }): ApiProblem | undefined {
  if (password.length < 8) return notFit('The password must have 8 characters or more.');
  return password === again ? undefined : notFit('The two passwords are not the same.');
}

function notFit(message: string): ApiProblem {
  return new ApiProblem({ statusCode: 422, code: 'INVALID_REQUEST', message });
}

function statusOf(problem: ApiProblem | undefined): { status?: number } {
  return problem === undefined ? {} : { status: problem.statusCode };
}
