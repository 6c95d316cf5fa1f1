import { randomBytes } from 'node:crypto';
import { type Response, Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { faultOrder } from '../faults/fault-order.ts';
import { noIdp } from '../idp/idp-routes.ts';
import type { RunningIdp } from '../idp/start-idp.ts';
import { readBody } from '../read-request.ts';
import { controlPage } from './control-page.ts';
import type { ControlRoom } from './control-room.ts';
import { clockStep, setForward, tenantState } from './tenant-state-routes.ts';

const orderForm = z.object({ order: z.string().min(1).max(1_000_000) });
const removeForm = z.object({ id: z.string().max(20).optional() });
const idpForm = z.object({
  verb: z.enum(['join', 'leave', 'rename', 'move-group', 'week', 'cycle', 'break-token']),
});
const idpTokenForm = z.object({ token: z.string().trim().min(1).max(8192) });
const clockForm = z.object({ advanceMs: z.coerce.number() }).pipe(clockStep);

/** GET / is a page to use by hand; its forms post below /page and come back to it. The secret path keeps others out. */
export function pageRoutes(room: ControlRoom): Router {
  const { clock, desk, register, idp } = room;
  const router = Router();

  router.get('/', (request, response) => {
    // Its forms are relative, so the address must end with the slash.
    if (!request.originalUrl.split('?')[0]?.endsWith('/')) {
      response.redirect(303, `${request.originalUrl.split('?')[0]}/`);
      return;
    }
    const nonce = randomBytes(16).toString('base64');
    response.set({
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
    });
    const requests = register.all().slice(-100).reverse();
    response
      .type('html')
      .send(
        controlPage({ nonce, state: tenantState(room), faults: desk.list(), idp: idp?.status(), requests }),
      );
  });

  router.post('/page/order', (request, response) => {
    desk.order(readOrder(readBody(request, orderForm).order));
    goBack(response);
  });

  router.post('/page/remove', (request, response) => {
    const { id } = readBody(request, removeForm);
    if (id === undefined) desk.clear();
    else desk.remove(id);
    goBack(response);
  });

  router.post('/page/clock', (request, response) => {
    setForward(clock, readBody(request, clockForm).advanceMs);
    goBack(response);
  });

  router.post('/page/idp', async (request, response) => {
    const { verb } = readBody(request, idpForm);
    await verbsOf(running(idp))[verb]();
    goBack(response);
  });

  router.post('/page/idp-token', (request, response) => {
    running(idp).setToken({ token: readBody(request, idpTokenForm).token });
    goBack(response);
  });

  router.post('/page/forget', (_request, response) => {
    register.clear();
    goBack(response);
  });

  return router;
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
    throw badOrder('The order is not valid JSON.');
  }
  const read = faultOrder.safeParse(order);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw badOrder(
    issue === undefined ? 'The order cannot be read.' : `${issue.path.join('.')}: ${issue.message}`,
  );
}

function badOrder(message: string): ApiProblem {
  return new ApiProblem({ statusCode: 422, code: 'INVALID_REQUEST', message });
}

function goBack(response: Response): void {
  response.redirect(303, '../');
}
