import type { NewUser } from '../store/user-row.ts';
import { makeId } from './make-id.ts';

/** Somebody who is about to be registered: a plain member, active, never seen, with an invite that may be open. */
export function newPerson(email: string, now: number): NewUser {
  return {
    id: makeId(),
    email,
    displayName: null,
    sub: null,
    active: 1,
    role: 'member',
    listsRole: 0,
    roleManagedBy: 'initial',
    registeredInIdp: 0,
    inviteAccepted: 0,
    createdByScim: 0,
    ssoName: null,
    scimExternalId: null,
    createdAt: now,
    updatedAt: now,
    lastAccessedAt: null,
  };
}
