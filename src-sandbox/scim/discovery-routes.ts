import { Router } from 'express';
import SCIMMY from 'scimmy';
import { pathValue } from '../read-request.ts';
import type { Room } from '../rest/room.ts';
import { listMessage } from './list-resources.ts';
import { largestPage } from './read-list-query.ts';
import { coreUrns, enterpriseUrn } from './scim-attributes.ts';
import { scimBase } from './scim-door.ts';
import { isObject, type JsonObject } from './scim-json.ts';
import { scimProblem, sendScim, statusProblem } from './scim-problem.ts';

const definitions = [
  SCIMMY.Schemas.User.definition,
  SCIMMY.Schemas.Group.definition,
  SCIMMY.Schemas.EnterpriseUser.definition,
];

/** ServiceProviderConfig, ResourceTypes and Schemas (RFC 7644 section 4). A filter on them is refused, as the RFC wants it. */
export function discoveryRoutes(room: Room): Router {
  const router = Router({ mergeParams: true });

  router.get('/ServiceProviderConfig', (_request, response) => {
    sendScim(response, serviceProviderConfig(scimBase(room)));
  });

  for (const [endpoint, list] of [
    ['ResourceTypes', resourceTypes],
    ['Schemas', schemas],
  ] as const) {
    router.get(`/${endpoint}`, (request, response) => {
      // RFC 7644 section 4 asks for 403 here.
      if (request.query.filter !== undefined) throw statusProblem(403, `${endpoint} cannot be filtered.`);
      const resources = list(scimBase(room));
      sendScim(response, listMessage({ resources, total: resources.length }, 1));
    });
    router.get(`/${endpoint}/:id`, (request, response) => {
      const id = pathValue(request, 'id').toLowerCase();
      const found = list(scimBase(room)).find((resource) => String(resource.id).toLowerCase() === id);
      if (found === undefined) throw statusProblem(404, `${endpoint} has nothing of this name.`);
      sendScim(response, found);
    });
  }

  return router;
}

/** RFC 7643 section 5: what is served here, and nothing that is not. */
function serviceProviderConfig(base: string): JsonObject {
  const yes = { supported: true };
  const no = { supported: false };
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: yes,
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: largestPage },
    changePassword: no,
    sort: yes,
    etag: yes,
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'OAuth Bearer Token',
        description: 'The SCIM token of the tenant, in the Authorization header',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  };
}

/** RFC 7643 section 6. */
function resourceTypes(base: string): JsonObject[] {
  const type = (name: 'User' | 'Group', description: string, extensions: object[]): JsonObject => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: name,
    name,
    description,
    endpoint: `/${name}s`,
    schema: coreUrns[name],
    schemaExtensions: extensions,
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
  });
  return [
    type('User', 'The people of the tenant', [{ schema: enterpriseUrn, required: false }]),
    type('Group', 'The teams of the tenant', []),
  ];
}

/** RFC 7643 section 7, as scimmy describes the schemas; what this service knows better is put right. */
function schemas(base: string): JsonObject[] {
  return definitions.map((definition) => {
    const plain: unknown = JSON.parse(JSON.stringify(definition.describe(`${base}/Schemas`)));
    if (!isObject(plain)) throw scimProblem('invalidValue', 'a schema has no description');
    const attributes = Array.isArray(plain.attributes) ? plain.attributes.map(asServed(definition.id)) : [];
    return { ...plain, attributes };
  });
}

function asServed(schema: string) {
  return (attribute: unknown): unknown => {
    if (!isObject(attribute)) return attribute;
    if (schema === coreUrns.Group && attribute.name === 'displayName') {
      return {
        ...attribute,
        uniqueness: 'server',
        description: 'Name of the team: 1 to 36 letters, digits, hyphens or underscores. REQUIRED.',
      };
    }
    return attribute;
  };
}
