import type { Request } from 'express';
import { type AuditEntry, personResource, recordAudit } from '../audit/record-audit.ts';
import { emailField } from '../read-request.ts';
import { refuseLastAdmin } from '../rest/find-person.ts';
import { newPerson } from '../rest/new-person.ts';
import type { Room } from '../rest/room.ts';
import type { ScimEmail, ScimPersonChange } from '../store/scim-people-table.ts';
import type { UserRow } from '../store/user-row.ts';
import { scimActor } from './scim-door.ts';
import { isObject, isSame, type JsonObject, own } from './scim-json.ts';
import { scimProblem } from './scim-problem.ts';
import { ownAddress, userDraft } from './user-resource.ts';

const longestAttributes = 65_536;

/**
 * Makes a person of the directory. Call it in a transaction. 409 uniqueness for an address that somebody has, whichever way they
 * came and deactivated people too (tenant-api, section 8, 12); 400 invalidValue for a user name that is no address.
 */
export function createPerson(room: Room, request: Request, draft: JsonObject): UserRow {
  const { store } = room;
  const change = readChange(draft, store.now());
  refuseTaken(room, { email: change.email, except: undefined });
  const row = store.users.insert({
    ...newPerson(change.email, change.at),
    active: own(draft, 'active') === false ? 0 : 1,
    displayName: change.displayName,
    registeredInIdp: 1,
    inviteAccepted: null,
    createdByScim: 1,
    ssoName: 'Okta',
    scimExternalId: change.scimExternalId,
  });
  store.scimPeople.save(row.position, change);
  const saved = asStored(room, row);
  note(room, { request, action: 'user.create', person: saved });
  return saved;
}

/**
 * Writes what the draft says over a person, however they came: that alone makes nobody SCIM-managed (tenant-api, section 5).
 * Nothing is written where nothing differs. Call it in a transaction. 409 where the last active tenant admin would be
 * deactivated, 409 uniqueness for somebody else's address, 400 invalidValue.
 */
export function changePerson(
  room: Room,
  request: Request,
  { row, draft }: { row: UserRow; draft: JsonObject },
): UserRow {
  const { store } = room;
  const at = store.now();
  const change = readChange(draft, at);
  refuseTaken(room, { email: change.email, except: row });
  // Who leaves it out or clears it says nothing about it: no PUT without `active` suspends anybody (idp-quirks, Okta).
  const active = typeof draft.active === 'boolean' ? Number(draft.active) : row.active;
  if (active !== row.active) {
    if (active === 0) refuseLastAdmin(store, row);
    store.users.setActive(row, { active: active === 1 ? 1 : 0, at });
    note(room, { request, action: active === 1 ? 'user.activate' : 'user.deactivate', person: row });
  }
  const before = readChange(userDraft(row), at);
  if (!isSame(before, change) || row.email !== change.email) {
    store.scimPeople.save(row.position, change);
    note(room, { request, action: 'user.update', person: asStored(room, row) });
  }
  return asStored(room, row);
}

/**
 * Deletes a person with their memberships, roles on resources and tokens: over SCIM, unlike REST, nothing blocks it. Call it in
 * a transaction. 409 for the last active tenant admin.
 */
export function deletePerson(room: Room, request: Request, row: UserRow): void {
  const { store } = room;
  refuseLastAdmin(store, row);
  store.scimPeople.leaveTeams(row.position, store.now());
  store.grants.removeSubject('user', row.position);
  store.tokens.removeAllOf(row.position);
  store.users.remove(row);
  note(room, { request, action: 'user.delete', person: row });
}

function readChange(draft: JsonObject, at: number): ScimPersonChange {
  const { externalId, userName, displayName, active: _active, emails, ...rest } = draft;
  const email = readUserName(userName);
  const isOwn = emails === undefined || isSame(emails, ownAddress(email));
  const attributes = isOwn ? rest : { ...rest, emails };
  const scimAttributes = Object.keys(attributes).length === 0 ? null : JSON.stringify(attributes);
  if ((scimAttributes ?? '').length > longestAttributes) {
    throw scimProblem(
      'invalidValue',
      `A person's attributes may have ${longestAttributes} characters in all.`,
    );
  }
  return {
    email,
    displayName: typeof displayName === 'string' ? displayName : nameOf(own(draft, 'name')),
    scimExternalId: typeof externalId === 'string' ? externalId : null,
    scimAttributes,
    emails: isOwn || !Array.isArray(emails) ? [] : emails.map(emailRow),
    at,
  };
}

/** The user name is the e-mail here (tenant-api, section 5). */
function readUserName(userName: unknown): string {
  if (typeof userName !== 'string' || userName === '') {
    throw scimProblem('invalidValue', 'userName is required, and is the e-mail address here.');
  }
  const address = emailField.safeParse(userName);
  if (address.success) return address.data;
  throw scimProblem(
    'invalidValue',
    'userName must be an e-mail address here. Map the e-mail to userName in the identity provider.',
  );
}

/** What stands for a display name that was not sent. */
function nameOf(name: unknown): string | null {
  if (!isObject(name)) return null;
  if (typeof name.formatted === 'string') return name.formatted;
  const parts = [name.givenName, name.familyName].filter((part) => typeof part === 'string');
  return parts.length === 0 ? null : parts.join(' ');
}

function emailRow(item: unknown): ScimEmail {
  const fields = isObject(item) ? item : { value: item };
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    value: text(fields.value),
    type: text(fields.type),
    display: text(fields.display),
    isPrimary: typeof fields.primary === 'boolean' ? (fields.primary ? 1 : 0) : null,
  };
}

function refuseTaken(
  { store }: Room,
  { email, except }: { email: string; except: UserRow | undefined },
): void {
  const known = store.users.byEmail(email);
  if (known === undefined || known.position === except?.position) return;
  throw scimProblem('uniqueness', `Somebody with the userName ${email} exists.`);
}

function asStored({ store }: Room, row: UserRow): UserRow {
  const stored = store.users.byPosition(row.position);
  if (stored === undefined) throw new Error('a person is gone within one transaction');
  return stored;
}

function note(
  room: Room,
  { request, action, person }: { request: Request; action: AuditEntry['action']; person: UserRow },
): void {
  recordAudit(room, { request, by: scimActor(room.store), action, resource: personResource(person) });
}
