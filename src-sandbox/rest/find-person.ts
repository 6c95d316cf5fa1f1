import { ApiProblem } from '../answer-error.ts';
import { adminRole } from '../sign-in/sign-in.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { UserRow } from '../store/user-row.ts';
import { isEditable } from './user-wire.ts';

/** The person of this address, whatever its letter case. 404 when there is none. */
export function personByEmail(store: TenantStore, email: string): UserRow {
  const person = store.users.byEmail(email);
  if (person === undefined) throw unknownPerson(`No person has the address ${email}.`);
  return person;
}

/** The person of this id. 404 when there is none. */
export function personById(store: TenantStore, id: string): UserRow {
  const person = store.users.byId(id);
  if (person === undefined) throw unknownPerson(`No person has the id ${id}.`);
  return person;
}

/** 404 when a call names another tenant than this one (`tenantName` of tenant-api section 2). */
export function refuseOtherTenant(store: TenantStore, tenantName: string | undefined): void {
  if (tenantName === undefined || tenantName === store.facts().tenantName) return;
  throw new ApiProblem({
    statusCode: 404,
    code: 'TENANT_NOT_FOUND',
    message: 'No tenant of this name is here.',
  });
}

/** 403 for a person whom the directory manages: REST cannot change them (tenant-api, section 5). */
export function refuseManaged(store: TenantStore, person: UserRow): void {
  if (isEditable(store, person)) return;
  throw new ApiProblem({
    statusCode: 403,
    code: 'USER_NOT_EDITABLE',
    message: `${person.email} is managed by SCIM (${person.ssoName ?? 'directory'}). Change this person there.`,
  });
}

/** 409 when the tenant would be left without an active tenant admin. */
export function refuseLastAdmin(store: TenantStore, person: UserRow): void {
  if (person.role !== adminRole || person.active === 0) return;
  if (store.users.countOthersActiveWithRole(adminRole, person) > 0) return;
  throw new ApiProblem({
    statusCode: 409,
    code: 'LAST_TENANT_ADMIN',
    message: `${person.email} is the last active tenant admin. Make somebody else tenant admin first.`,
  });
}

function unknownPerson(message: string): ApiProblem {
  return new ApiProblem({ statusCode: 404, code: 'USER_NOT_FOUND', message });
}
