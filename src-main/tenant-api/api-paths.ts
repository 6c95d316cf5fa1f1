import type { TenantApiPath } from './wire/tenant-api-types.ts';

/** Base of the published API on a control plane (tenant-api note, section 1). */
const base = '/api/svc/v1';

/** The published paths that Tenantry calls (tenant-api note, sections 2 to 6). */
export const publishedPaths = {
  tenantId: `${base}/tenant-id`,
  users: `${base}/users`,
  user: `${base}/users/{id}`,
  registerUser: `${base}/users/register`,
  userRoles: `${base}/users/roles`,
  deactivateUser: `${base}/users/deactivate`,
  activateUser: `${base}/users/activate`,
  teamsOfUser: `${base}/teams/user`,
  teams: `${base}/teams`,
  team: `${base}/teams/{id}`,
  teamPermissions: `${base}/teams/{id}/permissions`,
  roles: `${base}/role/list`,
  roleBindings: `${base}/role-bindings`,
  revokeAccessTokens: `${base}/personal-access-tokens/revoke/all`,
  session: `${base}/session`,
} as const satisfies Record<string, TenantApiPath>;

/** Paths of the extension profile: data, since a deployment may expose them elsewhere (section 7). */
export interface ExtensionPaths {
  provisioning: string;
  sso: string;
  scimToken: string;
  resetPassword: string;
}

/** Where the extension profile lives unless a tenant's own profile says otherwise. */
export const usualExtensionPaths: ExtensionPaths = {
  provisioning: `${base}/settings/provisioning`,
  sso: `${base}/sso`,
  scimToken: `${base}/sso/{ssoId}/scim-token`,
  resetPassword: `${base}/users/reset-password`,
} satisfies Record<string, TenantApiPath>;
