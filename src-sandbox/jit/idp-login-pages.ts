import express, { type Express } from 'express';
import type Provider from 'oidc-provider';
import { z } from 'zod';
import { answerPageError } from '../pages/answer-page-error.ts';
import { html } from '../pages/html.ts';
import { loopbackTargets, sendPage } from '../pages/page-frame.ts';
import { emailField, pathValue, readBody, textField } from '../read-request.ts';
import { refuseForeignHost } from '../refuse-foreign-host.ts';
import { refuseForeignPage } from '../sign-in/own-page.ts';
import type { IdpDirectory, IdpPerson } from './idp-directory.ts';

const pickForm = z.object({
  email: z.preprocess((value) => (typeof value === 'string' ? value.trim() : value), emailField),
  name: textField(256)
    .transform((name) => name.trim())
    .default(''),
});

/** The provider's pages before its own routes: what it is, and the pick list that stands in for a login. */
export function idpLoginPages(setting: {
  provider: Provider;
  directory: IdpDirectory;
  tenantName: string;
}): Express {
  const { provider, directory, tenantName } = setting;
  const app = express();
  app.disable('x-powered-by');
  app.use(refuseForeignHost);

  app.get('/', (_request, response) => {
    sendPage(response, {
      title: 'Identity provider of the sandbox',
      body: html`<p>This stands in for the identity provider of the tenant <strong>${tenantName}</strong>. It vouches for
          whomever you pick; there are no passwords.</p>
        <p><a href="/.well-known/openid-configuration">Discovery</a> · <a href="/jwks">Keys</a></p>`,
    });
  });

  app.get('/login/:uid', async (request, response) => {
    await provider.interactionDetails(request, response);
    const { newcomers, known } = directory.list();
    const action = `/login/${encodeURIComponent(pathValue(request, 'uid'))}`;
    sendPage(response, {
      title: 'Sign in',
      formTargets: loopbackTargets,
      body: html`<p>The identity provider of the sandbox. Pick who you are; it vouches for anybody.</p>
        <h2>New to the tenant</h2>
        ${pickList(action, newcomers)}
        <h2>Known to the tenant</h2>
        ${pickList(action, known)}
        <h2>Somebody new</h2>
        <form method="post" action="${action}">
          <label>E-mail address <input name="email" type="email" required maxlength="254" autocomplete="off"></label>
          <label>Name <input name="name" maxlength="256" autocomplete="off"></label>
          <button>Sign in</button>
        </form>
        <form method="post" action="${action}/cancel"><button class="quiet">Cancel</button></form>`,
    });
  });

  // The interaction's id is known to this browser alone, and its cookie is looked at: no further form token is needed.
  app.post(
    '/login/:uid',
    express.urlencoded({ extended: false, limit: '20kb' }),
    async (request, response) => {
      refuseForeignPage(request);
      const { email, name } = readBody(request, pickForm);
      const person = name === '' ? directory.find(email) : directory.hire(email, name);
      directory.signedIn(person);
      await provider.interactionFinished(
        request,
        response,
        { login: { accountId: person.sub, remember: false } },
        { mergeWithLastSubmission: false },
      );
    },
  );

  app.post('/login/:uid/cancel', async (request, response) => {
    refuseForeignPage(request);
    await provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: 'The sign-in was cancelled.',
    });
  });

  // Also for a sign-in that has expired or belongs to another browser.
  app.use('/login', answerPageError);
  app.use(provider.callback());
  return app;
}

function pickList(action: string, people: readonly IdpPerson[]) {
  return html`<ul class="picks">${people.map(
    (person) => html`<li><form method="post" action="${action}">
      <button name="email" value="${person.email}"><span>${person.displayName ?? person.email}</span>
        <small>${person.email}</small></button></form></li>`,
  )}</ul>`;
}
