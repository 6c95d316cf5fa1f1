import type { Request } from 'express';
import type { z } from 'zod';
import { ApiProblem } from '../answer-error.ts';
import { recordAudit, teamResource } from '../audit/record-audit.ts';
import { adminRole } from '../sign-in/sign-in.ts';
import type { NewTeam, TeamRow } from '../store/teams-table.ts';
import type { UserRow } from '../store/user-row.ts';
import { refuseEveryone, refuseManagedTeam, refuseNonManager } from './find-team.ts';
import { makeId } from './make-id.ts';
import type { Room } from './room.ts';
import { emptyTeam, peopleByEmails, type teamManifest } from './team-manifest.ts';
import { teamOnWire } from './team-wire.ts';

export interface TeamSaving {
  readonly request: Request;
  readonly caller: UserRow;
  readonly manifest: z.infer<typeof teamManifest>;
  readonly run: 'real' | 'dry';
}

/**
 * Makes the team of the manifest's name or replaces it whole, members and managers included; managers who are no
 * members are dropped. A dry run checks the same and stores nothing. Answers the Team as it is, or would be, after.
 * 403, 409 and 422 as tenant-api section 3 has them.
 */
export function saveTeam(room: Room, { request, caller, manifest, run }: TeamSaving) {
  const { store, emptyTeams } = room;
  const known = store.teams.byName(manifest.name);
  if (known === undefined) refuseNonAdmin(caller);
  else {
    refuseNonManager(store, { caller, team: known });
    refuseEveryone(known);
    refuseManagedTeam(store, known);
  }
  const members = peopleByEmails(store, manifest.members, 'manifest.members');
  const askedManagers = peopleByEmails(store, manifest.managers, 'manifest.managers');
  if (members.length === 0 && emptyTeams === 'refuse') throw emptyTeam(manifest.name);
  const memberPositions = new Set(members.map((person) => person.position));
  const managers = askedManagers.filter((person) => memberPositions.has(person.position));
  const team = draft(manifest, { caller, known, now: store.now() });
  const people = { members: emails(members), managers: emails(managers) };
  if (run === 'dry') return teamOnWire(store, { position: -1, ...team }, people);
  return store.atomically(() => {
    recordAudit(room, {
      request,
      by: caller,
      action: known === undefined ? 'team.create' : 'team.update',
      resource: teamResource(team),
      facts: { members: members.length, managers: managers.length },
    });
    const saved = known === undefined ? store.teams.insert(team) : { position: known.position, ...team };
    if (known !== undefined) store.teams.update(saved);
    store.teamMembers.replace(saved.position, {
      members: [...memberPositions],
      managers: new Set(managers.map((person) => person.position)),
    });
    return teamOnWire(store, saved, people);
  });
}

function draft(
  manifest: TeamSaving['manifest'],
  { caller, known, now }: { caller: UserRow; known: TeamRow | undefined; now: number },
): NewTeam {
  const { ownedBy, tags, identity_provider_mapping } = manifest;
  return {
    id: known?.id ?? makeId(),
    // A name of other letter case, as SCIM may have made one, stays as it is stored.
    name: known?.name ?? manifest.name,
    description: manifest.description ?? null,
    displayName: manifest.displayName ?? null,
    extras: JSON.stringify({ ownedBy, tags, identity_provider_mapping }),
    createdById: known?.createdById ?? caller.id,
    createdByScim: known?.createdByScim ?? 0,
    scimExternalId: known?.scimExternalId ?? null,
    isEveryone: 0,
    createdAt: known?.createdAt ?? now,
    updatedAt: now,
  };
}

function emails(people: readonly UserRow[]): string[] {
  return [...people].sort((one, other) => one.position - other.position).map((person) => person.email);
}

function refuseNonAdmin(caller: UserRow): void {
  if (caller.role === adminRole) return;
  throw new ApiProblem({
    statusCode: 403,
    code: 'FORBIDDEN',
    message: 'Only a tenant admin can make a team.',
  });
}
