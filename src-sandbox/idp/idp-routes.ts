import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { readBody } from '../read-request.ts';
import type { RunningIdp } from './start-idp.ts';

const counted = z.object({ count: z.number().int().min(1).max(1000).default(1) });
const groupName = z.string().min(1).max(256);
const named = z.object({ name: groupName });
const renamed = z.object({ from: groupName, to: groupName });
const tokenConfig = z.object({
  token: z.string().min(1).max(8192),
  scimUrl: z.url({ protocol: /^http$/u, error: 'must be an http address' }).optional(),
});

/**
 * The provider's side for the control port: GET /idp, and POST /idp/… for all that a company does. Verbs answer
 * `{data: {happened, status}}`; the tenant hears of it with POST /idp/cycle, which answers when the cycle is over.
 */
export function idpRoutes(idp: RunningIdp): Router {
  const router = Router();
  const told = (happened: readonly string[]) => ({ data: { happened, status: idp.status() } });

  router.get('/idp', (_request, response) => void response.json({ data: idp.status() }));
  router.post('/idp/cycle', async (_request, response) => void response.json({ data: await idp.cycle() }));
  router.post('/idp/join', (request, response) => {
    response.json(told(idp.join(readBody(request, counted).count)));
  });
  router.post('/idp/leave', (request, response) => {
    response.json(told(idp.leave(readBody(request, counted).count)));
  });
  for (const [path, verb] of [
    ['rename', idp.rename],
    ['promote', idp.promote],
    ['move-group', idp.moveGroup],
    ['week', idp.week],
  ] as const) {
    router.post(`/idp/${path}`, (_request, response) => void response.json(told(verb())));
  }
  router.post('/idp/make-group', (request, response) => {
    response.json(told(idp.makeGroup(readBody(request, named).name)));
  });
  router.post('/idp/rename-group', (request, response) => {
    response.json(told(idp.renameGroup(readBody(request, renamed))));
  });
  router.post('/idp/remove-group', (request, response) => {
    response.json(told(idp.removeGroup(readBody(request, named).name)));
  });
  router.post('/idp/token-config', (request, response) => {
    idp.setToken(readBody(request, tokenConfig));
    response.json(told(['the token is set']));
  });
  router.post('/idp/break-token', (_request, response) => {
    idp.breakToken();
    response.json(told(['the token is broken']));
  });
  return router;
}

/** Where the sandbox was started without --idp: every path of the provider answers 404 and says how to have one. */
export function noIdpRoutes(): Router {
  const router = Router();
  router.all(['/idp', '/idp/{*rest}'], () => {
    throw noIdp();
  });
  return router;
}

/** 404 with what to do about it. */
export function noIdp(): ApiProblem {
  return new ApiProblem({
    statusCode: 404,
    code: 'IDP_NOT_FOUND',
    message: 'No identity provider pushes here. Start the sandbox with --idp okta, entra or jumpcloud.',
  });
}
