import type { Request } from 'express';
import { recordAudit } from '../audit/record-audit.ts';
import { makeJwt, makeOpaqueToken, tokenHash } from '../sign-in/token-text.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { TokenRow } from '../store/tokens-table.ts';
import type { UserRow } from '../store/user-row.ts';
import { makeId } from './make-id.ts';
import type { Room } from './room.ts';
import { subjectOnWire } from './team-wire.ts';

export interface NewAccessToken {
  readonly request: Request;
  readonly person: UserRow;
  readonly name: string;
  readonly kind: 'jwt' | 'opaque';
  readonly teamName: string | null;
  readonly expiresAt: number | null;
}

/** Makes and stores a personal access token. Its text is in the answer and nowhere else. */
export function makeAccessToken(room: Room, wanted: NewAccessToken): { token: string; row: TokenRow } {
  const { store } = room;
  const { request, person, name, kind, teamName, expiresAt } = wanted;
  const token = tokenText(store, { person, kind, expiresAt });
  const row: TokenRow = {
    id: makeId(),
    userPosition: person.position,
    name,
    kind,
    teamName,
    hash: tokenHash(token),
    createdAt: store.now(),
    expiresAt,
  };
  store.atomically(() => {
    const resource = { type: 'personal-access-token', id: row.id, name };
    recordAudit(room, { request, by: person, action: 'personal-access-token.create', resource });
    store.tokens.insert(row);
  });
  return { token, row };
}

/**
 * Makes one more text for a token that exists: the platform answers a text for those too, and here only hashes are
 * kept. The earlier texts go on working; all of them end with the token.
 */
export function copyAccessToken(
  room: Room,
  { request, row, person }: { request: Request; row: TokenRow; person: UserRow },
): string {
  const { store } = room;
  const token = tokenText(store, { person, kind: row.kind, expiresAt: row.expiresAt });
  store.atomically(() => {
    const resource = { type: 'personal-access-token', id: row.id, name: row.name };
    recordAudit(room, { request, by: person, action: 'personal-access-token.copy', resource });
    store.tokens.addCopy(row.id, tokenHash(token));
  });
  return token;
}

/** Ends the token with all its texts. */
export function deleteAccessToken(
  room: Room,
  { request, row, by }: { request: Request; row: TokenRow; by: UserRow },
): void {
  room.store.atomically(() => {
    const resource = { type: 'personal-access-token', id: row.id, name: row.name };
    recordAudit(room, { request, by, action: 'personal-access-token.delete', resource });
    room.store.tokens.remove(row.id);
  });
}

/** A token as the platform lists it: a row of the virtual-account type, with its manifest (tenant-api, section 4). */
export function accessTokenOnWire(store: TenantStore, { row, person }: { row: TokenRow; person: UserRow }) {
  const { tenantName, accountId } = store.facts();
  const createdAt = new Date(row.createdAt).toISOString();
  return {
    id: row.id,
    type: 'personal-access-token',
    tenantName,
    accountId,
    manifest: {
      type: 'virtual-account',
      name: row.name,
      permissions: [],
      tokenType: row.kind,
      ...(row.teamName === null ? {} : { ownedBy: { account: tenantName, team: row.teamName } }),
      ...(row.expiresAt === null ? {} : { expirationDate: new Date(row.expiresAt).toISOString() }),
    },
    createdBySubject: subjectOnWire(store, person.id),
    createdAt,
    updatedAt: createdAt,
    isExpired: row.expiresAt !== null && row.expiresAt <= store.now(),
  };
}

function tokenText(
  store: TenantStore,
  { person, kind, expiresAt }: Pick<NewAccessToken, 'person' | 'kind' | 'expiresAt'>,
): string {
  if (kind === 'opaque') return makeOpaqueToken();
  return makeJwt({
    sub: person.id,
    email: person.email,
    tenantName: store.facts().tenantName,
    iat: Math.floor(store.now() / 1000),
    ...(expiresAt === null ? {} : { exp: Math.floor(expiresAt / 1000) }),
  });
}
