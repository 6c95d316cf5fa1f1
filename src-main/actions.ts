import type { TenantAction } from './action/tenant-action.ts';
import { deleteUser } from './features/offboarding/delete-user.ts';
import { giveRole } from './features/offboarding/give-role.ts';
import { leaveTeam, rejoinTeam } from './features/offboarding/leave-team.ts';
import { removeRole } from './features/offboarding/remove-role.ts';
import { revokeTokens } from './features/offboarding/revoke-tokens.ts';
import { checkSwitchAction } from './features/provisioning/check-switch.ts';
import { revokeScimTokenAction } from './features/provisioning/revoke-scim-token.ts';
import { switchModeAction } from './features/provisioning/switch-mode.ts';
import { addMembers } from './features/teams/add-members.ts';
import { deleteTeam } from './features/teams/delete-team.ts';
import { editTeam } from './features/teams/edit-team.ts';
import { activateUser } from './features/users/activate-user.ts';
import { changeRole } from './features/users/change-role.ts';
import { deactivateUser } from './features/users/deactivate-user.ts';
import { inviteAgain } from './features/users/invite-again.ts';
import { inviteUser } from './features/users/invite-user.ts';
import { keepInTenant } from './features/users/keep-in-tenant.ts';
import { resetPassword } from './features/users/reset-password.ts';
import { withdrawInvite } from './features/users/withdraw-invite.ts';

/** Undo, interruption and phases are the engine's; what can be done at all is this list. */
export const actions: readonly TenantAction[] = [
  inviteUser,
  inviteAgain,
  deactivateUser,
  activateUser,
  changeRole,
  keepInTenant,
  resetPassword,
  withdrawInvite,
  addMembers,
  editTeam,
  deleteTeam,
  leaveTeam,
  rejoinTeam,
  removeRole,
  giveRole,
  revokeTokens,
  deleteUser,
  switchModeAction,
  revokeScimTokenAction,
  checkSwitchAction,
] as readonly TenantAction[];
