import type { SeededRandom } from '../seed/seeded-random.ts';
import type { Directory, DirectoryGroup, DirectoryPerson } from './directory.ts';
import { groupId, joinGroup, type Recruit } from './read-directory.ts';

/** What happens in the company; each verb changes the directory and says in words whom it struck. */
export interface CompanyWeek {
  join(count: number): string[];
  /** Takes people out of the app and out of all groups. */
  leave(count: number): string[];
  /** Somebody takes another family name; every other time the address changes too. */
  rename(): string[];
  /** Somebody gets another title. */
  promote(): string[];
  /** Somebody moves from one group to another. */
  moveGroup(): string[];
  /** A group of any name, fit for the tenant or not, with up to five people. */
  makeGroup(name: string): string[];
  renameGroup(change: { from: string; to: string }): string[];
  removeGroup(name: string): string[];
  /** A week as it goes: some join, some leave, names, titles and groups change. */
  week(): string[];
}

const familyNames = ['Vinter', 'Sandnes', 'Bergmann', 'Castellano', 'Hollis', 'Markussen', 'Tanaka'];
const titles = ['Principal engineer', 'Group lead', 'Programme manager', 'Staff scientist', 'Shift lead'];

/** Lets the company of a directory live. The same directory and seed live the same weeks. */
export function companyWeek({
  directory,
  recruit,
  random,
  now,
}: {
  directory: Directory;
  recruit: Recruit;
  random: SeededRandom;
  now: () => number;
}): CompanyWeek {
  let renamed = 0;

  function somebody(): DirectoryPerson | undefined {
    const assigned = [...directory.people.values()].filter(({ standing }) => standing === 'assigned');
    return assigned.length === 0 ? undefined : random.pick(assigned);
  }

  function change(person: DirectoryPerson, changed: Partial<DirectoryPerson>): void {
    directory.people.set(person.id, { ...person, ...changed });
  }

  function regroup(group: DirectoryGroup, members: ReadonlySet<string>): void {
    directory.groups.set(group.id, { ...group, members });
  }

  function groupOfName(name: string): DirectoryGroup | undefined {
    return [...directory.groups.values()].find((group) => group.name === name);
  }

  function leaveGroups(personId: string): void {
    for (const group of directory.groups.values()) {
      if (!group.members.has(personId)) continue;
      regroup(group, new Set([...group.members].filter((id) => id !== personId)));
    }
  }

  const verbs: Omit<CompanyWeek, 'week'> = {
    join: (count) =>
      Array.from({ length: count }, () => {
        const person = recruit();
        joinGroup(directory, { person, random });
        return `${person.userName} joins`;
      }),
    leave(count) {
      const said: string[] = [];
      for (let left = 0; left < count; left += 1) {
        const person = somebody();
        if (person === undefined) break;
        leaveGroups(person.id);
        change(person, { standing: 'left', leftAt: now() });
        said.push(`${person.userName} leaves`);
      }
      return said;
    },
    rename() {
      const person = somebody();
      if (person === undefined) return [];
      const familyName = random.pick(familyNames);
      renamed += 1;
      const [local = '', domain = ''] = person.userName.split('@');
      const taken = new Set([...directory.people.values()].map(({ userName }) => userName));
      const wished = `${local.split('.')[0]}.${familyName.toLowerCase()}${renamed}@${domain}`;
      const userName = renamed % 2 === 0 && !taken.has(wished) ? wished : person.userName;
      change(person, { familyName, displayName: `${person.givenName} ${familyName}`, userName });
      return [`${person.userName} is called ${person.givenName} ${familyName}, at ${userName}`];
    },
    promote() {
      const person = somebody();
      if (person === undefined) return [];
      const title = random.pick(titles);
      change(person, { title });
      return [`${person.userName} becomes ${title}`];
    },
    moveGroup() {
      const groups = [...directory.groups.values()];
      const filled = groups.filter((group) => group.members.size > 0);
      if (filled.length === 0 || groups.length < 2) return [];
      const from = random.pick(filled);
      const to = random.pick(groups.filter((group) => group.id !== from.id));
      const moved = random.pick([...from.members]);
      regroup(from, new Set([...from.members].filter((id) => id !== moved)));
      regroup(to, new Set([...to.members, moved]));
      return [`${directory.people.get(moved)?.userName ?? moved} moves from ${from.name} to ${to.name}`];
    },
    makeGroup(name) {
      const people = Array.from({ length: 5 }, somebody).flatMap((person) => person?.id ?? []);
      const id = groupId(random);
      directory.groups.set(id, { id, name, members: new Set(people) });
      return [`the group ${name} is made`];
    },
    renameGroup({ from, to }) {
      const group = groupOfName(from);
      if (group === undefined) return [];
      directory.groups.set(group.id, { ...group, name: to });
      return [`the group ${from} is called ${to}`];
    },
    removeGroup(name) {
      const group = groupOfName(name);
      if (group === undefined) return [];
      directory.groups.delete(group.id);
      return [`the group ${name} is removed`];
    },
  };

  return {
    ...verbs,
    week: () => [
      ...verbs.join(random.below(3)),
      ...verbs.leave(random.below(2)),
      ...(random.chance(0.3) ? verbs.rename() : []),
      ...(random.chance(0.4) ? verbs.promote() : []),
      ...verbs.moveGroup(),
    ],
  };
}
