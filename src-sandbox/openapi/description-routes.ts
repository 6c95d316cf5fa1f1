import { Router } from 'express';
import description from './tenant-api.openapi.json' with { type: 'json' };

/** GET /openapi.json, without a token: what this tenant answers, made from tenant-api.openapi.yaml. */
export function descriptionRoutes(): Router {
  const text = JSON.stringify(description);
  const router = Router();
  router.get('/openapi.json', (_request, response) => {
    response.type('application/json').send(text);
  });
  return router;
}
