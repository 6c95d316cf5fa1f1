import type { RequestHandler } from 'express';
import { ApiProblem } from './answer-error.ts';

/**
 * A web page can make a browser reach loopback under a name of its own (DNS rebinding); only the loopback names are
 * answered.
 */
export const refuseForeignHost: RequestHandler = (request, _response, next) => {
  if (/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/iu.test(request.headers.host ?? '')) {
    next();
    return;
  }
  throw new ApiProblem({
    statusCode: 403,
    code: 'FORBIDDEN',
    message: 'The sandbox answers on 127.0.0.1 only.',
  });
};
