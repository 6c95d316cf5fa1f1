import { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import { ApiProblem } from '../answer-error.ts';
import { pathValue } from '../read-request.ts';
import type { Room } from '../rest/room.ts';
import { bearerToken } from '../sign-in/sign-in.ts';
import { tokenHash } from '../sign-in/token-text.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { UserRow } from '../store/user-row.ts';

const scimType = 'application/scim+json';
const base = '/scim/v2/:tenantName/:ssoId';

/**
 * The SCIM face (RFC 7644), so far only what proves a token: GET ServiceProviderConfig and GET Users. Everything below
 * its path, failures included, is SCIM: content type and error body of RFC 7644 section 3.12.
 */
export function scimRoutes({ store, tenantUrl, processScimToken }: Room): Router {
  const router = Router();
  router.use(base, (request, _response, next) => {
    letIn(store, { request, processScimToken });
    next();
  });

  router.get(`${base}/ServiceProviderConfig`, (_request, response) => {
    sendScim(response, serviceProviderConfig());
  });

  router.get(`${base}/Users`, (request, response) => {
    const startIndex = Math.max(1, wholeNumber(request.query.startIndex, 1));
    const count = Math.min(200, Math.max(0, wholeNumber(request.query.count, 100)));
    const { rows, total } = store.users.page({
      limit: count,
      offset: startIndex - 1,
      query: '',
      which: 'all',
    });
    const { ssoId, tenantName } = store.facts();
    const location = `${tenantUrl}/api/svc/v1/scim/v2/${encodeURIComponent(tenantName)}/${ssoId}/Users`;
    sendScim(response, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: total,
      startIndex,
      itemsPerPage: rows.length,
      Resources: rows.map((row) => scimUser(row, location)),
    });
  });

  const unknown: RequestHandler = (request) => {
    throw new ApiProblem({ statusCode: 404, code: 404, message: `No SCIM resource at ${request.path}.` });
  };
  router.use('/scim', unknown, answerScimError);
  return router;
}

const answerScimError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (!(error instanceof ApiProblem)) {
    next(error);
    return;
  }
  if (error.statusCode === 401) response.set('WWW-Authenticate', 'Bearer');
  response.status(error.statusCode);
  sendScim(response, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(error.statusCode),
    detail: error.message,
  });
};

/** 404 for another tenant or connection; 401 without this connection's token, or while the mode is not SCIM. */
function letIn(
  store: TenantStore,
  { request, processScimToken }: { request: Request } & Pick<Room, 'processScimToken'>,
): void {
  const facts = store.facts();
  if (pathValue(request, 'tenantName') !== facts.tenantName || pathValue(request, 'ssoId') !== facts.ssoId) {
    throw new ApiProblem({
      statusCode: 404,
      code: 404,
      message: 'No SSO connection of this tenant has this id.',
    });
  }
  const token = bearerToken(request);
  const hash = token === undefined ? undefined : tokenHash(token);
  const isRight =
    hash !== undefined && (hash === facts.scimTokenHash || processScimToken?.isRight(hash) === true);
  if (!isRight || facts.mode !== 'scim') {
    const message = isRight
      ? 'SCIM is switched off for this tenant.'
      : 'The SCIM token is missing or not valid.';
    throw new ApiProblem({ statusCode: 401, code: 401, message });
  }
  store.settings.write({ scimTokenLastUsedAt: store.now() });
}

function sendScim(response: Response, body: object): void {
  response.type(scimType).send(JSON.stringify(body));
}

function wholeNumber(value: unknown, otherwise: number): number {
  return typeof value === 'string' && /^-?\d{1,9}$/u.test(value) ? Number(value) : otherwise;
}

function scimUser(row: UserRow, location: string) {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    id: row.id,
    ...(row.scimExternalId === null ? {} : { externalId: row.scimExternalId }),
    userName: row.email,
    ...(row.displayName === null ? {} : { displayName: row.displayName }),
    emails: [{ value: row.email, type: 'work', primary: true }],
    active: row.active === 1,
    meta: {
      resourceType: 'User',
      created: new Date(row.createdAt).toISOString(),
      lastModified: new Date(row.updatedAt).toISOString(),
      location: `${location}/${row.id}`,
    },
  };
}

/** RFC 7643 section 5. Says only what is served today. */
function serviceProviderConfig() {
  const no = { supported: false };
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: no,
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: false, maxResults: 200 },
    changePassword: no,
    sort: no,
    etag: no,
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'OAuth Bearer Token',
        description: 'The SCIM token of the tenant, in the Authorization header',
        primary: true,
      },
    ],
  };
}
