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
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    tenantName: facts.tenantName,
    metadata: metadataOnWire(row),
    roles: row.listsRole === 1 ? [row.role] : [],
    rolesWithResource: [accountRole(row), ...(grants.get(row.position) ?? []).map(resourceRole)].map(
      (given) => ({
        roleId: roleIds.get(given.roleName) ?? given.roleName,
        resourceType: given.resourceType,
        resourceId: given.resourceId ?? facts.accountId,
        roleName: given.roleName,
      }),
    ),
    accounts: [{ accountId: facts.accountId, name: facts.tenantName }],
    active: row.active === 1,
    isEditable: isEditable(store, row),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
    ...(row.lastAccessedAt === null ? {} : { lastAccessedAt: new Date(row.lastAccessedAt).toISOString() }),
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

function metadataOnWire(row: UserRow) {
  return {
    ...(row.sub === null ? {} : { sub: row.sub }),
    ...(row.displayName === null ? {} : { displayName: row.displayName }),
    ...(row.inviteAccepted === null ? {} : { inviteAccepted: row.inviteAccepted === 1 }),
    ...(row.registeredInIdp === null ? {} : { registeredInIdp: row.registeredInIdp === 1 }),
    preference: {},
    tenantRoleManagedBy: row.roleManagedBy,
    ...(row.ssoName === null ? {} : { ssoName: row.ssoName }),
    ...(row.createdByScim === 0
      ? {}
      : { createdByScim: true, scimUserObject: { externalId: row.scimExternalId, userName: row.email } }),
  };
}

interface GivenRole {
  readonly roleName: string;
  readonly resourceType: string;
  readonly resourceId: string | undefined;
}

/** The account's row: a tenant admin's account role is plain member, as real samples show it (tenant-api, section 2). */
function accountRole(row: UserRow): GivenRole {
  return {
    roleName: row.role === 'tenant-admin' ? 'member' : row.role,
    resourceType: 'account',
    resourceId: undefined,
  };
}

function resourceRole(grant: GrantRow): GivenRole {
  return { roleName: grant.roleName, resourceType: grant.resourceType, resourceId: grant.resourceId };
}

function isDense(first: UserRow, last: UserRow, count: number): boolean {
  return last.position - first.position < count * 4;
}
