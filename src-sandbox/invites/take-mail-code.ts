import type { Request } from 'express';
import { personResource, recordAudit } from '../audit/record-audit.ts';
import type { Room } from '../rest/room.ts';
import type { UserRow } from '../store/user-row.ts';
import { openCode } from './mail-codes.ts';

interface Given {
  readonly code: string;
  readonly password: string;
  readonly request: Pick<Request, 'method' | 'originalUrl'>;
}

type CodeRoom = Pick<Room, 'store' | 'attempts'>;

/** Accepts the invite of this code with a name and a password; the code is spent. Fails as openCode does. */
export function takeInvite({ store, attempts }: CodeRoom, given: Given & { name: string }): UserRow {
  return store.atomically(() => {
    const { row, person } = openCode(store, { code: given.code, kind: 'invite' });
    store.mailCodes.end(row.hash, 'used');
    store.passwords.change(person.position, given.password);
    store.standing.accepted(person, { displayName: given.name, at: store.now() });
    attempts.right(person.email);
    const resource = personResource(person);
    recordAudit({ store }, { request: given.request, by: person, action: 'user.invite-accept', resource });
    return person;
  });
}

/**
 * Sets the new password of this code's person, ends all their sign-ins, and spends the code. Somebody whose invite was
 * still open has shown that the mailbox is theirs, so that counts as accepting. Fails as openCode does.
 */
export function takePasswordReset({ store, attempts }: CodeRoom, given: Given): UserRow {
  return store.atomically(() => {
    const { row, person } = openCode(store, { code: given.code, kind: 'password-reset' });
    store.mailCodes.end(row.hash, 'used');
    store.passwords.change(person.position, given.password);
    store.sessions.endAllOf(person.position);
    attempts.right(person.email);
    if (person.inviteAccepted !== 1) {
      store.mailCodes.endAllOf(person.position, { kind: 'invite', ending: 'used' });
      store.standing.accepted(person, { displayName: null, at: store.now() });
    }
    const resource = personResource(person);
    const facts = { way: 'mail' };
    recordAudit(
      { store },
      { request: given.request, by: person, action: 'user.password-change', resource, facts },
    );
    return person;
  });
}
