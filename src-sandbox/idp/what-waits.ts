import {
  type Directory,
  type DirectoryGroup,
  type DirectoryPerson,
  type Links,
  sameIds,
  samePerson,
} from './directory.ts';
import type { GroupPush, Vendor } from './vendor.ts';

const day = 86_400_000;

/** What the directory says, and what the tenant was told of it. */
export interface DirectoryState {
  readonly vendor: Vendor;
  readonly directory: Directory;
  readonly links: Links;
  readonly now: number;
}

/** How many people and groups differ from what the tenant was last told. */
export function countWaiting(parts: DirectoryState): {
  people: number;
  groups: number;
} {
  const { directory, links } = parts;
  const removed = [...links.groups.keys()].filter((id) => !directory.groups.has(id)).length;
  const changed = [...directory.groups.values()].filter((group) => {
    const link = links.groups.get(group.id);
    const wanted = [...group.members].filter((id) => directory.people.get(id)?.standing === 'assigned');
    return link === undefined || link.name !== group.name || !sameIds(link.members, new Set(wanted));
  });
  return { people: duePeople(parts).length, groups: removed + changed.length };
}

/** The people whom the tenant has to hear about, each as the vendor's rules let it see them. */
export function duePeople({ vendor, directory, links, now }: DirectoryState): DirectoryPerson[] {
  const bound = new Set([...directory.groups.values()].flatMap((group) => [...group.members]));
  const due: DirectoryPerson[] = [];
  for (const person of directory.people.values()) {
    const seen = asSeen(person, { vendor, bound, now });
    const link = links.people.get(person.id);
    if (link === undefined ? seen.standing === 'assigned' : !samePerson(link.pushed, seen)) due.push(seen);
  }
  return due;
}

function asSeen(
  person: DirectoryPerson,
  { vendor, bound, now }: { vendor: Vendor; bound: ReadonlySet<string>; now: number },
): DirectoryPerson {
  if (person.standing === 'assigned') {
    const isOut = vendor.scope === 'bound-groups' && !bound.has(person.id);
    return isOut ? { ...person, standing: 'left' } : person;
  }
  const days = vendor.deletesAfterDays;
  const isOver = days !== null && person.leftAt !== null && now - person.leftAt >= days * day;
  return isOver ? { ...person, standing: 'deleted' } : person;
}

/** The accounts of those people of a group who have one. */
export function accountsOf(
  { directory, links }: { directory: Directory; links: Links },
  group: DirectoryGroup,
): GroupPush['members'] {
  const accounts = new Map<string, { remoteId: string; userName: string }>();
  for (const id of group.members) {
    const person = directory.people.get(id);
    const link = links.people.get(id);
    if (person?.standing === 'assigned' && link !== undefined) {
      accounts.set(id, { remoteId: link.remoteId, userName: person.userName });
    }
  }
  return accounts;
}
