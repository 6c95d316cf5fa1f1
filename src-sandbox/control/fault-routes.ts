import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { faultOrder } from '../faults/fault-order.ts';
import { pathValue, readBody } from '../read-request.ts';
import type { ControlRoom } from './control-room.ts';

/** GET, POST and DELETE /faults, GET and DELETE /faults/:id. POST takes an order or a list of them; a bad one orders none. */
export function faultRoutes({ desk }: ControlRoom): Router {
  const router = Router();

  router.get('/faults', (_request, response) => {
    response.json({ data: desk.list() });
  });

  router.post('/faults', (request, response) => {
    const body = Array.isArray(request.body)
      ? readBody(request, z.array(faultOrder).max(1000))
      : readBody(request, faultOrder);
    if (Array.isArray(body)) response.status(201).json({ data: body.map((order) => desk.order(order)) });
    else response.status(201).json({ data: desk.order(body) });
  });

  router.delete('/faults', (_request, response) => {
    desk.clear();
    response.json({});
  });

  router.get('/faults/:id', (request, response) => {
    const found = desk.byId(pathValue(request, 'id'));
    if (found === undefined) throw unknownFault();
    response.json({ data: found });
  });

  router.delete('/faults/:id', (request, response) => {
    if (!desk.remove(pathValue(request, 'id'))) throw unknownFault();
    response.json({});
  });

  return router;
}

function unknownFault(): ApiProblem {
  return new ApiProblem({ statusCode: 404, code: 'FAULT_NOT_FOUND', message: 'No fault has this id.' });
}
