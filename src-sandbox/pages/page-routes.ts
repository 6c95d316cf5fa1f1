import express, { Router } from 'express';
import type { Room } from '../rest/room.ts';
import { answerPageError } from './answer-page-error.ts';
import { devicePageRoutes } from './device-page-routes.ts';
import { homeRoutes } from './home-routes.ts';
import { mailCodePageRoutes } from './mail-code-page-routes.ts';
import { outboxPageRoutes } from './outbox-page-routes.ts';
import { signInPageRoutes } from './sign-in-page-routes.ts';
import { ssoPageRoutes } from './sso-page-routes.ts';

/** All pages for people. They answer forms, never JSON, and say failures in a page. */
export function pageRoutes(room: Room): Router {
  const router = Router();
  // What lies below /api is answered as JSON, a form sent there by mistake too.
  router.use((request, _response, next) =>
    next(/^\/api(?:\/|$)/iu.test(request.path) ? 'router' : undefined),
  );
  // Bodies of other types stay unread here: the API reads its own.
  router.use(express.urlencoded({ extended: false, limit: '20kb' }));
  router.use(
    homeRoutes(room),
    signInPageRoutes(room),
    ssoPageRoutes(room),
    devicePageRoutes(room),
    mailCodePageRoutes(room),
    outboxPageRoutes(room),
  );
  router.use(answerPageError);
  return router;
}
