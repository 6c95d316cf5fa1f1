import { ApiProblem } from '../answer-error.ts';
import { adminRole } from '../sign-in/sign-in.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { TeamRow } from '../store/teams-table.ts';
import type { UserRow } from '../store/user-row.ts';
import { isEditable } from './user-wire.ts';

/** The team of this id. 404 when there is none. */
export function teamById(store: TenantStore, id: string): TeamRow {
  const team = store.teams.byId(id);
  if (team !== undefined) return team;
  throw new ApiProblem({ statusCode: 404, code: 'TEAM_NOT_FOUND', message: `No team has the id ${id}.` });
}

/** 403 unless the person is a tenant admin or in the team. */
export function refuseOutsider(
  store: TenantStore,
  { caller, team }: { caller: UserRow; team: TeamRow },
): void {
  if (caller.role === adminRole || team.isEveryone === 1) return;
  if (store.teamMembers.find(team.position, caller.position) !== undefined) return;
  throw new ApiProblem({
    statusCode: 403,
    code: 'FORBIDDEN',
    message: `${caller.email} is not in ${team.name}.`,
  });
}

/** 403 unless the person is a tenant admin, who manages every team, or manages this one. */
export function refuseNonManager(
  store: TenantStore,
  { caller, team }: { caller: UserRow; team: TeamRow },
): void {
  if (caller.role === adminRole) return;
  if (store.teamMembers.find(team.position, caller.position)?.isManager === 1) return;
  throw new ApiProblem({
    statusCode: 403,
    code: 'FORBIDDEN',
    message: `Only a tenant admin or a manager of ${team.name} can do this.`,
  });
}

/** 409 for the team that the system keeps. */
export function refuseEveryone(team: TeamRow): void {
  if (team.isEveryone === 0) return;
  throw new ApiProblem({
    statusCode: 409,
    code: 'TEAM_NOT_EDITABLE',
    message: 'The team everyone is kept by the system and cannot be changed or deleted.',
  });
}

/** 403 for a team that the directory manages. */
export function refuseManagedTeam(store: TenantStore, team: TeamRow): void {
  if (isEditable(store, team)) return;
  throw new ApiProblem({
    statusCode: 403,
    code: 'TEAM_NOT_EDITABLE',
    message: `${team.name} is managed by SCIM. Change this team in the directory.`,
  });
}
