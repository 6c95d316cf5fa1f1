import { type Request, type Response, Router } from 'express';
import type { Room } from '../rest/room.ts';
import { browserPerson } from '../sign-in/browser-session.ts';
import { adminRole } from '../sign-in/sign-in.ts';
import { hiddenFields } from './form-fields.ts';
import { html } from './html.ts';
import { sendPage } from './page-frame.ts';
import { figure, modeNames, tenantTitle } from './tenant-words.ts';

/** GET /: what this tenant is, for whoever opens its address in a browser. It names nobody. */
export function homeRoutes({ store, tenantUrl, identityProvider }: Room): Router {
  const router = Router();

  router.get('/', async (request, response) => {
    const { tenantName, mode, ssoId } = store.facts();
    const count = (which: 'all' | 'active') =>
      store.users.page({ limit: 1, offset: 0, query: '', which }).total;
    const issuer = ssoId !== null && mode === 'jit' ? (await identityProvider.start()).issuer : undefined;
    sendPage(response, {
      title: tenantTitle(tenantName),
      body: html`<p>A tenant to learn and to test with. It answers as the platform's control plane does, on this computer
          alone; its people are invented and its mails go nowhere.</p>
        <dl>
          <dt>Address</dt><dd>${tenantUrl}</dd>
          <dt>Provisioning</dt><dd>${modeNames[mode]}</dd>
          <dt>People</dt><dd>${figure(count('all'))}, ${figure(count('active'))} of them active</dd>
          <dt>Open invites</dt><dd>${figure(store.mailCodes.countOpen('invite', store.now()))}</dd>
          ${issuer === undefined ? undefined : html`<dt>Identity provider</dt><dd><a href="${issuer}">${issuer}</a></dd>`}
        </dl>
        <ul>
          <li><a href="/outbox">Outbox</a>: the mails that a real tenant would have sent (tenant admins)</li>
          <li><a href="/authorize/device">Approve a client's sign-in</a></li>
          <li><a href="/openapi.json">Description of the API</a></li>
        </ul>
        ${whoIsHere({ request, response }, browserPerson(store, request))}`,
    });
  });

  return router;
}

function whoIsHere(at: { request: Request; response: Response }, person: ReturnType<typeof browserPerson>) {
  if (person === undefined) return html`<p><a class="button" href="/sign-in">Sign in</a></p>`;
  const standing = person.role === adminRole ? ', tenant admin' : '';
  return html`<p>Signed in as <strong>${person.email}</strong>${standing}.</p>
    <form method="post" action="/sign-out">${hiddenFields(at)}<button class="quiet">Sign out</button></form>`;
}
