import type { Request } from 'express';
import { type AuditEntry, recordAudit, teamResource } from '../audit/record-audit.ts';
import { makeId } from '../rest/make-id.ts';
import type { Room } from '../rest/room.ts';
import type { ScimTeamChange, ScimTeamRow } from '../store/scim-teams-table.ts';
import { groupDraft } from './group-resource.ts';
import { readMembers } from './read-members.ts';
import { scimActor } from './scim-door.ts';
import { isSame, type JsonObject, own } from './scim-json.ts';
import { scimProblem } from './scim-problem.ts';

const longestAttributes = 65_536;

/**
 * Makes a team of a group, with or without members. Call it in a transaction. 409 uniqueness for a name that a team has, in
 * whatever letter case and whichever way it came; 400 invalidValue for an illegal name or an unknown member.
 */
export function createGroup(room: Room, request: Request, draft: JsonObject): ScimTeamRow {
  const { store } = room;
  const change = readChange(draft, store.now());
  refuseTaken(room, { name: change.name, exceptPosition: undefined });
  const { founderId, scimTokenCreatedById } = store.facts();
  const { position, id } = store.teams.insert({
    id: makeId(),
    name: change.name,
    description: null,
    displayName: null,
    extras: '{}',
    // The platform names a person here: whoever made the token that the group came with.
    createdById: scimTokenCreatedById ?? founderId,
    createdByScim: 1,
    scimExternalId: change.scimExternalId,
    isEveryone: 0,
    createdAt: change.at,
    updatedAt: change.at,
  });
  if (change.scimAttributes !== null) store.scimTeams.save(position, change);
  for (const member of readMembers(store, own(draft, 'members')).keys())
    store.teamMembers.add(position, member);
  const saved = asStored(room, id);
  note(room, { request, action: 'team.create', team: saved });
  return saved;
}

/**
 * Writes what the draft says over a team. Only members who differ are added or removed, so managers who stay members stay
 * managers. Nothing is written where nothing differs. Call it in a transaction; fails as createGroup does.
 */
export function changeGroup(
  room: Room,
  request: Request,
  { row, draft }: { row: ScimTeamRow; draft: JsonObject },
): ScimTeamRow {
  const { store } = room;
  const at = store.now();
  const change = readChange(draft, at);
  refuseTaken(room, { name: change.name, exceptPosition: row.position });
  const now = new Map(
    store.teamMembers.list(row.position, 'members').map((member) => [member.position, member.email]),
  );
  const wanted = readMembers(store, own(draft, 'members'));
  const added = [...wanted].filter(([position]) => !now.has(position));
  const removed = [...now].filter(([position]) => !wanted.has(position));
  for (const [position] of added) store.teamMembers.add(row.position, position);
  for (const [position] of removed) store.teamMembers.remove(row.position, position);
  const differs = !isSame(readChange(groupDraft(store, row), at), change);
  if (!differs && added.length + removed.length === 0) return row;
  store.scimTeams.save(row.position, change);
  const saved = asStored(room, row.id);
  if (differs) note(room, { request, action: 'team.update', team: saved });
  if (added.length > 0)
    note(room, { request, action: 'team.members-add', team: saved, emails: emailsOf(added) });
  if (removed.length > 0) {
    note(room, { request, action: 'team.members-remove', team: saved, emails: emailsOf(removed) });
  }
  return saved;
}

/** Deletes a team with its roles; its people stay. Call it in a transaction. */
export function deleteGroup(room: Room, request: Request, row: ScimTeamRow): void {
  room.store.grants.removeSubject('team', row.position);
  room.store.teams.remove(row);
  note(room, { request, action: 'team.delete', team: row });
}

function readChange(draft: JsonObject, at: number): ScimTeamChange {
  const { displayName, externalId, members: _members, ...rest } = draft;
  const scimAttributes = Object.keys(rest).length === 0 ? null : JSON.stringify(rest);
  if ((scimAttributes ?? '').length > longestAttributes) {
    throw scimProblem(
      'invalidValue',
      `A group's attributes may have ${longestAttributes} characters in all.`,
    );
  }
  return {
    name: readName(displayName),
    scimExternalId: typeof externalId === 'string' ? externalId : null,
    scimAttributes,
    at,
  };
}

/** The rule for groups that come over SCIM, laxer than REST's (tenant-api, section 3 and section 8, 2). */
function readName(displayName: unknown): string {
  if (typeof displayName === 'string' && /^[A-Za-z0-9_-]{1,36}$/u.test(displayName)) return displayName;
  throw scimProblem(
    'invalidValue',
    'displayName becomes the name of a team: 1 to 36 letters, digits, hyphens or underscores, without spaces.',
  );
}

function refuseTaken(
  { store }: Room,
  { name, exceptPosition }: { name: string; exceptPosition: number | undefined },
): void {
  const known = store.teams.byName(name);
  if (known === undefined || known.position === exceptPosition) return;
  throw scimProblem('uniqueness', `A team called ${known.name} exists.`);
}

function asStored({ store }: Room, id: string): ScimTeamRow {
  const stored = store.scimTeams.byId(id);
  if (stored === undefined) throw new Error('a team is gone within one transaction');
  return stored;
}

/** As many addresses as a reader takes in; the count is the whole. */
function emailsOf(members: readonly (readonly [number, string])[]): readonly string[] {
  return members.slice(0, 100).map(([, email]) => email);
}

function note(
  room: Room,
  entry: {
    request: Request;
    action: AuditEntry['action'];
    team: ScimTeamRow;
    emails?: readonly string[];
  },
): void {
  const { request, action, team, emails } = entry;
  recordAudit(room, {
    request,
    by: scimActor(room.store),
    action,
    resource: teamResource(team),
    ...(emails === undefined ? {} : { facts: { emails } }),
  });
}
