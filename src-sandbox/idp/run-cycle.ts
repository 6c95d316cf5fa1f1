import { type CycleCounts, countPerson, noCounts } from './cycle-counts.ts';
import { type DirectoryGroup, type DirectoryPerson, type GroupLink, sameIds } from './directory.ts';
import { PushFailure } from './push-failure.ts';
import { MadeNothing } from './scim-shapes.ts';
import type { ScimWire } from './scim-wire.ts';
import type { Push } from './vendor.ts';
import { accountsOf, type DirectoryState, duePeople } from './what-waits.ts';

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

export interface CycleParts extends DirectoryState {
  readonly wire: ScimWire;
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
      const keep = (told: GroupLink) => void links.groups.set(group.id, told);
      const next = await vendor
        .pushGroup(push, { group, link, members, accountOf, keep })
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

function endsCycle(failure: PushFailure): boolean {
  return failure.kind === 'credentials' || failure.kind === 'unreachable' || failure.kind === 'throttled';
}

function isGone(error: unknown): boolean {
  return error instanceof PushFailure && error.status === 404;
}
