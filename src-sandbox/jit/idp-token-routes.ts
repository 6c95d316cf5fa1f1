import { Router } from 'express';
import { ApiProblem } from '../answer-error.ts';
import { readBody } from '../read-request.ts';
import type { Room } from '../rest/room.ts';
import { idpTokenOrder } from './idp-token-order.ts';

/**
 * For the control port: POST /idp/token makes a token of the identity provider without a browser, good or with the
 * ordered flaw, and answers `{token, issuer, audience}`. 409 where the tenant has no SSO connection.
 */
export function idpTokenRoutes({
  store,
  identityProvider,
}: Pick<Room, 'store' | 'identityProvider'>): Router {
  const router = Router();
  router.post('/idp/token', async (request, response) => {
    const order = readBody(request, idpTokenOrder);
    if (store.facts().ssoId === null) {
      throw new ApiProblem({
        statusCode: 409,
        code: 'SSO_REQUIRED',
        message: 'This tenant has no SSO connection, so no identity provider issues tokens for it.',
      });
    }
    const { issuer, audience, mint } = await identityProvider.start();
    response.json({ token: await mint(order), issuer, audience });
  });
  return router;
}
