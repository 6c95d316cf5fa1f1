import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import express, { type Express, type RequestHandler } from 'express';
import { answerError, answerUnknownRoute } from './answer-error.ts';
import { provisioningRoutes } from './extension/provisioning-routes.ts';
import { resetPasswordRoutes } from './extension/reset-password-routes.ts';
import { ssoRoutes } from './extension/sso-routes.ts';
import { letInIdpTokens } from './jit/let-in-idp-tokens.ts';
import { descriptionRoutes } from './openapi/description-routes.ts';
import { pageRoutes } from './pages/page-routes.ts';
import { jsonTypes } from './read-request.ts';
import { refuseBrokenText } from './refuse-broken-text.ts';
import { refuseForeignHost } from './refuse-foreign-host.ts';
import { accessTokenRoutes } from './rest/access-token-routes.ts';
import { auditRoutes } from './rest/audit-routes.ts';
import { generateBindingRoutes } from './rest/generate-binding-routes.ts';
import { registerRoutes } from './rest/register-routes.ts';
import { roleBindingRoutes } from './rest/role-binding-routes.ts';
import { roleRoutes } from './rest/role-routes.ts';
import type { Room } from './rest/room.ts';
import { sandboxRoutes } from './rest/sandbox-routes.ts';
import { sessionRoutes } from './rest/session-routes.ts';
import { subjectRoutes } from './rest/subject-routes.ts';
import { teamMemberRoutes } from './rest/team-member-routes.ts';
import { teamRoutes } from './rest/team-routes.ts';
import { userRoutes } from './rest/user-routes.ts';
import { userStandingRoutes } from './rest/user-standing-routes.ts';
import { virtualAccountRoutes } from './rest/virtual-account-routes.ts';
import { answerScimError } from './scim/scim-problem.ts';
import { scimRoutes } from './scim/scim-routes.ts';
import { oauthRoutes } from './sign-in/oauth-routes.ts';

export interface TenantAppOptions {
  /** Every answer below /api waits this long. */
  readonly latencyMs: number;
  /** `published` leaves out the calls of tenant-api section 7: they answer 404 as any unknown path. */
  readonly profile: 'full' | 'published';
  /** What ordered faults have to do just before the effect of a request. */
  readonly beforeRoute: WeakMap<IncomingMessage, () => void>;
}

/** Joins all routes of the tenant. Paths that need more than `/users/:id` stand before it. */
export function tenantApp(room: Room, options: TenantAppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(nameRequest, refuseForeignHost);
  app.use(sandboxRoutes(room), descriptionRoutes());
  if (options.latencyMs > 0) app.use('/api', waitFor(options.latencyMs));
  app.use(express.json({ limit: '10mb', type: jsonTypes, verify: refuseBrokenText }));
  // Express would answer OPTIONS by itself; the platform's router knows no such route.
  app.options('/{*path}', answerUnknownRoute);
  app.use((request, _response, next) => {
    options.beforeRoute.get(request)?.();
    next();
  });
  const extension =
    options.profile === 'full' ? [provisioningRoutes(room), ssoRoutes(room), resetPasswordRoutes(room)] : [];
  app.use(
    '/api/svc/v1',
    scimRoutes(room),
    letInIdpTokens(room),
    ...extension,
    oauthRoutes(room),
    sessionRoutes(room),
    registerRoutes(room),
    userStandingRoutes(room),
    userRoutes(room),
    subjectRoutes(room),
    teamRoutes(room),
    teamMemberRoutes(room),
    roleRoutes(room),
    roleBindingRoutes(room),
    generateBindingRoutes(room),
    accessTokenRoutes(room),
    virtualAccountRoutes(room),
    auditRoutes(room),
  );
  app.use(pageRoutes(room));
  app.use('/api/svc/v1/scim', answerScimError);
  app.use(answerUnknownRoute, answerError);
  return app;
}

/** Every answer carries a short id that a person can quote. */
const nameRequest: RequestHandler = (_request, response, next) => {
  response.set('x-request-id', randomBytes(6).toString('hex'));
  next();
};

function waitFor(latencyMs: number): RequestHandler {
  return async (_request, _response, next) => {
    await wait(latencyMs);
    next();
  };
}
