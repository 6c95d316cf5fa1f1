import {
  type Directory,
  type DirectoryGroup,
  type DirectoryPerson,
  type Links,
  type PersonLink,
  sameIds,
  samePerson,
} from './directory.ts';
import { PushFailure } from './push-failure.ts';
import { MadeNothing } from './scim-shapes.ts';
import type { ScimWire } from './scim-wire.ts';
import type { GroupPush, Push, Vendor } from './vendor.ts';

const day = 86_400_000;

/** What one cycle did at the tenant. */
export interface CycleCounts {
  peopleCreated: number;
  peopleUpdated: number;
  peopleDeactivated: number;
  peopleReactivated: number;
  peopleDeleted: number;
  groupsCreated: number;
  groupsUpdated: number;
  groupsDeleted: number;
  failures: number;
}

/** A failure of one person or group. */
export interface PushTrouble {
  /** The address or the group's name. */
  readonly about: string;
  readonly failure: PushFailure | MadeNothing;
}

export interface CycleOutcome {
  readonly counts: CycleCounts;
  readonly troubles: readonly PushTrouble[];
  /** Why the cycle ended early: bad credentials, no answer, throttled. Undefined when it came to its end. */
  readonly stoppedBy: PushFailure | undefined;
}

export interface CycleParts {
  readonly vendor: Vendor;
  readonly wire: ScimWire;
  readonly directory: Directory;
  readonly links: Links;
  readonly now: number;
  /** `new`: the connection was made or its token set since the last cycle. */
  readonly connection: 'new' | 'proven';
}

/**
 * Brings the tenant to what the directory says, people before groups. A person or group that fails is left for the next
 * cycle; bad credentials, silence and throttling end this one. What the tenant says it no longer knows is forgotten, so
 * that the next cycle makes it again.
 */
export async function runCycle(parts: CycleParts): Promise<CycleOutcome> {
  const { vendor, wire, directory, links } = parts;
  const counts = noCounts();
  const troubles: PushTrouble[] = [];

  async function one(about: string, work: (push: Push) => Promise<void>): Promise<void> {
    const trouble = (failure: PushTrouble['failure']) => {
      counts.failures += 1;
      troubles.push({ about, failure });
    };
    try {
      await work({ wire, note: trouble });
    } catch (error) {
      if (error instanceof PushFailure && endsCycle(error)) {
        trouble(error);
        throw error;
      }
      if (!(error instanceof PushFailure || error instanceof MadeNothing)) throw error;
      trouble(error);
    }
  }

  async function pushPerson(person: DirectoryPerson): Promise<void> {
    const link = links.people.get(person.id);
    await one(person.userName, async (push) => {
      const next = await vendor.pushPerson(push, { person, link }).catch((error: unknown) => {
        if (isGone(error)) links.people.delete(person.id);
        throw error;
      });
      countPerson(counts, { before: link, after: next, person });
      if (next === undefined) links.people.delete(person.id);
      else links.people.set(person.id, next);
      if (person.standing === 'deleted') directory.people.delete(person.id);
    });
  }

  async function pushGroup(group: DirectoryGroup): Promise<void> {
    const link = links.groups.get(group.id);
    const members = accountsOf({ directory, links }, group);
    if (link !== undefined && link.name === group.name && sameIds(link.members, new Set(members.keys())))
      return;
    await one(group.name, async (push) => {
      const accountOf = (id: string) => links.people.get(id)?.remoteId;
      const next = await vendor
        .pushGroup(push, { group, link, members, accountOf })
        .catch((error: unknown) => {
          if (isGone(error)) links.groups.delete(group.id);
          throw error;
        });
      if (next === undefined || next === link) return;
      links.groups.set(group.id, next);
      counts[link === undefined ? 'groupsCreated' : 'groupsUpdated'] += 1;
    });
  }

  try {
    if (parts.connection === 'new') await one('the connection', (push) => vendor.connect(push));
    for (const person of duePeople(parts)) await pushPerson(person);
    for (const group of [...directory.groups.values()]) await pushGroup(group);
    for (const [id, link] of [...links.groups]) {
      if (directory.groups.has(id)) continue;
      await one(link.name, async (push) => {
        await vendor.removeGroup(push, link).catch((error: unknown) => {
          if (!isGone(error)) throw error;
        });
        links.groups.delete(id);
        counts.groupsDeleted += 1;
      });
    }
    return { counts, troubles, stoppedBy: undefined };
  } catch (error) {
    if (!(error instanceof PushFailure)) throw error;
    return { counts, troubles, stoppedBy: error };
  }
}

/** How many people and groups differ from what the tenant was last told. */
export function countWaiting(parts: Omit<CycleParts, 'wire' | 'connection'>): {
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
function duePeople({
  vendor,
  directory,
  links,
  now,
}: Omit<CycleParts, 'wire' | 'connection'>): DirectoryPerson[] {
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

function accountsOf(
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

function countPerson(
  counts: CycleCounts,
  {
    before,
    after,
    person,
  }: { before: PersonLink | undefined; after: PersonLink | undefined; person: DirectoryPerson },
): void {
  const was = before?.pushed.standing === 'assigned';
  const is = person.standing === 'assigned';
  if (before === undefined) counts.peopleCreated += after === undefined ? 0 : 1;
  else if (after === undefined) counts.peopleDeleted += 1;
  else if (was && !is) counts.peopleDeactivated += 1;
  else if (!was && is) counts.peopleReactivated += 1;
  else counts.peopleUpdated += 1;
}

function endsCycle(failure: PushFailure): boolean {
  return failure.kind === 'credentials' || failure.kind === 'unreachable' || failure.kind === 'throttled';
}

function isGone(error: unknown): boolean {
  return error instanceof PushFailure && error.status === 404;
}

/** A cycle that has done nothing yet. */
export function noCounts(): CycleCounts {
  return {
    peopleCreated: 0,
    peopleUpdated: 0,
    peopleDeactivated: 0,
    peopleReactivated: 0,
    peopleDeleted: 0,
    groupsCreated: 0,
    groupsUpdated: 0,
    groupsDeleted: 0,
    failures: 0,
  };
}
