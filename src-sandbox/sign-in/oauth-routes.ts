import { Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { personResource, recordAudit } from '../audit/record-audit.ts';
import { readBody, readQuery } from '../read-request.ts';
import { refuseOtherTenant } from '../rest/find-person.ts';
import type { Room } from '../rest/room.ts';
import { browserPerson, browserSecret, setCookie } from './browser-session.ts';
import { askForDevice, collectTokens, deviceCodeSeconds, pollSeconds } from './device-codes.ts';
import { refreshTokens } from './issue-tokens.ts';
import { isOwnPage } from './own-page.ts';
import { redirectTarget } from './redirect-target.ts';
import { bearerToken } from './sign-in.ts';
import { tokenHash } from './token-text.ts';

const secretText = z.string().min(1).max(4096);
const shared = { tenantName: z.string().min(1).max(256), returnJWT: z.boolean().optional() };
const deviceBody = z.object({ tenantName: shared.tenantName });
const tokenBody = z.discriminatedUnion('grantType', [
  z.object({ ...shared, grantType: z.literal('device_code'), deviceCode: secretText }),
  z.object({ ...shared, grantType: z.literal('refresh_token'), refreshToken: secretText }),
]);
const authorizeQuery = z.object({
  tenantName: z.string().max(256).optional(),
  controlPlaneURL: z.string().max(2048).optional(),
  redirectURL: z.string().min(1).max(2048).default('/'),
});
const logoutQuery = z.object({
  tenantName: z.string().max(256).optional(),
  redirectURL: z.string().max(2048).default('/'),
});

/** The calls below /oauth2 (tenant-api, section 6). */
export function oauthRoutes({ store, tenantUrl }: Room): Router {
  const router = Router();

  router.post('/oauth2/device-authorize', (request, response) => {
    refuseOtherTenant(store, readBody(request, deviceBody).tenantName);
    const asker = (request.get('user-agent') ?? '').slice(0, 200) || 'a client without a name';
    const { userCode, deviceCode } = askForDevice(store, asker);
    const verificationURI = `${tenantUrl}/authorize/device`;
    response.set('Cache-Control', 'no-store').json({
      userCode,
      deviceCode,
      verificationURI,
      verificationURIComplete: `${verificationURI}?userCode=${userCode}`,
      expiresInSeconds: deviceCodeSeconds,
      intervalInSeconds: pollSeconds,
    });
  });

  // 202 while waiting, 201 with the tokens of a device code, 200 with refreshed ones.
  router.post('/oauth2/token', (request, response) => {
    const body = readBody(request, tokenBody);
    refuseOtherTenant(store, body.tenantName);
    response.set('Cache-Control', 'no-store');
    if (body.grantType === 'refresh_token') {
      response.json(refreshTokens(store, body.refreshToken));
      return;
    }
    const outcome = store.atomically(() => {
      const collected = collectTokens(store, body.deviceCode);
      if (collected === 'waiting') return collected;
      const { person } = collected;
      recordAudit(
        { store },
        {
          request,
          by: person,
          action: 'user.sign-in',
          resource: personResource(person),
          facts: { way: 'device' },
        },
      );
      return collected;
    });
    if (outcome === 'waiting') response.status(202).json({});
    else response.status(201).json(outcome.tokens);
  });

  router.get('/oauth2/authorize', (request, response) => {
    const { tenantName, redirectURL } = readQuery(request, authorizeQuery);
    refuseOtherTenant(store, tenantName || undefined);
    const target = redirectTarget(tenantUrl, redirectURL);
    const signInPage = `/sign-in?next=${encodeURIComponent(target)}`;
    response.redirect(302, browserPerson(store, request) === undefined ? signInPage : target);
  });

  // JSON, not a redirect: the client itself goes to logoutURL.
  router.get('/oauth2/logout', (request, response) => {
    const { tenantName, redirectURL } = readQuery(request, logoutQuery);
    refuseOtherTenant(store, tenantName || undefined);
    const target = redirectTarget(tenantUrl, redirectURL);
    const bearer = bearerToken(request);
    if (bearer === undefined && !isOwnPage(request)) {
      throw new ApiProblem({
        statusCode: 401,
        code: 401,
        message:
          'A page of another site cannot sign this browser out. Send a bearer token, or ask from a page of ours.',
      });
    }
    const secret =
      bearer === undefined ? browserSecret(store, request) : store.sessions.find(tokenHash(bearer), 'access');
    const person = secret === undefined ? undefined : store.users.byPosition(secret.userPosition);
    if (secret !== undefined && person !== undefined) {
      store.atomically(() => {
        store.sessions.end(secret.sessionId);
        recordAudit(
          { store },
          {
            request,
            by: person,
            action: 'user.sign-out',
            resource: personResource(person),
          },
        );
      });
    }
    if (bearer === undefined) setCookie(request, response, { name: 'session', value: '', maxAgeMs: 0 });
    response.json({ redirect: true, logoutURL: new URL(target, tenantUrl).href });
  });

  return router;
}
