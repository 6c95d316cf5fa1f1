/**
 * Every action that the audit log knows, in the order GET /audit-logs/actions answers them. The platform publishes the
 * call but not the names (tenant-api, section 4), so the names are ours: what was changed, then what was done to it.
 */
export const auditActions = [
  'user.register',
  'user.invite',
  'user.invite-accept',
  'user.create',
  'user.update',
  'user.deactivate',
  'user.activate',
  'user.role-change',
  'user.delete',
  'user.password-change',
  'user.password-reset',
  'user.sign-in',
  'user.sign-out',
  'team.create',
  'team.update',
  'team.members-add',
  'team.members-remove',
  'team.managers-add',
  'team.managers-remove',
  'team.delete',
  'role.create',
  'role.update',
  'role.delete',
  'role-binding.create',
  'role-binding.update',
  'role-binding.delete',
  'personal-access-token.create',
  'personal-access-token.copy',
  'personal-access-token.delete',
  'personal-access-token.revoke-all',
  'provisioning.mode-change',
  'scim-token.create',
  'scim-token.revoke',
] as const;

export type AuditAction = (typeof auditActions)[number];
