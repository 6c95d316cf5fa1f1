import type { Request } from 'express';
import { ApiProblem } from '../answer-error.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { UserRow } from '../store/user-row.ts';
import { browserPerson } from './browser-session.ts';
import { isOwnPage } from './own-page.ts';
import { tokenHash } from './token-text.ts';

/** Tells who sends a request. Every failure is the platform's 401 or 403. */
export interface SignIn {
  /** The active person of the bearer token. 401 without one, with an unknown or expired one, or of one who left. */
  anyone(request: Request): UserRow;
  /** The same, and 403 unless this person is a tenant admin. */
  admin(request: Request): UserRow;
  /** Whether the tenant itself made this token, good or expired. */
  isOwn(token: string): boolean;
  /** Says whose token of the identity provider this request bears, or why it is refused. */
  settle(request: Request, outcome: { personId: string } | ApiProblem): void;
}

export const adminRole = 'tenant-admin';

export interface KnownTokens {
  /** The hash of a token that came with the start of the process, to its person's id. */
  readonly people: ReadonlyMap<string, string>;
  /** Whether this is the hash of a SCIM token, which signs nobody in. */
  readonly isScim: (hash: string) => boolean;
}

/** Opens the sign-in of a tenant. */
export function openSignIn(store: TenantStore, { people: fixedTokens, isScim }: KnownTokens): SignIn {
  const settled = new WeakMap<Request, { personId: string } | ApiProblem>();

  function personOf(hash: string): UserRow | undefined {
    const fixed = fixedTokens.get(hash);
    if (fixed !== undefined) return store.users.byId(fixed);
    const token = store.tokens.byHash(hash) ?? store.sessions.find(hash, 'access');
    if (token === undefined || (token.expiresAt !== null && token.expiresAt <= store.now())) return undefined;
    return store.users.byPosition(token.userPosition);
  }

  function bearer(request: Request, token: string): UserRow | undefined {
    const outcome = settled.get(request);
    if (outcome instanceof ApiProblem) throw outcome;
    return outcome === undefined ? personOf(tokenHash(token)) : store.users.byId(outcome.personId);
  }

  function anyone(request: Request): UserRow {
    const token = bearerToken(request);
    if (token === undefined) {
      const visitor = isOwnPage(request) ? browserPerson(store, request) : undefined;
      if (visitor !== undefined) return visitor;
      throw unauthorized('A bearer token is missing. Send it in the Authorization header.');
    }
    const person = bearer(request, token);
    if (person === undefined) {
      throw unauthorized(
        isScim(tokenHash(token))
          ? 'This is the SCIM token, which is for the SCIM address alone. Calls like this one take the API token of a person.'
          : 'This token is not valid here, or no longer.',
      );
    }
    // A deactivated person's personal access tokens stop at once, and work again after a reactivation. Their sign-ins
    // are over for good: the store ends them with the deactivation.
    if (person.active === 0) throw unauthorized('The person of this token is deactivated.');
    return person;
  }

  return {
    anyone,
    admin(request) {
      const person = anyone(request);
      if (person.role === adminRole) return person;
      throw new ApiProblem({
        statusCode: 403,
        code: 'FORBIDDEN',
        message: `This needs the role ${adminRole}; ${person.email} has the role ${person.role}.`,
      });
    },
    isOwn(token) {
      const hash = tokenHash(token);
      return (
        fixedTokens.has(hash) ||
        store.tokens.byHash(hash) !== undefined ||
        store.sessions.find(hash, 'access') !== undefined
      );
    },
    settle: (request, outcome) => void settled.set(request, outcome),
  };
}

/** The token of `Authorization: Bearer …` (RFC 6750 section 2.1), or undefined. */
export function bearerToken(request: Request): string | undefined {
  return /^Bearer +(\S+) *$/iu.exec(request.headers.authorization ?? '')?.[1];
}

function unauthorized(message: string): ApiProblem {
  return new ApiProblem({ statusCode: 401, code: 401, message });
}
