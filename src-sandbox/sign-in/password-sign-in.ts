import type { Request } from 'express';
import { ApiProblem } from '../answer-error.ts';
import { personResource, recordAudit } from '../audit/record-audit.ts';
import type { Room } from '../rest/room.ts';
import type { UserRow } from '../store/user-row.ts';

/**
 * The person of this address and password. Fails with 401 in the same words whether the person or the password is
 * unknown, with 403 for a deactivated one whose password was right, with 429 after five wrong tries.
 */
export function signInByPassword(
  { store, attempts }: Pick<Room, 'store' | 'attempts'>,
  given: { email: string; password: string; request: Pick<Request, 'method' | 'originalUrl'> },
): UserRow {
  attempts.refuseGuessing(given.email);
  const person = store.users.byEmail(given.email);
  if (
    person === undefined ||
    !hasPassword(person) ||
    !store.passwords.isRight(person.position, given.password)
  ) {
    attempts.wrong(given.email);
    throw new ApiProblem({
      statusCode: 401,
      code: 401,
      message: 'The e-mail address or the password is wrong.',
    });
  }
  attempts.right(given.email);
  if (person.active === 0) {
    throw new ApiProblem({
      statusCode: 403,
      code: 'USER_DEACTIVATED',
      message: 'This account is deactivated. An admin can activate it again.',
    });
  }
  store.atomically(() => {
    store.standing.cameByPassword(person, store.now());
    recordAudit(
      { store },
      {
        request: given.request,
        by: person,
        action: 'user.sign-in',
        resource: personResource(person),
        facts: { way: 'password' },
      },
    );
  });
  return person;
}

/** Only who accepted an invite has a password here; whoever signs in with SSO has none. */
function hasPassword(person: UserRow): boolean {
  return person.registeredInIdp !== 1 && person.inviteAccepted === 1;
}
