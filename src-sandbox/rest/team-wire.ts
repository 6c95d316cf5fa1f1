import type { TenantStore } from '../store/open-store.ts';
import type { TeamMember } from '../store/team-members-table.ts';
import type { TeamRow } from '../store/teams-table.ts';
import type { UserRow } from '../store/user-row.ts';
import { isEditable } from './user-wire.ts';

/** A team's people by address, as its manifest and its `members` list them. */
export interface TeamPeople {
  readonly members: readonly string[];
  readonly managers: readonly string[];
}

/** The people of a team now. `everyone` holds all people and lists none. */
export function teamPeople(store: TenantStore, team: TeamRow): TeamPeople {
  const all = store.teamMembers.list(team.position, 'members');
  return {
    members: all.map((member) => member.email),
    managers: all.filter((member) => member.isManager === 1).map((member) => member.email),
  };
}

/** The platform's Team (tenant-api, section 3). */
export function teamOnWire(store: TenantStore, team: TeamRow, people: TeamPeople = teamPeople(store, team)) {
  return {
    ...teamWithoutPeople(store, team),
    members: people.members,
    manifest: manifestOnWire(team, people),
  };
}

/** A Team but for its people, as lists of all teams at once have it. */
export function teamWithoutPeople(store: TenantStore, team: TeamRow) {
  const facts = store.facts();
  return {
    id: team.id,
    teamName: team.name,
    description: team.description ?? '',
    tenantName: facts.tenantName,
    accountId: facts.accountId,
    createdBySubject: subjectOnWire(store, team.createdById),
    createdAt: new Date(team.createdAt).toISOString(),
    updatedAt: new Date(team.updatedAt).toISOString(),
    metadata: team.createdByScim === 1 ? { createdByScim: true, scimExternalId: team.scimExternalId } : null,
    isEditable: team.isEveryone === 0 && isEditable(store, team),
    roles: [],
  };
}

/** The platform's TeamDto: a Team with counts and the addresses of up to five people of each side. */
export function teamDtoOnWire(store: TenantStore, team: TeamRow) {
  const isEveryone = team.isEveryone === 1;
  const top = isEveryone ? firstPeople(store) : store.teamMembers.top(team.position, 'members');
  return {
    ...teamOnWire(store, team),
    topMembers: top.map((person) => person.email),
    topManagers: store.teamMembers.top(team.position, 'managers').map((person) => person.email),
    totalMemberCount: isEveryone ? countEverybody(store) : store.teamMembers.count(team.position, 'members'),
    totalManagerCount: store.teamMembers.count(team.position, 'managers'),
  };
}

/** The platform's TeamManifest. */
export function manifestOnWire(team: TeamRow, people: TeamPeople) {
  const extras: unknown = JSON.parse(team.extras);
  return {
    type: 'team',
    name: team.name,
    ...(team.displayName === null ? {} : { displayName: team.displayName }),
    ...(team.description === null ? {} : { description: team.description }),
    members: people.members,
    managers: people.managers,
    ...(typeof extras === 'object' ? extras : {}),
  };
}

/** One person of a team, as the member lists show them. */
export function memberOnWire(person: TeamMember | UserRow) {
  return { subjectId: person.id, subjectSlug: person.email, subjectType: 'user' };
}

/** The person who did something, as `createdBySubject` and its like name them; the id alone when they are gone. */
export function subjectOnWire(store: TenantStore, id: string) {
  const person = store.users.byId(id);
  return {
    subjectId: id,
    subjectType: 'user',
    ...(person === undefined ? {} : { subjectSlug: person.email }),
    ...(person?.displayName == null ? {} : { subjectDisplayName: person.displayName }),
  };
}

function firstPeople(store: TenantStore) {
  return store.users.page({ limit: 5, offset: 0, query: '', which: 'all' }).rows;
}

function countEverybody(store: TenantStore): number {
  return store.users.page({ limit: 1, offset: 0, query: '', which: 'all' }).total;
}
