import { type Request, Router } from 'express';
import { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { personResource, recordAudit } from '../audit/record-audit.ts';
import { emailField, paging, pathValue, readBody, readQuery, textField } from '../read-request.ts';
import { adminRole } from '../sign-in/sign-in.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { UserRow } from '../store/user-row.ts';
import { personByEmail } from './find-person.ts';
import {
  accessTokenOnWire,
  copyAccessToken,
  deleteAccessToken,
  makeAccessToken,
} from './make-access-token.ts';
import type { Room } from './room.ts';
import { nameField } from './team-manifest.ts';

const listQuery = z.object({ ...paging, nameSearchQuery: textField(100).default('') });
const createBody = z.object({
  name: nameField,
  expirationDate: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  accountName: textField(200).optional(),
  teamName: textField(200).optional(),
  tokenType: z.enum(['jwt', 'opaque']).default('jwt'),
});
const getQuery = z.object({ teamName: textField(200).optional() });

/** Personal access tokens: list, make, get or make by name, delete one, revoke all of a person (tenant-api, section 4). */
export function accessTokenRoutes(room: Room): Router {
  const { store, signIn } = room;
  const router = Router();

  router.get('/personal-access-tokens', (request, response) => {
    const person = signIn.anyone(request);
    const { limit, offset, nameSearchQuery } = readQuery(request, listQuery);
    const page = { limit, offset, nameContains: nameSearchQuery.toLowerCase() };
    const { rows, total } = store.tokens.page(person.position, page);
    response.json({
      data: rows.map((row) => accessTokenOnWire(store, { row, person })),
      pagination: { total, offset, limit },
    });
  });

  router.post('/personal-access-tokens', (request, response) => {
    const person = signIn.anyone(request);
    const { name, tokenType, expirationDate, accountName, teamName } = readBody(request, createBody);
    if (accountName !== undefined && accountName !== store.facts().tenantName) {
      throw invalid('accountName', `no account is called ${accountName}`);
    }
    const ownTeam = readTeam(store, { person, teamName });
    if (store.tokens.byName(person.position, name) !== undefined) {
      const message = `A token ${name} exists.`;
      throw new ApiProblem({ statusCode: 409, code: 'TOKEN_ALREADY_EXISTS', message });
    }
    const expiresAt = readExpiry(store, expirationDate);
    const wanted = { request, person, name, kind: tokenType, teamName: ownTeam, expiresAt };
    response.json({ token: makeAccessToken(room, wanted).token });
  });

  // A GET that makes what it does not find: so the platform's SDK declares it. HEAD, which express hands to the same
  // route, makes nothing.
  router.get('/personal-access-tokens/:name', (request, response) => {
    const person = signIn.anyone(request);
    const name = readName(request);
    const { teamName } = readQuery(request, getQuery);
    const known = store.tokens.byName(person.position, name);
    const isOver = known !== undefined && known.expiresAt !== null && known.expiresAt <= store.now();
    if (request.method === 'HEAD') {
      response.status(known === undefined || isOver ? 404 : 200).end();
      return;
    }
    if (known !== undefined && !isOver) {
      const token = copyAccessToken(room, { request, row: known, person });
      response.json({ data: accessTokenOnWire(store, { row: known, person }), token, created: false });
      return;
    }
    const ownTeam = readTeam(store, { person, teamName });
    const wanted = { request, person, name, kind: 'jwt', teamName: ownTeam, expiresAt: null } as const;
    const { token, row } = store.atomically(() => {
      // An expired one is never handed out: whoever asks for the name wants one that works.
      if (known !== undefined) deleteAccessToken(room, { request, row: known, by: person });
      return makeAccessToken(room, wanted);
    });
    response.json({ data: accessTokenOnWire(store, { row, person }), token, created: true });
  });

  // The SDK sends the address in the body; a query is read too, since some clients drop the body of a DELETE.
  router.delete('/personal-access-tokens/revoke/all', (request, response) => {
    const by = signIn.admin(request);
    const asked = z.object({ email: emailField });
    const { email } =
      request.query.email === undefined ? readBody(request, asked) : readQuery(request, asked);
    const person = personByEmail(store, email);
    store.atomically(() => {
      const action = 'personal-access-token.revoke-all';
      recordAudit(room, { request, by, action, resource: personResource(person) });
      store.tokens.removeAllOf(person.position);
    });
    response.json({});
  });

  router.delete('/personal-access-tokens/:id', (request, response) => {
    const by = signIn.anyone(request);
    const token = store.tokens.byId(pathValue(request, 'id'));
    if (token === undefined) {
      const message = 'No personal access token has this id.';
      throw new ApiProblem({ statusCode: 404, code: 'NOT_FOUND', message });
    }
    if (by.position !== token.userPosition && by.role !== adminRole) {
      throw new ApiProblem({
        statusCode: 403,
        code: 'FORBIDDEN',
        message: 'This token belongs to somebody else.',
      });
    }
    deleteAccessToken(room, { request, row: token, by });
    response.json({});
  });

  return router;
}

/** The team that is to own a token: 422 when there is none of this name, 403 when the person is not in it. */
function readTeam(
  store: TenantStore,
  { person, teamName }: { person: UserRow; teamName: string | undefined },
): string | null {
  if (teamName === undefined) return null;
  const team = store.teams.byName(teamName);
  if (team === undefined) throw invalid('teamName', `no team is called ${teamName}`);
  const isIn = team.isEveryone === 1 || store.teamMembers.find(team.position, person.position) !== undefined;
  if (isIn || person.role === adminRole) return team.name;
  throw new ApiProblem({
    statusCode: 403,
    code: 'FORBIDDEN',
    message: `${person.email} is not in ${team.name}.`,
  });
}

/** The moment of `expirationDate`, null for none. 422 for one that has passed by the clock of the tenant. */
function readExpiry(store: TenantStore, expirationDate: string | undefined): number | null {
  if (expirationDate === undefined) return null;
  const expiresAt = Date.parse(expirationDate);
  if (expiresAt > store.now()) return expiresAt;
  throw invalid('expirationDate', 'must lie in the future');
}

function readName(request: Request): string {
  const name = nameField.safeParse(pathValue(request, 'name'));
  if (name.success) return name.data;
  throw invalid('name', name.error.issues[0]?.message ?? 'is not valid');
}

function invalid(path: string, message: string): ApiProblem {
  return new ApiProblem({
    statusCode: 422,
    code: 'INVALID_REQUEST',
    message: `${path}: ${message}`,
    details: [{ path, message }],
  });
}
