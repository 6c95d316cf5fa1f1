import type { GrantRow } from '../store/grants-table.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { UserRow } from '../store/user-row.ts';

/** Turns stored people into the platform's User (tenant-api, section 2), with one read of their grants for all. */
export function usersOnWire(store: TenantStore, rows: readonly UserRow[]) {
  const first = rows[0];
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return [];
  const grants = isDense(first, last, rows.length)
    ? store.grants.ofUsersBetween(first.position, last.position)
    : new Map(rows.map((row) => [row.position, store.grants.ofSubject('user', row.position)]));
  const roleIds = new Map(store.roles.all().map((role) => [role.name, role.id]));
  const facts = store.facts();
  const accounts = [{ accountId: facts.accountId, name: facts.tenantName }];
  const givenRole = (roleName: string, on: { resourceType: string; resourceId: string }) => ({
    roleId: roleIds.get(roleName) ?? roleName,
    resourceType: on.resourceType,
    resourceId: on.resourceId,
    roleName,
  });
  const account = { resourceType: 'account', resourceId: facts.accountId };
  // A tenant admin's account role is plain member, as real samples show it (tenant-api, section 2).
  const givenRoles = (row: UserRow, own: readonly GrantRow[] = []) => [
    givenRole(row.role === 'tenant-admin' ? 'member' : row.role, account),
    ...own.map((grant) => givenRole(grant.roleName, grant)),
  ];
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    tenantName: facts.tenantName,
    metadata: metadataOnWire(row),
    roles: row.listsRole === 1 ? [row.role] : [],
    rolesWithResource: givenRoles(row, grants.get(row.position)),
    accounts,
    active: row.active === 1,
    isEditable: isEditable(store, row),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
    lastAccessedAt: row.lastAccessedAt === null ? undefined : new Date(row.lastAccessedAt).toISOString(),
  }));
}

/** The same for one person. */
export function userOnWire(store: TenantStore, row: UserRow) {
  return usersOnWire(store, [row])[0];
}

/** SCIM-made people are locked for REST as long as the directory owns them: while the mode is SCIM. */
export function isEditable(store: TenantStore, row: { readonly createdByScim: 0 | 1 }): boolean {
  return row.createdByScim === 0 || store.facts().mode !== 'scim';
}

/** What is unknown is undefined, which JSON leaves out; one fixed shape keeps pages of a thousand quick. */
function metadataOnWire(row: UserRow) {
  const isScim = row.createdByScim === 1;
  return {
    sub: row.sub ?? undefined,
    displayName: row.displayName ?? undefined,
    inviteAccepted: row.inviteAccepted === null ? undefined : row.inviteAccepted === 1,
    registeredInIdp: row.registeredInIdp === null ? undefined : row.registeredInIdp === 1,
    preference: {},
    tenantRoleManagedBy: row.roleManagedBy,
    ssoName: row.ssoName ?? undefined,
    createdByScim: isScim ? true : undefined,
    scimUserObject: isScim ? { externalId: row.scimExternalId, userName: row.email } : undefined,
  };
}

function isDense(first: UserRow, last: UserRow, count: number): boolean {
  return last.position - first.position < count * 4;
}
