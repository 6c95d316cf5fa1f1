import { Router } from 'express';
import type { Room } from './room.ts';

/** The two paths that no platform has: GET /sandbox/outbox (as a tenant admin) and GET /sandbox/health (no token). */
export function sandboxRoutes({ store, signIn }: Room): Router {
  const router = Router();
  router.get('/sandbox/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/sandbox/outbox', (request, response) => {
    signIn.admin(request);
    const data = store.outbox.all().map((mail) => ({
      id: mail.id,
      to: mail.recipient,
      kind: mail.kind,
      createdAt: new Date(mail.createdAt).toISOString(),
    }));
    response.json({ data });
  });
  return router;
}
