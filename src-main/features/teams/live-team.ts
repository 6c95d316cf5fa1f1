import { describeFailure, type Failure } from '../../../src-contract/failure-catalogue.ts';
import type { ApiFailure, ApiOutcome } from '../../tenant-api/api-outcome.ts';
import type { TenantClient } from '../../tenant-api/tenant-client.ts';
import type { TeamWire } from '../../tenant-api/wire/teams.ts';
import type { TeamLists } from './merge-team.ts';
import { isManagedTeam } from './team-row.ts';

/** A team as the tenant has it now, by id where it is known, else by name; null when there is none. */
export function readLiveTeam(
  api: Pick<TenantClient, 'readTeam' | 'findTeam'>,
  { teamId, team }: { teamId: string | null; team: string },
): Promise<ApiOutcome<TeamWire | null>> {
  return teamId === null ? api.findTeam(team) : api.readTeam(teamId);
}

/** Members and managers of a team as the tenant sent them. */
export function listsOf(team: TeamWire | null): TeamLists {
  return { members: team?.manifest?.members ?? [], managers: team?.manifest?.managers ?? [] };
}

/** A team's manifest to send back whole: every field as it was read, those without a value left away. */
export function keptManifest(team: TeamWire | null): Record<string, unknown> {
  const fields = Object.entries(team?.manifest ?? {});
  return Object.fromEntries(fields.filter(([, value]) => value !== null && value !== undefined));
}

/** Why a team's people cannot be edited from here, or null: the system's own team, or one that the IdP manages. */
export function lockOf(team: TeamWire): Failure | null {
  const name = team.manifest?.name ?? team.teamName ?? team.id;
  if (name === 'everyone') return describeFailure('team-of-everyone', { team: name });
  if (isManagedTeam(team)) {
    return describeFailure('managed-by-idp', { person: name, why: 'the identity provider' });
  }
  return null;
}

/** A refusal of our own in the shape of the tenant's: nothing was sent. */
export function ownRefusal(failure: Failure, requestId: string | null): ApiFailure {
  return { ok: false, failure, status: 409, requestId, effect: 'none', retryAfterMs: null };
}
