import type { TeamRow } from '../features/teams/team-row.ts';
import type { UserRow } from '../features/users/user-row.ts';

/** What an identity provider does to people and teams that SCIM made, as far as two syncs can tell. */
export const pushKinds = ['made', 'updated', 'deactivated', 'reactivated', 'removed', 'teams'] as const;
export type PushKind = (typeof pushKinds)[number];

/** What one sync saw change since the one before, counted by the hour (whole hours since 1970) and the kind. */
export interface PushNews {
  /** Moments of this sync and of the one before, in milliseconds. */
  at: number;
  since: number;
  /** The latest change, in milliseconds; null when there was none. */
  lastAt: number | null;
  counts: [hour: number, kind: PushKind, count: number][];
}

/** Counts while a sync is written. Each person and each team counts at most once. */
export interface PushTally {
  person(was: UserRow | null, row: UserRow): void;
  personGone(was: UserRow): void;
  team(row: Pick<TeamRow, 'isManagedByIdp' | 'updatedAt'>): void;
  news(): PushNews;
}

const hourMs = 3_600_000;

/**
 * Begins to count what lies between two syncs. A change is dated by the tenant's own moment of it where that lies between
 * the two, else by the sync that saw it; so neither clock can make a push of something that did not change.
 */
export function createPushTally({ since, at }: { since: number; at: number }): PushTally {
  const counts = new Map<string, [hour: number, kind: PushKind, count: number]>();
  let lastAt: number | null = null;
  const count = (kind: PushKind, updatedAt: number | null): void => {
    const happenedAt = updatedAt !== null && updatedAt > since && updatedAt <= at ? updatedAt : at;
    const hour = Math.floor(happenedAt / hourMs);
    const key = `${hour} ${kind}`;
    const found = counts.get(key) ?? [hour, kind, 0];
    found[2] += 1;
    counts.set(key, found);
    lastAt = Math.max(lastAt ?? happenedAt, happenedAt);
  };
  return {
    person: (was, row) => {
      const kind = pushOf(was, row);
      if (kind !== null) count(kind, row.updatedAt);
    },
    personGone: (was) => {
      if (was.source === 'scim') count('removed', null);
    },
    team: (row) => {
      if (row.isManagedByIdp === 1) count('teams', row.updatedAt);
    },
    news: () => ({ at, since, lastAt, counts: [...counts.values()] }),
  };
}

/**
 * What a push must have done to make the one of the other; null when nothing says that there was one. Roles are given in the
 * tenant, the lock follows the mode, and people sign in by themselves: none of these is the provider's doing.
 */
export function pushOf(was: UserRow | null, row: UserRow): PushKind | null {
  if (row.source !== 'scim') return null;
  if (was === null) return 'made';
  if (was.status !== 'deactivated' && row.status === 'deactivated') return 'deactivated';
  if (was.status === 'deactivated' && row.status !== 'deactivated') return 'reactivated';
  if (was.name !== row.name || was.email !== row.email || was.source !== 'scim') return 'updated';
  return isUnseenUpdate(was, row) ? 'updated' : null;
}

/** The tenant dates a change, and nothing that others than the provider write explains it: an attribute not listed here. */
function isUnseenUpdate(was: UserRow, row: UserRow): boolean {
  if (was.updatedAt === null || row.updatedAt === null || row.updatedAt <= was.updatedAt) return false;
  return (
    was.lastAccessedAt === row.lastAccessedAt &&
    was.status === row.status &&
    was.role === row.role &&
    was.roleManagedBy === row.roleManagedBy &&
    was.managedBy === row.managedBy &&
    was.signIn === row.signIn &&
    JSON.stringify(was.resourceRoles) === JSON.stringify(row.resourceRoles)
  );
}
