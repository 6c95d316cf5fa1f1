import { type Request, type RequestHandler, Router } from 'express';
import type { Room } from '../rest/room.ts';
import type { ScimTeamRow } from '../store/scim-teams-table.ts';
import type { UserRow } from '../store/user-row.ts';
import { discoveryRoutes } from './discovery-routes.ts';
import { groupDraft, groupResource } from './group-resource.ts';
import { listBoth, listMessage } from './list-resources.ts';
import { readListQuery, readSearch } from './read-list-query.ts';
import { readResource } from './read-resource.ts';
import { bodyOf, type ResourceKind, resourceRoutes } from './resource-routes.ts';
import { changeGroup, createGroup, deleteGroup } from './save-group.ts';
import { changePerson, createPerson, deletePerson } from './save-person.ts';
import { letIn, scimBase } from './scim-door.ts';
import { isObject, ownIgnoringCase } from './scim-json.ts';
import { sendScim, statusProblem } from './scim-problem.ts';
import { userDraft, userResources } from './user-resource.ts';

/**
 * The SCIM face of the tenant (RFC 7643, RFC 7644; tenant-api, section 5) below /scim/v2/{tenantName}/{ssoId}. Everything there,
 * failures included, is SCIM: its content type and its error body.
 */
export function scimRoutes(room: Room): Router {
  const router = Router();
  const base = Router({ mergeParams: true });
  base.use((request, _response, next) => {
    letIn(room, request);
    next();
  });
  base.use(discoveryRoutes(room));
  base.post('/.search', (request, response) => {
    const query = readSearch(bodyOf(request));
    sendScim(response, listMessage(listBoth(room, query), query.startIndex));
  });
  base.get('/', (request, response) => {
    const query = readListQuery(request);
    sendScim(response, listMessage(listBoth(room, query), query.startIndex));
  });
  base.use(resourceRoutes(room, users(room)), resourceRoutes(room, groups(room)));
  base.all(['/Me', '/Me/{*rest}'], notServed('resource /Me'));
  base.all('/Bulk', notServed('bulk operations'));
  base.use(refuseMethod);
  router.use('/scim/v2/:tenantName/:ssoId', base);
  router.use('/scim', unknown);
  return router;
}

function users(room: Room): ResourceKind<UserRow> {
  const { store } = room;
  return {
    kind: 'User',
    endpoint: 'Users',
    byId: (id) => store.users.byId(id),
    draft: userDraft,
    resource: (row) => userResources(store, [row], { base: scimBase(room), groups: 'with-groups' })[0] ?? {},
    create: (request, draft) => createPerson(room, request, draft),
    change: (request, change) => changePerson(room, request, change),
    replacement: (_row, body) => readResource('User', body),
    remove: (request, row) => deletePerson(room, request, row),
  };
}

function groups(room: Room): ResourceKind<ScimTeamRow> {
  const { store } = room;
  return {
    kind: 'Group',
    endpoint: 'Groups',
    byId: (id) => store.scimTeams.byId(id),
    draft: (row) => groupDraft(store, row),
    resource: (row) => groupResource(store, row, { base: scimBase(room), members: 'with-members' }),
    create: (request, draft) => createGroup(room, request, draft),
    change: (request, change) => changeGroup(room, request, change),
    // A renaming PUT that leaves the members out must not empty the team; `members: []` does (idp-quirks, Okta).
    replacement(row, body) {
      const draft = readResource('Group', body);
      const says = isObject(body) && ownIgnoringCase(body, 'members') !== undefined;
      return says ? draft : { ...draft, members: groupDraft(store, row).members };
    },
    remove: (request, row) => deleteGroup(room, request, row),
  };
}

function notServed(what: string): RequestHandler {
  return () => {
    throw statusProblem(501, `This service has no ${what}; ServiceProviderConfig says what it has.`);
  };
}

const methods: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^\/(?:ServiceProviderConfig|(?:ResourceTypes|Schemas)(?:\/[^/]+)?)\/?$/iu, ['GET', 'HEAD']],
  [/^\/(?:Users|Groups)\/?$/iu, ['GET', 'HEAD', 'POST']],
  [/^\/(?:(?:Users|Groups)\/)?\.search\/?$/iu, ['POST']],
  [/^\/(?:Users|Groups)\/[^/]+\/?$/iu, ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']],
];

/** 405 with Allow for a known path (tenant-api, section 8, 12), else 404. */
const refuseMethod: RequestHandler = (request, response, next) => {
  const known = methods.find(([path]) => path.test(request.path));
  if (known === undefined) {
    unknown(request, response, next);
    return;
  }
  response.set('Allow', known[1].join(', '));
  throw statusProblem(405, `${request.method} does not work here. Allowed: ${known[1].join(', ')}.`);
};

const unknown: RequestHandler = (request: Request) => {
  throw statusProblem(404, `No SCIM resource at ${request.path.slice(0, 200)}.`);
};
