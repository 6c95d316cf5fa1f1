import { type Request, Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { emailField, paging, pathValue, readBody, readQuery } from '../read-request.ts';
import { adminRole } from '../sign-in/sign-in.ts';
import { makeJwt, makeOpaqueToken, tokenHash } from '../sign-in/token-text.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { TokenRow } from '../store/tokens-table.ts';
import type { UserRow } from '../store/user-row.ts';
import { personByEmail } from './find-person.ts';
import { makeId } from './make-id.ts';
import type { Room } from './room.ts';
import { nameField } from './team-manifest.ts';
import { subjectOnWire } from './team-wire.ts';

const listQuery = z.object({ ...paging, nameSearchQuery: z.string().default('') });
const createBody = z.object({
  name: nameField,
  expirationDate: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  accountName: z.string().optional(),
  teamName: z.string().optional(),
  tokenType: z.enum(['jwt', 'opaque']).default('jwt'),
});

/** Personal access tokens: list, make, get or make by name, delete one, revoke all of a person (tenant-api, section 4). */
export function accessTokenRoutes({ store, signIn }: Room): Router {
  const router = Router();

  router.get('/personal-access-tokens', (request, response) => {
    const person = signIn.anyone(request);
    const { limit, offset, nameSearchQuery } = readQuery(request, listQuery);
    const { rows, total } = store.tokens.page(person.position, {
      limit,
      offset,
      nameContains: nameSearchQuery,
    });
    response.json({
      data: rows.map((row) => tokenOnWire(store, { row, person })),
      pagination: { total, offset, limit },
    });
  });

  router.post('/personal-access-tokens', (request, response) => {
    const person = signIn.anyone(request);
    const body = readBody(request, createBody);
    if (store.tokens.byName(person.position, body.name) !== undefined) {
      throw new ApiProblem({
        statusCode: 409,
        code: 'TOKEN_ALREADY_EXISTS',
        message: `A token ${body.name} exists.`,
      });
    }
    const expiresAt = body.expirationDate === undefined ? null : Date.parse(body.expirationDate);
    const { token } = makeToken(store, { person, name: body.name, kind: body.tokenType, expiresAt });
    response.json({ token });
  });

  // A GET that makes what it does not find: so the platform's SDK declares it.
  router.get('/personal-access-tokens/:name', (request, response) => {
    const person = signIn.anyone(request);
    const { name } = readParams(request);
    const known = store.tokens.byName(person.position, name);
    const made =
      known === undefined ? makeToken(store, { person, name, kind: 'jwt', expiresAt: null }) : undefined;
    const row = known ?? made?.row;
    response.json({
      data: row === undefined ? null : tokenOnWire(store, { row, person }),
      ...(made === undefined ? {} : { token: made.token }),
      created: made !== undefined,
    });
  });

  router.delete('/personal-access-tokens/revoke/all', (request, response) => {
    const caller = signIn.anyone(request);
    const asked: unknown = request.query.email ?? bodyEmail(request);
    const email = emailField.safeParse(asked);
    if (!email.success) {
      throw new ApiProblem({
        statusCode: 422,
        code: 'INVALID_REQUEST',
        message: 'email: must be an email address',
        details: [{ path: 'email', message: 'must be an email address' }],
      });
    }
    const person = personByEmail(store, email.data);
    refuseOthers(caller, person.position);
    store.tokens.removeAllOf(person.position);
    response.json({});
  });

  router.delete('/personal-access-tokens/:id', (request, response) => {
    const caller = signIn.anyone(request);
    const token = store.tokens.byId(pathValue(request, 'id'));
    if (token === undefined) {
      throw new ApiProblem({
        statusCode: 404,
        code: 'NOT_FOUND',
        message: 'No personal access token has this id.',
      });
    }
    refuseOthers(caller, token.userPosition);
    store.tokens.remove(token.id);
    response.json({});
  });

  return router;
}

function makeToken(
  store: TenantStore,
  wanted: { person: UserRow; name: string; kind: 'jwt' | 'opaque'; expiresAt: number | null },
): { token: string; row: TokenRow } {
  const { person, name, expiresAt } = wanted;
  const createdAt = store.now();
  const token =
    wanted.kind === 'opaque'
      ? makeOpaqueToken()
      : makeJwt({
          sub: person.id,
          email: person.email,
          tenantName: store.facts().tenantName,
          iat: Math.floor(createdAt / 1000),
          ...(expiresAt === null ? {} : { exp: Math.floor(expiresAt / 1000) }),
        });
  const row = {
    id: makeId(),
    userPosition: person.position,
    name,
    hash: tokenHash(token),
    createdAt,
    expiresAt,
  };
  store.tokens.insert(row);
  return { token, row };
}

function tokenOnWire(store: TenantStore, { row, person }: { row: TokenRow; person: UserRow }) {
  const { tenantName, accountId } = store.facts();
  const createdAt = new Date(row.createdAt).toISOString();
  return {
    id: row.id,
    name: row.name,
    type: 'personal-access-token',
    tenantName,
    accountId,
    createdBySubject: subjectOnWire(store, person.id),
    createdAt,
    updatedAt: createdAt,
    ...(row.expiresAt === null ? {} : { expirationDate: new Date(row.expiresAt).toISOString() }),
    isExpired: row.expiresAt !== null && row.expiresAt <= store.now(),
  };
}

function readParams(request: Request): { name: string } {
  const name = nameField.safeParse(pathValue(request, 'name'));
  if (name.success) return { name: name.data };
  const message = name.error.issues[0]?.message ?? 'is not valid';
  throw new ApiProblem({
    statusCode: 422,
    code: 'INVALID_REQUEST',
    message: `name: ${message}`,
    details: [{ path: 'name', message }],
  });
}

function bodyEmail(request: Request): unknown {
  const body: unknown = request.body;
  return typeof body === 'object' && body !== null && 'email' in body ? body.email : undefined;
}

function refuseOthers(caller: UserRow, ownerPosition: number): void {
  if (caller.position === ownerPosition || caller.role === adminRole) return;
  throw new ApiProblem({
    statusCode: 403,
    code: 'FORBIDDEN',
    message: 'These tokens belong to somebody else.',
  });
}
