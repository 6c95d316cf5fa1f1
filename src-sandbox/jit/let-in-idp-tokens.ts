import type { RequestHandler } from 'express';
import { ApiProblem } from '../answer-error.ts';
import type { Room } from '../rest/room.ts';
import { bearerToken } from '../sign-in/sign-in.ts';

// Signed or not: a token without a signature must be refused for what it is.
const looksLikeJwt = /^[\w-]+\.[\w-]+\.[\w-]*$/u;

/**
 * Lets REST calls bear a token of the identity provider (seed page: "the first time a valid token is received"). It only
 * settles whose token it is; each route asks for that as for any other token, and answers 401 or 403 where it is refused.
 */
export function letInIdpTokens({ store, signIn, identityProvider }: Room): RequestHandler {
  return async (request, _response, next) => {
    const token = bearerToken(request);
    // While the provider does not run it has issued nothing, and the token is an unknown one like any other.
    if (
      token !== undefined &&
      identityProvider.running() !== undefined &&
      store.facts().ssoId !== null &&
      looksLikeJwt.test(token) &&
      !signIn.isOwn(token)
    ) {
      try {
        const { id } = await identityProvider.admit({ token, request });
        signIn.settle(request, { personId: id });
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        signIn.settle(request, error);
      }
    }
    next();
  };
}
