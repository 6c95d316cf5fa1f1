import type { User, UserDetail, UserSource, UserStatus } from '../../../src-contract/users.ts';
import type { UserWire } from '../../tenant-api/wire/users.ts';
import { cleanText, emailKey, foldText } from './fold-text.ts';

/** A person as the copy stores them. Moments are milliseconds. */
export interface UserRow {
  id: string;
  email: string;
  emailKey: string;
  /** Display name, or the email when the tenant reports none. */
  name: string;
  /** The name as lists sort it: folded, so that an index can serve the order. */
  sortName: string;
  /** Folded email and name, one a line: what search looks through. */
  searchText: string;
  status: UserStatus;
  role: string;
  source: UserSource;
  managedBy: string | null;
  roleManagedBy: string | null;
  signIn: UserDetail['signIn'];
  resourceRoles: UserDetail['resourceRoles'];
  lastAccessedAt: number | null;
  createdAt: number | null;
  /** When the tenant last changed the row, by its own clock. */
  updatedAt: number | null;
}

/** Role names by role id, for rows that name their role by id only (tenant-api note, section 2). */
export type RoleNames = ReadonlyMap<string, string>;
const noNames: RoleNames = new Map();

/** Resource types that carry the one tenant-level role; all others are roles on resources. */
const tenantLevels = new Set(['account', 'tenant']);

/**
 * The one tenant-level role: `tenant-admin` wherever it stands, else the first of `roles`, else the account role of
 * `rolesWithResource`, else `member`. Absence never means "no role" (tenant-api note, section 8, decision 5).
 */
export function roleOf(wire: UserWire, roleNames: RoleNames = noNames): string {
  const roles = wire.roles ?? [];
  const atTenant = (wire.rolesWithResource ?? []).filter((role) => tenantLevels.has(role.resourceType ?? ''));
  const named = atTenant
    .map((role) => role.roleName ?? roleNames.get(role.roleId ?? '') ?? '')
    .filter(Boolean);
  if (roles.includes('tenant-admin') || named.includes('tenant-admin')) return 'tenant-admin';
  return cleanText(roles[0] || named[0] || 'member').slice(0, 200);
}

/** Active, deactivated, or pending: invited, not accepted, never seen. An unknown `active` counts as active. */
export function statusOf(wire: UserWire): UserStatus {
  if (wire.active === false) return 'deactivated';
  const { inviteAccepted, registeredInIdp } = wire.metadata ?? {};
  const isOpen = inviteAccepted === false && registeredInIdp !== true && !wire.lastAccessedAt;
  return isOpen ? 'pending' : 'active';
}

/** How a person came: SCIM's mark, else the IdP's without an accepted invite, else invited (design, section 15). */
export function sourceOf(wire: UserWire): UserSource {
  const { createdByScim, inviteAccepted, registeredInIdp } = wire.metadata ?? {};
  if (createdByScim === true) return 'scim';
  if (registeredInIdp === true && inviteAccepted !== true) return 'jit';
  return typeof inviteAccepted === 'boolean' || typeof registeredInIdp === 'boolean'
    ? 'invited'
    : 'not-reported';
}

/** Converts a person as the tenant sends them into the row that the copy keeps. */
export function userRowFromWire(wire: UserWire, roleNames: RoleNames = noNames): UserRow {
  const metadata = wire.metadata ?? {};
  const email = cleanText(wire.email).trim() || cleanText(wire.email);
  const name = cleanText(metadata.displayName ?? '').trim() || email;
  const isManaged = metadata.createdByScim === true && wire.isEditable === false;
  const ssoName = cleanText(metadata.ssoName ?? '').trim();
  return {
    id: cleanText(wire.id),
    email,
    emailKey: emailKey(email),
    name,
    sortName: foldText(name),
    searchText: `${foldText(email)}\n${foldText(name)}`,
    status: statusOf(wire),
    role: roleOf(wire, roleNames),
    source: sourceOf(wire),
    managedBy: isManaged ? ssoName || 'the identity provider' : null,
    roleManagedBy: metadata.tenantRoleManagedBy ? cleanText(metadata.tenantRoleManagedBy) : null,
    signIn: signInOf(metadata),
    resourceRoles: resourceRolesOf(wire, roleNames),
    lastAccessedAt: moment(wire.lastAccessedAt),
    createdAt: moment(wire.createdAt),
    updatedAt: moment(wire.updatedAt),
  };
}

/** Converts a row of the copy into the person that everything else sees. */
export function userFromRow(row: UserRow, teams: readonly string[]): User {
  const { id, email, name, status, role, source, managedBy } = row;
  return {
    id,
    email,
    name,
    status,
    role,
    source,
    managedBy,
    teams: [...teams],
    lastAccessedAt: momentOf(row.lastAccessedAt),
    createdAt: momentOf(row.createdAt),
  };
}

function signInOf(metadata: NonNullable<UserWire['metadata']>): UserDetail['signIn'] {
  if (metadata.registeredInIdp === true || metadata.createdByScim === true || metadata.ssoName) return 'sso';
  return metadata.registeredInIdp === false ? 'password' : 'not-reported';
}

function resourceRolesOf(wire: UserWire, roleNames: RoleNames): UserRow['resourceRoles'] {
  return (wire.rolesWithResource ?? [])
    .filter((role) => role.resourceType && !tenantLevels.has(role.resourceType))
    .map((role) => ({
      resourceType: cleanText(role.resourceType ?? ''),
      resourceName: cleanText(role.resourceId ?? ''),
      roleName: cleanText(role.roleName ?? roleNames.get(role.roleId ?? '') ?? role.roleId ?? ''),
    }));
}

/** A moment of the wire in milliseconds. Moments outside of what a calendar can show are as good as not reported. */
export function moment(text: string | null | undefined): number | null {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) || Math.abs(at) > 253_402_300_799_999 ? null : at;
}

/** A moment of a row as everything else sees it, ISO. */
export function momentOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
