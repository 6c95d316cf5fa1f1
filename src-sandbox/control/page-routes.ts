import { randomBytes } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { faultOrder } from '../faults/fault-order.ts';
import { noIdp } from '../idp/idp-routes.ts';
import type { RunningIdp } from '../idp/start-idp.ts';
import { readBody, readValue } from '../read-request.ts';
import { controlPage, type FormName, type RefusedForm } from './control-page.ts';
import type { ControlRoom } from './control-room.ts';
import { clockStep, setForward, tenantState } from './tenant-state-routes.ts';

const orderForm = z.object({ order: z.string().min(1).max(1_000_000) });
const removeForm = z.object({ id: z.string().max(20).optional() });
const idpForm = z.object({
  verb: z.enum(['join', 'leave', 'rename', 'move-group', 'week', 'cycle', 'break-token']),
});
const idpTokenForm = z.object({ token: z.string().trim().min(1).max(8192) });
const clockForm = z.object({ advanceMs: z.coerce.number() }).pipe(clockStep);

/**
 * GET / is a page to use by hand; its forms post below /page and come back to it. What a form cannot do is said on the page
 * itself, with what was typed. The secret path keeps others out.
 */
export function pageRoutes(room: ControlRoom): Router {
  const { clock, desk, register, idp } = room;
  const router = Router();

  router.get('/', (request, response) => {
    // Its forms are relative, so the address must end with the slash.
    if (!request.originalUrl.split('?')[0]?.endsWith('/')) {
      response.redirect(303, `${request.originalUrl.split('?')[0]}/`);
      return;
    }
    showPage(response);
  });

  function showPage(response: Response, refused?: RefusedForm): void {
    const nonce = randomBytes(16).toString('base64');
    response.set({
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
    });
    const page = controlPage({
      nonce,
      state: tenantState(room),
      faults: desk.list(),
      idp: idp?.status(),
      requests: register.all().slice(-50).reverse(),
      emailOf: (personId) => room.store.users.byId(personId)?.email,
      refused,
    });
    response.type('html').send(page);
  }

  /** Does what a form asks and goes back to the page; what it cannot do is shown there. */
  function onForm(name: FormName, act: (request: Request) => unknown): void {
    router.post(`/page/${name}`, async (request, response) => {
      try {
        await act(request);
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        response.status(error.statusCode);
        showPage(response, { form: name, sentence: error.message, typed: typedOrder(request) });
        return;
      }
      response.redirect(303, '../');
    });
  }

  // A reload in the address bar of a page that was shown for a refused form.
  router.get('/page/:form', (_request, response) => response.redirect(303, '../'));

  onForm('order', (request) => desk.order(readOrder(readBody(request, orderForm).order)));
  onForm('remove', (request) => {
    const { id } = readBody(request, removeForm);
    if (id === undefined) desk.clear();
    else desk.remove(id);
  });
  onForm('clock', (request) => setForward(clock, readBody(request, clockForm).advanceMs));
  onForm('idp', (request) => verbsOf(running(idp))[readBody(request, idpForm).verb]());
  onForm('idp-token', (request) => running(idp).setToken({ token: readBody(request, idpTokenForm).token }));
  onForm('forget', () => register.clear());

  return router;
}

/** Only an order is given back: a token that was typed must not come out again. */
function typedOrder(request: Request): string | undefined {
  const form = orderForm.safeParse(request.body);
  return form.success ? form.data.order : undefined;
}

/** 404 when the sandbox was started without --idp. */
function running(idp: RunningIdp | undefined): RunningIdp {
  if (idp !== undefined) return idp;
  throw noIdp();
}

/** What the page's buttons do. */
function verbsOf(idp: RunningIdp): Readonly<Record<z.infer<typeof idpForm>['verb'], () => unknown>> {
  return {
    join: () => idp.join(3),
    leave: () => idp.leave(1),
    rename: idp.rename,
    'move-group': idp.moveGroup,
    week: idp.week,
    cycle: idp.cycle,
    'break-token': idp.breakToken,
  };
}

function readOrder(text: string) {
  let order: unknown;
  try {
    order = JSON.parse(text);
  } catch {
    throw new ApiProblem({
      statusCode: 422,
      code: 'INVALID_REQUEST',
      message: 'The order is not valid JSON.',
    });
  }
  return readValue(faultOrder, order, 'The order');
}
