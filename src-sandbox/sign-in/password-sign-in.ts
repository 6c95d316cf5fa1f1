import type { Request } from 'express';
import { ApiProblem } from '../answer-error.ts';
import { personResource, recordAudit } from '../audit/record-audit.ts';
import type { Room } from '../rest/room.ts';
import type { UserRow } from '../store/user-row.ts';

/**
 * The person of this address and password. Fails with 401 in the same words whether the person or the password is
 * unknown, and after the same time, with 403 for a deactivated one whose password was right, with 429 after five wrong tries.
 */
export function signInByPassword(
  { store, attempts }: Pick<Room, 'store' | 'attempts'>,
  given: { email: string; password: string; request: Pick<Request, 'method' | 'originalUrl'> },
): UserRow {
  attempts.refuseGuessing(given.email);
  const person = store.users.byEmail(given.email);
  // Looked at for everybody, so that no answer comes sooner where there is nothing to compare with.
  const holder = person !== undefined && hasPassword(person) ? person : undefined;
  const isRight = store.passwords.isRight(holder?.position, given.password);
  if (holder === undefined || !isRight) {
    attempts.wrong(given.email);
    throw new ApiProblem({
      statusCode: 401,
      code: 401,
      message: 'The e-mail address or the password is wrong.',
    });
  }
  attempts.right(given.email);
  if (holder.active === 0) {
    throw new ApiProblem({
      statusCode: 403,
      code: 'USER_DEACTIVATED',
      message: 'This account is deactivated. An admin can activate it again.',
    });
  }
  store.atomically(() => {
    store.standing.cameByPassword(holder, store.now());
    recordAudit(
      { store },
      {
        request: given.request,
        by: holder,
        action: 'user.sign-in',
        resource: personResource(holder),
        facts: { way: 'password' },
      },
    );
  });
  return holder;
}

/** Only who accepted an invite has a password here; whoever signs in with SSO has none. */
function hasPassword(person: UserRow): boolean {
  return person.registeredInIdp !== 1 && person.inviteAccepted === 1;
}
