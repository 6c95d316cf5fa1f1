import { type Request, type Response, Router } from 'express';
import { jsonTypes, pathValue } from '../read-request.ts';
import type { Room } from '../rest/room.ts';
import { applyPatch } from './apply-patch.ts';
import { isUnchanged, refuseOtherVersion } from './entity-tags.ts';
import { listMessage, listOf } from './list-resources.ts';
import { projectAttributes } from './project-attributes.ts';
import { readListQuery, readSearch, readWanted } from './read-list-query.ts';
import { readPatch } from './read-patch.ts';
import { readResource } from './read-resource.ts';
import type { ScimKind } from './scim-attributes.ts';
import type { JsonObject } from './scim-json.ts';
import { scimProblem, sendScim, statusProblem } from './scim-problem.ts';
import { versionTag } from './user-resource.ts';

/** A stored resource, as much of it as every kind has. */
export interface StoredResource {
  readonly id: string;
  readonly version: number;
}

/** How one kind of resource is read and written. What writes is called in a transaction. */
export interface ResourceKind<Row extends StoredResource> {
  readonly kind: ScimKind;
  readonly endpoint: 'Users' | 'Groups';
  readonly byId: (id: string) => Row | undefined;
  readonly draft: (row: Row) => JsonObject;
  readonly resource: (row: Row) => JsonObject;
  readonly create: (request: Request, draft: JsonObject) => Row;
  readonly change: (request: Request, change: { row: Row; draft: JsonObject }) => Row;
  /** The draft of a PUT with this body: what is left out is gone, but for what the kind keeps. */
  readonly replacement: (row: Row, body: unknown) => JsonObject;
  readonly remove: (request: Request, row: Row) => void;
}

/**
 * GET, POST, PUT, PATCH and DELETE of one kind, and its /.search (RFC 7644 sections 3.3 to 3.6). Each change reads, judges and
 * writes in one synchronous transaction, so that no change of the same moment is lost.
 */
export function resourceRoutes<Row extends StoredResource>(room: Room, kind: ResourceKind<Row>): Router {
  const { store } = room;
  const router = Router({ mergeParams: true });
  const all = `/${kind.endpoint}`;
  const one = `${all}/:id`;

  const found = (request: Request): Row => {
    const id = pathValue(request, 'id');
    const row = kind.byId(id);
    if (row === undefined)
      throw statusProblem(404, `There is no ${kind.kind} with the id ${id.slice(0, 60)}.`);
    return row;
  };
  const send = (response: Response, row: Row) => {
    const resource = kind.resource(row);
    response.set('ETag', versionTag(row));
    sendScim(response, projectAttributes(kind.kind, resource, readWanted(response.req)));
  };

  router.get(all, (request, response) => {
    const query = readListQuery(request);
    sendScim(response, listMessage(listOf(kind.kind, room, query), query.startIndex));
  });

  router.post(`${all}/.search`, (request, response) => {
    const query = readSearch(bodyOf(request));
    sendScim(response, listMessage(listOf(kind.kind, room, query), query.startIndex));
  });

  router.post(all, (request, response) => {
    const draft = readResource(kind.kind, bodyOf(request));
    const row = store.atomically(() => kind.create(request, draft));
    const { meta } = kind.resource(row);
    if (typeof meta === 'object' && meta !== null && 'location' in meta)
      response.location(String(meta.location));
    response.status(201);
    send(response, row);
  });

  router.get(one, (request, response) => {
    const row = found(request);
    if (isUnchanged(request, versionTag(row))) {
      response.set('ETag', versionTag(row)).status(304).end();
      return;
    }
    send(response, row);
  });

  router.put(one, (request, response) => {
    const body = bodyOf(request);
    const saved = store.atomically(() => {
      const row = found(request);
      refuseOtherVersion(request, versionTag(row));
      return kind.change(request, { row, draft: kind.replacement(row, body) });
    });
    send(response, saved);
  });

  router.patch(one, (request, response) => {
    const operations = readPatch(bodyOf(request));
    const saved = store.atomically(() => {
      const row = found(request);
      refuseOtherVersion(request, versionTag(row));
      return kind.change(request, { row, draft: applyPatch(kind.kind, kind.draft(row), operations) });
    });
    // 200 with the resource and never 204: Grouper wants it so (tenant-api, section 5).
    send(response, saved);
  });

  router.delete(one, (request, response) => {
    store.atomically(() => {
      const row = found(request);
      refuseOtherVersion(request, versionTag(row));
      kind.remove(request, row);
    });
    response.status(204).end();
  });

  return router;
}

/** The parsed body. 415 for another content type than JSON, 400 invalidSyntax for none. */
export function bodyOf(request: Request): unknown {
  const body: unknown = request.body;
  // The reader makes an empty object of an empty body.
  if (body !== undefined && request.get('content-length') !== '0') return body;
  if (request.is(jsonTypes) === false) {
    throw statusProblem(415, 'The body must be JSON and say so: application/scim+json or application/json.');
  }
  throw scimProblem('invalidSyntax', 'The request needs a body.');
}
