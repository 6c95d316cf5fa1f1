import { namePeople, type PersonName } from '../seed/name-people.ts';
import { type SeededRandom, seededRandom } from '../seed/seeded-random.ts';
import type { TenantStore } from '../store/open-store.ts';
import type { UserRow } from '../store/user-row.ts';
import type { Directory, DirectoryGroup, DirectoryPerson, Links } from './directory.ts';
import type { Vendor } from './vendor.ts';

const pageSize = 1000;
const newcomers = 6;
const titles = ['Engineer', 'Senior engineer', 'Technician', 'Analyst', 'Team lead', 'Planner', 'Designer'];
/** Where a provider that sends only people of groups keeps those whom nobody has sorted. */
const unsorted = 'unsorted';
/** For a tenant that has no team from SCIM yet. */
const firstGroups = ['perception', 'fleet', 'hardware', 'finance'];

/** Makes one new person of the company after another. */
export type Recruit = () => DirectoryPerson;

export interface StartingDirectory {
  readonly directory: Directory;
  readonly links: Links;
  readonly recruit: Recruit;
}

/**
 * The directory that the tenant's SCIM people and teams came from, matched by externalId and as the tenant last heard
 * of it, and six newcomers of whom the tenant knows nothing yet. A tenant without SCIM people gets four groups. Where
 * only people of groups are sent, those without one are gathered in a group of their own, so that connecting deactivates
 * nobody. The same tenant and seed give the same directory.
 */
export function readDirectory(
  store: TenantStore,
  { seed, scope }: { seed: number; scope: Vendor['scope'] },
): StartingDirectory {
  const random = seededRandom(seed, 'directory');
  const directory: Directory = { people: new Map(), groups: new Map() };
  const links: Links = { people: new Map(), groups: new Map() };
  const idOf = readPeople(store, { directory, links, random });
  readGroups(store, { directory, links, idOf });
  if (directory.groups.size === 0) {
    for (const name of firstGroups) {
      const id = groupId(random);
      directory.groups.set(id, { id, name, members: new Set() });
    }
  }
  if (scope === 'bound-groups') gatherUnsorted(directory, random);
  const recruit = recruiter({ store, directory, random: seededRandom(seed, 'recruits') });
  for (let made = 0; made < newcomers; made += 1) joinGroup(directory, { person: recruit(), random });
  return { directory, links, recruit };
}

/** Adds a person and puts them in one group, any of them. */
export function joinGroup(
  directory: Directory,
  { person, random }: { person: DirectoryPerson; random: SeededRandom },
): void {
  directory.people.set(person.id, person);
  const groups = [...directory.groups.values()];
  if (groups.length === 0) return;
  const group = random.pick(groups);
  directory.groups.set(group.id, { ...group, members: new Set([...group.members, person.id]) });
}

/** An id as Okta gives one to a group. */
export function groupId(random: SeededRandom): string {
  return `00g${random.id().slice(3, 20)}`;
}

function readPeople(
  store: TenantStore,
  { directory, links, random }: { directory: Directory; links: Links; random: SeededRandom },
): Map<number, string> {
  const idOf = new Map<number, string>();
  for (let offset = 0; ; offset += pageSize) {
    const { rows } = store.users.page({ limit: pageSize, offset, query: '', which: 'all' });
    for (const row of rows) {
      if (row.createdByScim === 0) continue;
      const person = knownPerson(row, random);
      idOf.set(row.position, person.id);
      directory.people.set(person.id, person);
      links.people.set(person.id, { remoteId: row.id, pushed: person });
    }
    if (rows.length < pageSize) return idOf;
  }
}

function knownPerson(row: UserRow, random: SeededRandom): DirectoryPerson {
  const displayName = row.displayName ?? row.email;
  const [givenName = displayName, ...rest] = displayName.split(' ');
  return {
    id: row.scimExternalId ?? `00u${random.id().slice(3, 20)}`,
    userName: row.email,
    givenName,
    familyName: rest.join(' ') || givenName,
    displayName,
    title: null,
    department: null,
    standing: row.active === 1 ? 'assigned' : 'left',
    // Who left before the provider was started stays deactivated: nobody is deleted for what happened long ago.
    leftAt: null,
  };
}

function readGroups(
  store: TenantStore,
  { directory, links, idOf }: { directory: Directory; links: Links; idOf: ReadonlyMap<number, string> },
): void {
  const filter = { kind: 'sso-team', memberPosition: null, managerPosition: null, nameContains: '' } as const;
  for (const team of store.teams.page(filter, { limit: 1_000_000, offset: 0 }).rows) {
    const members = new Set<string>();
    for (const { position } of store.teamMembers.list(team.position, 'members')) {
      const id = idOf.get(position);
      if (id !== undefined && directory.people.get(id)?.standing === 'assigned') members.add(id);
    }
    const group: DirectoryGroup = { id: team.scimExternalId ?? team.id, name: team.name, members };
    directory.groups.set(group.id, group);
    links.groups.set(group.id, { remoteId: team.id, name: team.name, members });
  }
}

function gatherUnsorted(directory: Directory, random: SeededRandom): void {
  const sorted = new Set([...directory.groups.values()].flatMap((group) => [...group.members]));
  const left = [...directory.people.values()].filter(
    ({ id, standing }) => standing === 'assigned' && !sorted.has(id),
  );
  if (left.length === 0) return;
  const id = groupId(random);
  directory.groups.set(id, { id, name: unsorted, members: new Set(left.map((person) => person.id)) });
}

/** Nobody gets an address that the tenant or the directory knows, so that a newcomer is one. */
function recruiter({
  store,
  directory,
  random,
}: {
  store: TenantStore;
  directory: Directory;
  random: SeededRandom;
}): Recruit {
  const nextName = namePeople(random);
  return () => {
    const known = new Set([...directory.people.values()].map((person) => person.userName.toLowerCase()));
    for (;;) {
      const name = nextName();
      const userName = `${name.localPart}@halden.example`;
      if (known.has(userName) || store.users.byEmail(userName) !== undefined) continue;
      return newPerson({ name, userName, random });
    }
  };
}

function newPerson({
  name,
  userName,
  random,
}: {
  name: PersonName;
  userName: string;
  random: SeededRandom;
}): DirectoryPerson {
  const [givenName = name.displayName, ...rest] = name.displayName.split(' ');
  return {
    id: `00u${random.id().slice(3, 20)}`,
    userName,
    givenName,
    familyName: rest.join(' ') || givenName,
    displayName: name.displayName,
    title: random.pick(titles),
    department: random.pick(firstGroups),
    standing: 'assigned',
    leftAt: null,
  };
}
