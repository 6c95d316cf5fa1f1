import type { Request } from 'express';
import { ApiProblem } from '../answer-error.ts';
import { personResource, recordAudit } from '../audit/record-audit.ts';
import { newPerson } from '../rest/new-person.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { UserRow } from '../store/user-row.ts';
import type { IdpClaims } from './check-idp-token.ts';

/** The name of the one SSO connection, as the seeded people carry it. */
export const ssoName = 'Okta';

/**
 * The person of a checked token: by `sub`, which alone names a person for good (OpenID Connect Core section 5.7), and by the
 * address for whoever has no `sub` here yet. A known person keeps the address that they have here, since no source says
 * that a sign-in changes it. In the mode JIT the first one of an unknown person makes them (seed page, "User
 * provisioning"); in the others it makes nobody and fails with 403. 401 for a deactivated person, who is not revived, and
 * for a known address that belongs to another account of the identity provider. Two tokens at once make one person,
 * since nothing waits between looking and making.
 */
export function admitIdpPerson(
  store: TenantStore,
  given: { claims: IdpClaims; request: Pick<Request, 'method' | 'originalUrl'>; way: 'token' | 'browser' },
): UserRow {
  const { claims, request } = given;
  return store.atomically(() => {
    const known = store.standing.bySub(claims.sub) ?? store.users.byEmail(claims.email);
    if (known !== undefined) {
      refuseStranger(known, claims);
      const isFirst = known.sub === null || known.registeredInIdp !== 1;
      if (isFirst || given.way === 'browser') {
        if (isFirst) endMailCodes(store, known);
        cameBySso(store, known, claims);
        recordAudit({ store }, { ...signInOf(known), request, facts: { way: 'sso' } });
      }
      return store.users.byPosition(known.position) ?? known;
    }
    const { mode } = store.facts();
    if (mode !== 'jit') throw nobodyYet(claims.email, mode);
    const made = store.users.insert({
      ...newPerson(claims.email, store.now()),
      displayName: claims.name,
      sub: claims.sub,
      registeredInIdp: 1,
      inviteAccepted: null,
      ssoName,
      lastAccessedAt: store.now(),
    });
    recordAudit({ store }, { ...signInOf(made), action: 'user.create', request, facts: { way: 'jit' } });
    return made;
  });
}

function cameBySso(store: TenantStore, person: UserRow, claims: IdpClaims): void {
  const { sub, name } = claims;
  store.standing.cameBySso(person, { sub, displayName: name, ssoName, at: store.now() });
}

/** Whoever comes through the identity provider needs no password any more. */
function endMailCodes(store: TenantStore, person: UserRow): void {
  store.mailCodes.endAllOf(person.position, { kind: 'invite', ending: 'used' });
  store.mailCodes.endAllOf(person.position, { kind: 'password-reset', ending: 'withdrawn' });
}

function signInOf(person: UserRow) {
  return {
    by: person,
    action: 'user.sign-in' as const,
    resource: personResource(person),
  };
}

function refuseStranger(known: UserRow, claims: IdpClaims): void {
  const isOther = known.sub !== null && known.sub !== claims.sub;
  if (known.active === 1 && !isOther) return;
  const message = isOther
    ? 'This address belongs to another account of the identity provider.'
    : 'The person of this token is deactivated.';
  throw new ApiProblem({ statusCode: 401, code: 401, message });
}

function nobodyYet(email: string, mode: 'scim' | 'invite-only'): ApiProblem {
  const way = mode === 'scim' ? 'The directory makes accounts here, by SCIM' : 'Accounts here need an invite';
  return new ApiProblem({
    statusCode: 403,
    code: 'USER_NOT_PROVISIONED',
    message: `The sign-in is good, but nobody here has the address ${email}. ${way}.`,
  });
}
