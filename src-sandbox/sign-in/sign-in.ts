import type { Request } from 'express';
import { ApiProblem } from '../answer-error.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { UserRow } from '../store/user-row.ts';
import { tokenHash } from './token-text.ts';

/** Tells who sends a request. Every failure is the platform's 401 or 403. */
export interface SignIn {
  /** The active person of the bearer token. 401 without one, with an unknown or expired one, or of one who left. */
  anyone(request: Request): UserRow;
  /** The same, and 403 unless this person is a tenant admin. */
  admin(request: Request): UserRow;
}

export const adminRole = 'tenant-admin';

/** `fixedTokens` maps the hash of a token that came with the start of the process to its person's id. */
export function openSignIn(store: TenantStore, fixedTokens: ReadonlyMap<string, string>): SignIn {
  function personOf(hash: string): UserRow | undefined {
    const fixed = fixedTokens.get(hash);
    if (fixed !== undefined) return store.users.byId(fixed);
    const token = store.tokens.byHash(hash);
    if (token === undefined || (token.expiresAt !== null && token.expiresAt <= store.now())) return undefined;
    return store.users.byPosition(token.userPosition);
  }

  function anyone(request: Request): UserRow {
    const token = bearerToken(request);
    if (token === undefined)
      throw unauthorized('A bearer token is missing. Send it in the Authorization header.');
    const person = personOf(tokenHash(token));
    if (person === undefined) throw unauthorized('This token is not valid here, or no longer.');
    // A deactivated person's tokens stop at once, and work again after a reactivation.
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
  };
}

/** The token of `Authorization: Bearer …` (RFC 6750 section 2.1), or undefined. */
export function bearerToken(request: Request): string | undefined {
  return /^Bearer +(\S+) *$/iu.exec(request.headers.authorization ?? '')?.[1];
}

function unauthorized(message: string): ApiProblem {
  return new ApiProblem({ statusCode: 401, code: 401, message });
}
