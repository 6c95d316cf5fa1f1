import { ApiProblem } from '../answer-error.ts';
import { makeId } from '../rest/make-id.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { UserRow } from '../store/user-row.ts';
import { makeJwt, makeOpaqueToken, tokenHash } from './token-text.ts';

/** What a client gets when somebody signed in for it (tenant-api, section 6). */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

const hour = 3_600_000;

/** How long tokens last (ours: no source says). Refreshing lasts as long as the sign-in, not longer with each use. */
const accessLifetime = hour;
const signInLifetime = 30 * 24 * hour;

/** Begins a sign-in of this person by a client and makes its first pair. Call it inside a transaction. */
export function beginDeviceSignIn(store: TenantStore, person: UserRow): TokenPair {
  const createdAt = store.now();
  const session = {
    id: makeId(),
    userPosition: person.position,
    kind: 'device' as const,
    createdAt,
    expiresAt: createdAt + signInLifetime,
  };
  store.sessions.removeExpired(createdAt);
  store.sessions.add(session);
  return makePair(store, { sessionId: session.id, person, expiresAt: session.expiresAt });
}

/**
 * Exchanges a refresh token for a new pair; the old one is spent. One that comes again was copied by somebody, so the
 * whole family ends (RFC 9700 section 4.14.2). Fails with 400 INVALID_GRANT.
 */
export function refreshTokens(store: TenantStore, refreshToken: string): TokenPair {
  // The family's end must be kept although this request fails: so the failure is thrown outside the transaction.
  const outcome = store.atomically(() => {
    const found = store.sessions.find(tokenHash(refreshToken), 'refresh');
    if (found === undefined || found.expiresAt <= store.now()) return 'unknown';
    if (found.usedAt !== null) {
      store.sessions.end(found.sessionId);
      return 'used';
    }
    const person = store.users.byPosition(found.userPosition);
    if (person === undefined || person.active === 0) return 'unknown';
    store.sessions.markUsed(found.hash, store.now());
    return makePair(store, { sessionId: found.sessionId, person, expiresAt: found.expiresAt });
  });
  if (outcome === 'used')
    throw invalidGrant('This refresh token was used before, so this sign-in has ended.');
  if (outcome === 'unknown')
    throw invalidGrant('This refresh token is not valid, or no longer. Sign in again.');
  return outcome;
}

/** What was presented for tokens does not earn any (RFC 6749 section 5.2). */
export function invalidGrant(message: string): ApiProblem {
  return new ApiProblem({ statusCode: 400, code: 'INVALID_GRANT', message });
}

function makePair(
  store: TenantStore,
  wanted: { sessionId: string; person: UserRow; expiresAt: number },
): TokenPair {
  const { sessionId, person } = wanted;
  const issuedAt = store.now();
  // Whole seconds, so that the token ends exactly when its own `exp` says.
  const expiresAt = Math.floor((issuedAt + accessLifetime) / 1000) * 1000;
  const { tenantName } = store.facts();
  const accessToken = makeJwt({
    sub: person.id,
    email: person.email,
    username: person.email,
    userType: 'user',
    tenantName,
    iat: Math.floor(issuedAt / 1000),
    exp: expiresAt / 1000,
  });
  const refreshToken = makeOpaqueToken();
  store.sessions.addSecret({ hash: tokenHash(accessToken), sessionId, purpose: 'access', expiresAt });
  store.sessions.addSecret({
    hash: tokenHash(refreshToken),
    sessionId,
    purpose: 'refresh',
    expiresAt: wanted.expiresAt,
  });
  return { accessToken, refreshToken };
}
