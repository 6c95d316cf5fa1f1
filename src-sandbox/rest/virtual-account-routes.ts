import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { paging, readQuery } from '../read-request.ts';
import type { Room } from './room.ts';

/** GET /virtual-accounts and one of them (tenant-api, section 4). This tenant is about people and has none. */
export function virtualAccountRoutes({ signIn }: Room): Router {
  const router = Router();

  router.get('/virtual-accounts', (request, response) => {
    signIn.anyone(request);
    const { limit, offset } = readQuery(request, z.object(paging));
    response.json({ data: [], pagination: { total: 0, offset, limit } });
  });

  router.get('/virtual-accounts/:id', (request) => {
    signIn.anyone(request);
    throw new ApiProblem({
      statusCode: 404,
      code: 'NOT_FOUND',
      message: 'This tenant has no virtual accounts.',
    });
  });

  return router;
}
