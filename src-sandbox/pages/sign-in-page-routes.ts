import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { personResource, recordAudit } from '../audit/record-audit.ts';
import { readBody, readQuery, textField } from '../read-request.ts';
import type { Room } from '../rest/room.ts';
import { browserSecret, refuseForeignForm, setCookie, signInBrowser } from '../sign-in/browser-session.ts';
import { signInByPassword } from '../sign-in/password-sign-in.ts';
import { formTargetsTo, redirectTarget } from '../sign-in/redirect-target.ts';
import { firstPassword } from '../store/passwords-table.ts';
import { hiddenFields, problemLine } from './form-fields.ts';
import { html } from './html.ts';
import { sendPage } from './page-frame.ts';

const nextField = textField(2048).default('/');
const signInForm = z.object({
  email: z.string().trim().pipe(textField(254)),
  password: textField(1024),
  next: nextField,
});

/** GET and POST /sign-in, and POST /sign-out. */
export function signInPageRoutes(room: Room): Router {
  const { store, tenantUrl } = room;
  const router = Router();

  function showForm(
    at: { request: Request; response: Response },
    shown: { next: string; email?: string; problem?: ApiProblem },
  ): void {
    const { tenantName, ssoId } = store.facts();
    sendPage(at.response, {
      title: `Sign in to ${tenantName}`,
      formTargets: formTargetsTo(shown.next),
      ...(shown.problem === undefined ? {} : { status: shown.problem.statusCode }),
      body: html`${problemLine(shown.problem?.message)}
        <form method="post" action="/sign-in">
          ${hiddenFields(at, { next: shown.next })}
          <label>E-mail address <input name="email" type="email" required maxlength="254" autocomplete="username"
            value="${shown.email}"></label>
          <label>Password <input name="password" type="password" required maxlength="1024"
            autocomplete="current-password"></label>
          <button>Sign in</button>
        </form>
        <p>Made-up people who have never set a password of their own have <code>${firstPassword}</code>.</p>
        ${
          ssoId === null
            ? undefined
            : html`<h2>Or without a password</h2>
              <p><a class="button quiet" href="/sso/start?next=${encodeURIComponent(shown.next)}">Sign in with SSO</a></p>`
        }`,
    });
  }

  router.get('/sign-in', (request, response) => {
    const { next } = readQuery(request, z.object({ next: nextField }));
    showForm({ request, response }, { next: redirectTarget(tenantUrl, next) });
  });

  router.post('/sign-in', (request, response) => {
    refuseForeignForm(request);
    const { email, password, next } = readBody(request, signInForm);
    const target = redirectTarget(tenantUrl, next);
    try {
      const person = signInByPassword(room, { email, password, request });
      signInBrowser(store, { request, response }, person);
      response.redirect(303, target);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const wait = error.details?.[0]?.retryAfterSeconds;
      if (wait !== undefined) response.set('Retry-After', wait);
      showForm({ request, response }, { next: target, email, problem: error });
    }
  });

  router.post('/sign-out', (request, response) => {
    refuseForeignForm(request);
    const secret = browserSecret(store, request);
    const person = secret === undefined ? undefined : store.users.byPosition(secret.userPosition);
    if (secret !== undefined && person !== undefined) {
      store.atomically(() => {
        store.sessions.end(secret.sessionId);
        recordAudit(room, { request, by: person, action: 'user.sign-out', resource: personResource(person) });
      });
    }
    setCookie(request, response, { name: 'session', value: '', maxAgeMs: 0 });
    response.redirect(303, '/');
  });

  return router;
}
