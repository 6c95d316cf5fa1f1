import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { readBody, readQuery, textField } from '../read-request.ts';
import type { Room } from '../rest/room.ts';
import { browserPerson, refuseForeignForm } from '../sign-in/browser-session.ts';
import { waitingDevice } from '../sign-in/device-codes.ts';
import type { DeviceCodeRow } from '../store/sign-in-device-codes-table.ts';
import type { UserRow } from '../store/user-row.ts';
import { hiddenFields, momentText, problemLine } from './form-fields.ts';
import { html } from './html.ts';
import { sendPage } from './page-frame.ts';

const codeQuery = z.object({ userCode: textField(64).default('') });
const decisionForm = z.object({ userCode: textField(64), decision: z.enum(['approve', 'deny']) });

interface Visit {
  readonly request: Request;
  readonly response: Response;
  readonly person: UserRow;
}

/** GET and POST /authorize/device: somebody decides on a client that waits (tenant-api, section 6; RFC 8628). */
export function devicePageRoutes({ store, attempts }: Room): Router {
  const router = Router();

  /** The client of this code. Fails with 404 for a wrong code and 429 after five of them. */
  function deviceOf(person: UserRow, userCode: string): DeviceCodeRow {
    const guesser = `device ${person.id}`;
    attempts.refuseGuessing(guesser);
    const device = waitingDevice(store, userCode);
    if (device !== undefined) return device;
    attempts.wrong(guesser);
    throw new ApiProblem({
      statusCode: 404,
      code: 'CODE_NOT_FOUND',
      message: 'No client waits under this code. It may have expired: start signing in again there.',
    });
  }

  router.get('/authorize/device', (request, response) => {
    const { userCode } = readQuery(request, codeQuery);
    const person = browserPerson(store, request);
    if (person === undefined) {
      const here = `/authorize/device${userCode === '' ? '' : `?userCode=${encodeURIComponent(userCode)}`}`;
      response.redirect(302, `/sign-in?next=${encodeURIComponent(here)}`);
      return;
    }
    const visit = { request, response, person };
    if (userCode === '') {
      askForCode(visit);
      return;
    }
    try {
      askForDecision(visit, { userCode, device: deviceOf(person, userCode) });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      askForCode(visit, error);
    }
  });

  router.post('/authorize/device', (request, response) => {
    refuseForeignForm(request);
    const { userCode, decision } = readBody(request, decisionForm);
    const person = browserPerson(store, request);
    if (person === undefined) {
      throw new ApiProblem({
        statusCode: 401,
        code: 401,
        message: 'You are no longer signed in. Open the link of the client again.',
      });
    }
    const { deviceHash } = deviceOf(person, userCode);
    const state = decision === 'approve' ? 'approved' : 'denied';
    store.deviceCodes.setState(deviceHash, { state, userPosition: person.position });
    const isApproved = state === 'approved';
    sendPage(response, {
      title: isApproved ? 'Approved' : 'Denied',
      body: isApproved
        ? html`<p class="good">The client is signed in as ${person.email}.</p><p>You can close this page.</p>`
        : html`<p>The client is not signed in. You can close this page.</p>`,
    });
  });

  return router;
}

function askForCode({ request, response, person }: Visit, problem?: ApiProblem): void {
  sendPage(response, {
    title: 'Approve a sign-in',
    ...(problem === undefined ? {} : { status: problem.statusCode }),
    body: html`${problemLine(problem?.message)}
      <form method="get" action="/authorize/device">
        <label>Code that the client shows <input name="userCode" required maxlength="64" autocomplete="off"
          autocapitalize="characters" spellcheck="false"></label>
        <button>Go on</button>
      </form>
      ${signedInAs({ request, response, person })}`,
  });
}

function askForDecision(visit: Visit, asked: { userCode: string; device: DeviceCodeRow }): void {
  const { device, userCode } = asked;
  sendPage(visit.response, {
    title: 'Sign this client in?',
    body: html`<p>It will be able to do whatever you can. Approve only what you have started yourself.</p>
      <p>The client must show this code: <strong class="code">${userCode.toUpperCase()}</strong></p>
      <dl>
        <dt>Who asks</dt><dd>${device.asker}</dd>
        <dt>Since</dt><dd>${momentText(device.createdAt)}</dd>
        <dt>As</dt><dd>${visit.person.email}</dd>
      </dl>
      <form method="post" action="/authorize/device">
        ${hiddenFields(visit, { userCode })}
        <p class="row"><button name="decision" value="approve">Approve</button>
          <button class="quiet" name="decision" value="deny">Deny</button></p>
      </form>`,
  });
}

function signedInAs(visit: Visit) {
  return html`<form class="row" method="post" action="/sign-out">${hiddenFields(visit)}
    <span class="soft">Signed in as ${visit.person.email}.</span> <button class="quiet">Sign out</button></form>`;
}
