import { type Request, Router } from 'express';
import { ApiProblem } from '../answer-error.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { pathValue } from '../read-request.ts';
import type { Room } from '../rest/room.ts';
import { makeJwt, tokenHash } from '../sign-in/token-text.ts';
import type { TenantStore } from '../store/open-store.ts';
import { namedSubject } from './provisioning-routes.ts';

const day = 86_400_000;

/** GET /sso and GET, POST, DELETE /sso/:ssoId/scim-token, in no published API (tenant-api, section 7). */
export function ssoRoutes(room: Room): Router {
  const { store, signIn, tenantUrl, processScimToken, scimTokenDays } = room;
  const router = Router();

  router.get('/sso', (request, response) => {
    signIn.admin(request);
    const { ssoId, tenantName } = store.facts();
    const scimUrl = `${tenantUrl}/api/svc/v1/scim/v2/${encodeURIComponent(tenantName)}/${ssoId}`;
    const data = ssoId === null ? [] : [{ id: ssoId, name: 'Okta', kind: 'oidc', scimUrl }];
    response.json({ data, pagination: { total: data.length } });
  });

  router.get('/sso/:ssoId/scim-token', (request, response) => {
    signIn.admin(request);
    refuseUnknownSso(store, request);
    response.json({ data: tokenState(store) });
  });

  // A new token ends the former one at once (tenant-api, section 8, 3). Only its hash is kept.
  router.post('/sso/:ssoId/scim-token', (request, response) => {
    const caller = signIn.admin(request);
    refuseUnknownSso(store, request);
    const createdAt = store.now();
    const { tenantName, ssoId } = store.facts();
    const expiresAt = scimTokenDays === undefined ? null : createdAt + scimTokenDays * day;
    const token = makeJwt({
      sub: `scim-${ssoId}`,
      tenantName,
      iat: Math.floor(createdAt / 1000),
      ...(expiresAt === null ? {} : { exp: Math.floor(expiresAt / 1000) }),
    });
    const lastFour = token.slice(-4);
    store.atomically(() => {
      recordAudit(room, { request, by: caller, action: 'scim-token.create', resource: ssoResource(store) });
      store.settings.write({
        scimTokenHash: tokenHash(token),
        scimTokenLastFour: lastFour,
        scimTokenCreatedAt: createdAt,
        scimTokenCreatedById: caller.id,
        scimTokenLastUsedAt: null,
        scimTokenExpiresAt: expiresAt,
      });
    });
    processScimToken?.end();
    response.json({ token, createdAt: new Date(createdAt).toISOString(), lastFour });
  });

  router.delete('/sso/:ssoId/scim-token', (request, response) => {
    const by = signIn.admin(request);
    refuseUnknownSso(store, request);
    store.atomically(() => {
      recordAudit(room, { request, by, action: 'scim-token.revoke', resource: ssoResource(store) });
      store.settings.write({
        scimTokenHash: null,
        scimTokenLastFour: null,
        scimTokenCreatedAt: null,
        scimTokenCreatedById: null,
        scimTokenLastUsedAt: null,
        scimTokenExpiresAt: null,
      });
    });
    processScimToken?.end();
    response.json({});
  });

  return router;
}

function ssoResource(store: TenantStore) {
  const { ssoId } = store.facts();
  return { type: 'sso', id: ssoId ?? 'none', name: 'Okta' };
}

function tokenState(store: TenantStore) {
  const facts = store.facts();
  const moment = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const createdById = facts.scimTokenCreatedById;
  return {
    state: facts.scimTokenHash === null ? 'none' : 'active',
    createdAt: moment(facts.scimTokenCreatedAt),
    createdBySubject: createdById === null ? null : namedSubject(store, createdById),
    lastUsedAt: moment(facts.scimTokenLastUsedAt),
    expiresAt: moment(facts.scimTokenExpiresAt ?? null),
    lastFour: facts.scimTokenLastFour,
  };
}

function refuseUnknownSso(store: TenantStore, request: Request): void {
  const { ssoId } = store.facts();
  if (ssoId !== null && pathValue(request, 'ssoId') === ssoId) return;
  throw new ApiProblem({ statusCode: 404, code: 'SSO_NOT_FOUND', message: 'No SSO connection has this id.' });
}
